"""Notices as the office writes them and units read them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns import rules
from campaigns.forms.notices import NoticeFilter, NoticeForm, ReceiptFilter, ShortReasonForm
from campaigns.models import Notice
from campaigns.selectors import campaign_or_404
from campaigns.selectors import notices as reading
from campaigns.selectors.recipients import addressable, kinds_with_units, reasons_of_recipients
from campaigns.services import notices as services
from campaigns.views.urging import facts_before
from core.editing import EditConflict, merge_conflict
from core.errors import DomainError
from core.history import history_of
from core.notation import bare_number
from core.pagination import page_of
from core.text import half_width, keys


@require_safe
def notices(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not sees_all(request.user):
        return _notices_of_unit(request, campaign)
    form = NoticeFilter(request.GET)
    rows = reading.notices_for_office(request.user, campaign)
    context = {
        "campaign": campaign,
        "page_obj": page_of(filtered(rows, form), request.GET.get("page")),
        "totals": reading.receipt_totals(filtered(rows, form)),
        "waiting": reading.unsigned_notices(rows).count(),
        "export_url": with_query(request, "campaigns:notices_export", slug),
        "filter_form": form,
        "now": timezone.now(),
        "may_give_work": rules.may_give_work(request.user, campaign),
    }
    return render(request, "campaigns/notices.html", context)


def sees_all(user):
    """Office and leader see all units of a paper; the others their own and those below it."""
    return user.is_office or user.is_leader


def with_query(request, name, *args):
    """An address that keeps the filters of the page."""
    return f"{reverse(name, args=args)}?{request.GET.urlencode()}"


def filtered(rows, form):
    """The office's list, narrowed by the filters that can be read."""
    chosen = form.cleaned_data if form.is_valid() else {}
    if chosen.get("q"):
        text = chosen["q"].strip()
        digits = bare_number(half_width(text))
        number = Q(serial=int(digits)) if digits.isascii() and digits.isdigit() and len(digits) < 9 else Q()
        rows = rows.filter(Q(title__icontains=text) | number) if number else rows.filter(title__icontains=text)
    if chosen.get("state") == "unsigned":
        return reading.unsigned_notices(rows)
    return rows.filter(state=chosen["state"]) if chosen.get("state") else rows


def _notices_of_unit(request, campaign):
    rows = reading.receipts_for_unit(request.user, campaign)
    owed = reading.unsigned_by(request.user).filter(notice__campaign=campaign).count()
    context = {
        "campaign": campaign,
        "page_obj": page_of(rows, request.GET.get("page")),
        "owed": owed,
        "today": timezone.localdate(),
        "now": timezone.now(),
    }
    return render(request, "campaigns/notices_of_unit.html", context)


def notice_or_404(request, slug, pk):
    campaign = campaign_or_404(request.user, slug)
    rows = Notice.objects.visible_to(request.user).select_related("supersedes", "issued_by", "withdrawn_by")
    notice = get_object_or_404(rows, campaign=campaign, pk=pk)
    notice.campaign = campaign
    return notice


@require_safe
def notice(request, slug, pk):
    notice = notice_or_404(request, slug, pk)
    context = {
        "notice": notice,
        "campaign": notice.campaign,
        "successor": notice.superseded_by.exclude(state=Notice.State.DRAFT).first(),
        "files": notice.attachments.all(),
        "may_give_work": rules.may_give_work(request.user, notice.campaign),
        "may_follow_up": rules.may_follow_up(request.user, notice.campaign),
        "now": timezone.now(),
        "today": timezone.localdate(),
    }
    if notice.state == Notice.State.DRAFT:
        return render(request, "campaigns/notice_draft.html", context | _draft_facts(notice))
    context["is_standing"] = notice.state == Notice.State.ISSUED and context["successor"] is None
    context["own"] = own = reading.own_receipt(request.user, notice)
    context["may_sign"] = own is not None and rules.may_sign(request.user, own)
    name = "notice" if sees_all(request.user) else "notice_of_unit"
    return render(request, f"campaigns/{name}.html", context | _receipt_facts(request, notice))


def _draft_facts(notice):
    reasons = reasons_of_recipients(notice, timezone.localdate())
    return {
        "unit_count": len(reasons),
        "is_past": notice.sign_by is not None and notice.sign_by <= timezone.now(),
        "by_hand": sum(reason == "hand" for reason in reasons.values()),
        "kinds": notice.recipient_kinds.all(),
        "changes": history_of(notice),
    }


def _receipt_facts(request, notice):
    now = timezone.now()
    form = ReceiptFilter(request.GET)
    everything = reading.receipts_of(request.user, notice, now=now)
    page = page_of(narrowed(request, notice, form), request.GET.get("page"))
    counts = reading.receipt_counts(everything, now=now)
    changes = history_of(notice) if request.user.is_office else ()
    export = with_query(request, "campaigns:receipts_export", notice.campaign.slug, notice.pk)
    facts = {"page_obj": page, "filter_form": form, "counts": counts, "changes": changes, "export_url": export}
    return facts | facts_before(notice, page.object_list, "receipt")


def narrowed(request, notice, form):
    """The receipts that the filters of the page leave."""
    chosen = form.cleaned_data if form.is_valid() else {}
    standing = chosen.get("state", "")
    rows = reading.receipts_of(request.user, notice, standing=standing, now=timezone.now())
    if chosen.get("kind"):
        rows = rows.filter(unit__kind=chosen["kind"])
    if chosen.get("q"):
        rows = rows.filter(Q(unit__name__icontains=chosen["q"]) | Q(unit__initials__contains=chosen["q"].lower()))
    return rows


def notice_new(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_give_work(request.user, campaign):
        raise PermissionDenied
    mark = reading.last_mark(campaign)
    initial = {"mark": mark, "year": campaign.year, "serial": reading.next_serial(campaign, mark, campaign.year)}
    replaced = keys([request.GET.get("replaces", "")])
    for old in Notice.objects.visible_to(request.user).filter(campaign=campaign, pk__in=replaced):
        initial |= _as_replacement(old)
    form = _form(request, campaign, initial=initial)
    draft_key = f"notice-{request.user.pk}-{campaign.pk}-{replaced}"
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_notice(campaign, by=request.user, files=form.cleaned_data["files"], **form.facts())
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return _saved(request, made, draft_key)
    context = {"form": form, "campaign": campaign, "draft_key": draft_key}
    return render(request, "campaigns/notice_form.html", context)


def _saved(request, notice, draft_key):
    messages.success(request, _("%(number)s is saved as a draft.") % {"number": notice.number}, extra_tags=draft_key)
    return redirect(notice)


def _as_replacement(old):
    return {
        "supersedes": old,
        "title": old.title,
        "text": old.text,
        "recipient_kinds": old.recipient_kinds.all(),
        "recipient_units": old.recipient_units.all(),
    }


def _form(request, campaign, *, instance=None, initial=None):
    standing = Notice.objects.visible_to(request.user).filter(campaign=campaign, state=Notice.State.ISSUED)
    return NoticeForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        instance=instance,
        initial=initial,
        units=addressable(campaign, timezone.localdate()),
        kinds=kinds_with_units(campaign, timezone.localdate()),
        replaceable=standing.filter(Q(superseded_by=None) | Q(superseded_by=instance)).distinct()
        if instance
        else standing.filter(superseded_by=None),
    )


def notice_edit(request, slug, pk):
    notice = notice_or_404(request, slug, pk)
    if not rules.may_give_work(request.user, notice.campaign):
        raise PermissionDenied
    initial = {"version": notice.version, "sign_by": notice.sign_by and timezone.localtime(notice.sign_by)}
    form = _form(request, notice.campaign, instance=notice, initial=initial)
    draft_key = f"notice-{request.user.pk}-{notice.pk}-edit"
    context = {"form": form, "campaign": notice.campaign, "notice": notice, "files": notice.attachments.all()}
    context["draft_key"] = draft_key
    if request.method == "POST" and form.is_valid():
        facts = form.facts() | {"version": form.cleaned_data["version"], "files": form.cleaned_data["files"]}
        try:
            return _saved(request, services.update_notice(notice, by=request.user, **facts), draft_key)
        except EditConflict as clash:
            context["conflict"] = merge_conflict(form, clash)
        except DomainError as error:
            form.add_error(None, str(error))
    return render(request, "campaigns/notice_form.html", context)


@require_POST
def notice_delete(request, slug, pk):
    notice = notice_or_404(request, slug, pk)
    services.delete_notice(notice, by=request.user)
    messages.success(request, _("The draft of %(number)s is deleted.") % {"number": notice.number})
    return redirect("campaigns:notices", slug)


@require_POST
def notice_issue(request, slug, pk):
    issued = services.issue_notice(notice_or_404(request, slug, pk), by=request.user)
    count = issued.receipts.count()
    messages.success(request, _("%(number)s is issued to %(count)s units.") % {"number": issued.number, "count": count})
    return redirect(issued)


def notice_withdraw(request, slug, pk):
    notice = notice_or_404(request, slug, pk)
    if not rules.may_follow_up(request.user, notice.campaign):
        raise PermissionDenied
    form = ShortReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.withdraw_notice(notice, by=request.user, **form.cleaned_data)
        messages.success(request, _("%(number)s is withdrawn.") % {"number": notice.number})
        return redirect(notice)
    context = {"form": form, "notice": notice, "submit": _("Withdraw"), "cancel_url": notice.get_absolute_url()}
    return render(request, "campaigns/notice_withdraw.html", context)
