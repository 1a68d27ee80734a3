"""Rewards: the list by what waits, the page of one with its steps, and the proposal on a hazard."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from campaigns.selectors import campaign_or_404
from campaigns.views.sheets import sheet_response
from core.editing import try_save
from core.forms import ReasonForm
from core.history import history_of
from core.pagination import page_of
from inspections import rules
from inspections.forms.rewards import PapersForm, ProposalForm, RewardFilterForm
from inspections.models import Hazard, Reward
from inspections.selectors.rewards import NEXT_ACTS, paid_yuan, pay_by, rewards_of, waiting_steps, way_of
from inspections.services import payouts
from inspections.services import rewards as services
from units.models import Unit


def narrowed(request, slug):
    """Campaign, filter form and rows; the page and its export use the same."""
    campaign = campaign_or_404(request.user, slug)
    if not request.user.is_office:
        raise PermissionDenied
    form = RewardFilterForm(request.GET, units=Unit.objects.visible_to(request.user))
    form.is_valid()
    return campaign, form, rewards_of(campaign, request.user, form.cleaned_data, form.part())


@require_safe
def rewards(request, slug):
    campaign, form, rows = narrowed(request, slug)
    context = {
        "campaign": campaign,
        "filter_form": form,
        "page_obj": page_of(rows, request.GET.get("page")),
        "waiting": waiting_steps(campaign, request.user),
        "acts": NEXT_ACTS,
        "paid_yuan": paid_yuan(rows),
        "today": timezone.localdate(),
        "export_url": f"{reverse('inspections:rewards_export', args=[slug])}?{request.GET.urlencode()}",
    }
    return render(request, "inspections/rewards.html", context)


@require_safe
def export(request, slug):
    _campaign, _form, rows = narrowed(request, slug)
    headings = [_("Payment token"), _("Hazard"), _("State"), _("Fine in yuan"), _("Reward in yuan"), (_("Rule"), 40)]
    headings += [_("Approved on"), _("Told on"), _("To be claimed until"), _("Claimed on"), _("Paid on")]
    lines = (
        [row.token, row.hazard.number, row.get_state_display(), row.fine_yuan, row.amount_yuan, str(row.rule or "")]
        + [row.approved_on, row.told_on, row.claim_until, row.claimed_on, row.paid_on]
        for row in rows.iterator(chunk_size=2000)
    )
    return sheet_response(f"rewards-{slug}", _("Rewards"), headings, lines)


def propose(request, pk):
    rows = Hazard.objects.visible_to(request.user).select_related("campaign__area", "unit")
    hazard = get_object_or_404(rows, pk=pk)
    if not rules.may_reward(request.user, hazard.campaign):
        raise PermissionDenied
    form = ProposalForm(request.POST or None)
    made, _conflict = try_save(form, lambda: services.propose_reward(hazard, by=request.user, **form.cleaned_data))
    if made:
        messages.success(request, _("The reward is proposed."))
        return redirect(made)
    context = {"campaign": hazard.campaign, "hazard": hazard, "form": form, "submit": _("Propose the reward")}
    return render(request, "inspections/reward_propose.html", context | {"cancel_url": hazard.get_absolute_url()})


@require_safe
def reward(request, pk):
    row = _find(request, pk)
    context = {
        "campaign": row.hazard.campaign,
        "reward": row,
        "steps": way_of(row),
        "may_act": rules.may_reward(request.user, row.hazard.campaign),
        "may_approve": rules.may_approve_reward(request.user, row),
        "penalties": row.hazard.penalties.all(),
        "pay_by": pay_by(row),
        "changes": history_of(row),
        "today": timezone.localdate(),
    }
    return render(request, "inspections/reward.html", context)


# The steps without a form: what each button does and says.
PLAIN_STEPS = {
    "confirm": (services.confirm_facts, gettext_lazy("The facts are confirmed.")),
    "compute": (services.compute_amount, gettext_lazy("The amount is computed by the rule.")),
    "approve": (services.approve_reward, gettext_lazy("The reward is approved.")),
    "tell": (payouts.tell_reporter, gettext_lazy("The reporter reads it under the code; the time to claim runs.")),
}
# The steps with a reason: the service, the form, what is said, the button, what will happen.
REASONED_STEPS = {
    "back": (
        services.put_back,
        ReasonForm,
        gettext_lazy("The amount is to be computed again."),
        gettext_lazy("Put back"),
        gettext_lazy("The amount is taken off; it is computed anew from the fines as they are then."),
    ),
    "refuse": (
        services.refuse_reward,
        ReasonForm,
        gettext_lazy("The reward is refused."),
        gettext_lazy("Refuse"),
        gettext_lazy("Nothing is paid. It can be proposed again later."),
    ),
    "again": (
        services.propose_again,
        ReasonForm,
        gettext_lazy("The reward is proposed again."),
        gettext_lazy("Propose again"),
        gettext_lazy("The steps begin anew, with you as the one who proposes."),
    ),
    "papers": (
        payouts.claim_by_papers,
        PapersForm,
        gettext_lazy("The claim is entered; the cashier can pay."),
        gettext_lazy("Enter the claim"),
        gettext_lazy("For somebody who came with papers instead of the code and its secret."),
    ),
}


@require_POST
def plain_step(request, pk, step):
    row = _find(request, pk)
    service, words = PLAIN_STEPS[step]
    service(row, by=request.user)
    messages.success(request, words)
    return redirect(row)


def reasoned_step(request, pk, step):
    row = _find(request, pk)
    if not rules.may_reward(request.user, row.hazard.campaign):
        raise PermissionDenied
    service, form_class, words, submit, consequence = REASONED_STEPS[step]
    form = form_class(request.POST or None)
    done, _conflict = try_save(form, lambda: service(row, by=request.user, **form.cleaned_data))
    if done:
        messages.success(request, words)
        return redirect(row)
    context = {"campaign": row.hazard.campaign, "reward": row, "form": form, "submit": submit}
    context |= {"consequence": consequence, "cancel_url": row.get_absolute_url()}
    return render(request, "inspections/reward_step.html", context)


def _find(request, pk):
    rows = Reward.objects.visible_to(request.user)
    people = ("proposed_by", "confirmed_by", "computed_by", "approved_by", "claimed_by", "paid_by")
    return get_object_or_404(rows.select_related("hazard__campaign__area", "hazard__unit", "rule", *people), pk=pk)
