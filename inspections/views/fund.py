"""The fund of the rewards, and the cashier who sees token and amount only."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.views.sheets import sheet_response
from core.editing import try_save
from core.errors import DomainError
from core.pagination import page_of
from core.text import keys
from inspections import rules
from inspections.forms.rewards import MoneyForm, TokenForm
from inspections.models import Fund
from inspections.selectors.rewards import entries_of, fund_balance
from inspections.services import payouts


@require_safe
def fund(request):
    found, funds = _fund(request)
    context = {
        "fund": found,
        "funds": funds,
        "balance": fund_balance(found) if found else None,
        "page_obj": page_of(entries_of(found), request.GET.get("page")) if found else None,
        "may_keep": rules.may_keep_fund(request.user, request.user.area),
        "export_url": f"{reverse('inspections:fund_export')}?{request.GET.urlencode()}",
    }
    return render(request, "inspections/fund.html", context)


@require_safe
def export(request):
    found, _funds = _fund(request)
    headings = [_("Day"), _("Amount in yuan"), _("Balance in yuan"), (_("Note"), 40), _("Entered by")]
    rows = entries_of(found) if found else ()
    lines = ([row.on, row.amount_yuan, row.balance, _noted(row), row.by.name] for row in rows)
    return sheet_response("reward-fund", _("Reward fund"), headings, lines)


def _noted(entry):
    return _("Reward %(token)s") % {"token": entry.reward.token} if entry.reward else entry.note


def money(request):
    _demand_keeper(request)
    form = MoneyForm(request.POST or None, initial={"on": timezone.localdate()})
    made, _conflict = try_save(form, lambda: payouts.add_money(request.user.area, by=request.user, **form.facts()))
    if made:
        messages.success(request, _("The entry is saved."))
        return redirect(f"{reverse('inspections:fund')}?year={made.on.year}")
    context = {"form": form, "cancel_url": reverse("inspections:fund")}
    return render(request, "inspections/fund_money.html", context)


def pay(request):
    """Type a token, see its amount, pay. The token goes by POST, so it stands in no address."""
    _demand_keeper(request)
    form = TokenForm(request.POST or None)
    found = None
    if form.is_valid():
        token = form.cleaned_data["token"]
        try:
            if "pay" in request.POST:
                return _paid(request, payouts.pay_reward(token, by=request.user))
            found = payouts.payable(token, by=request.user)
        except DomainError as refusal:
            form.add_error("token", str(refusal))
    return render(request, "inspections/pay.html", {"form": form, "found": found})


def _paid(request, reward):
    facts = {"token": reward.token, "amount": f"{reward.amount_yuan:,.2f}"}
    messages.success(request, _("Paid: %(amount)s yuan for %(token)s.") % facts)
    return redirect("inspections:pay")


def _demand_keeper(request):
    if request.user.area is None or not rules.may_keep_fund(request.user, request.user.area):
        raise PermissionDenied


def _fund(request):
    """The fund of the year asked for, else the newest; none before money came in."""
    if not (request.user.is_office or request.user.is_leader):
        raise PermissionDenied
    funds = list(Fund.objects.visible_to(request.user).filter(area=request.user.area))
    wanted = keys([request.GET.get("year", "")])
    return next((each for each in funds if each.year in wanted), funds[0] if funds else None), funds
