"""Receipts of a notice: reading, signing, urging, later recipients, lists to take along."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from campaigns import rules
from campaigns.forms.notices import NoticeFilter, ReceiptFilter, RecipientsForm
from campaigns.models import Receipt
from campaigns.selectors import campaign_or_404
from campaigns.selectors import notices as reading
from campaigns.selectors.recipients import addressable
from campaigns.services import notices as services
from campaigns.services.urging import urge_receipts
from campaigns.views.notices import filtered, narrowed, notice_or_404, sees_all
from campaigns.views.sheets import sheet_response
from campaigns.views.urging import say_urged
from core.text import keys


@require_POST
def notice_read(request, slug, pk):
    """Sent by the page itself once it is on the screen: opening an address alone changes nothing."""
    services.mark_read(_own(request, notice_or_404(request, slug, pk)), by=request.user)
    return HttpResponse(status=204)


@require_POST
def notice_sign(request, slug, pk):
    notice = notice_or_404(request, slug, pk)
    services.sign_receipt(_own(request, notice), by=request.user)
    messages.success(request, _("You have signed for %(number)s.") % {"number": notice.number})
    return redirect(notice)


def _own(request, notice):
    receipt = reading.own_receipt(request.user, notice)
    if receipt is None:
        raise PermissionDenied
    return receipt


@require_POST
def notice_urge(request, slug, pk):
    """Those that the page shows: all of a filter, or one unit."""
    notice = notice_or_404(request, slug, pk)
    rows = narrowed(request, notice, ReceiptFilter(request.GET))
    if request.POST.get("receipt"):
        rows = rows.filter(pk__in=keys([request.POST["receipt"]]))
    say_urged(request, urge_receipts(notice, Receipt.objects.filter(pk__in=rows.values("pk")), by=request.user))
    return redirect(f"{notice.get_absolute_url()}?{request.GET.urlencode()}")


def notice_recipients(request, slug, pk):
    notice = notice_or_404(request, slug, pk)
    if not rules.may_give_work(request.user, notice.campaign):
        raise PermissionDenied
    units = addressable(notice.campaign, timezone.localdate())
    form = RecipientsForm(request.POST if request.method == "POST" else None, units=units)
    if form.is_valid():
        count = services.add_recipients(notice, form.cleaned_data["units"], by=request.user)
        words = ngettext("Sent to %(count)s more unit.", "Sent to %(count)s more units.", count)
        messages.success(request, words % {"count": count})
        return redirect(notice)
    context = {"form": form, "notice": notice, "submit": _("Send"), "cancel_url": notice.get_absolute_url()}
    return render(request, "campaigns/notice_recipients.html", context)


@require_safe
def receipts_export(request, slug, pk):
    notice = notice_or_404(request, slug, pk)
    rows = narrowed(request, notice, ReceiptFilter(request.GET))
    headings = [
        (_("Unit"), 32),
        _("Kind of unit"),
        _("Why sent"),
        _("Receipt"),
        _("Late"),
        _("Read at"),
        _("Read by"),
        _("Signed at"),
        _("Signed by"),
        _("Urged at"),
        _("Contact"),
        _("Phone"),
    ]
    return sheet_response(f"notice-{notice.pk}", notice.number, headings, (_line(row, notice) for row in rows))


def _line(row, notice):
    until = row.signed_at or timezone.now()
    return [
        row.unit.name,
        row.unit.kind.name,
        row.get_reason_display(),
        row.get_state_display(),
        _("yes") if notice.sign_by and until > notice.sign_by else "",
        row.read_at,
        row.read_by and row.read_by.name,
        row.signed_at,
        row.signed_by and row.signed_by.name,
        row.urged_at,
        row.unit.contact_name,
        row.unit.contact_phone,
    ]


@require_safe
def notices_export(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not sees_all(request.user):
        raise Http404
    rows = filtered(reading.notices_for_office(request.user, campaign), NoticeFilter(request.GET))
    headings = [
        _("Document number"),
        (_("Title"), 48),
        _("State"),
        _("Issued at"),
        _("Sign by"),
        _("Units"),
        _("Signed"),
        _("Not signed"),
    ]
    return sheet_response("notices", _("Notices"), headings, map(_notice_line, rows))


def _notice_line(row):
    return [
        row.number,
        row.title,
        _("Replaced") if row.has_successor else row.get_state_display(),
        row.issued_at,
        row.sign_by,
        row.asked,
        row.signed,
        row.asked - row.signed,
    ]
