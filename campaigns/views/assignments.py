"""Assignments as the office writes, sends and follows them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from campaigns import rules
from campaigns.forms.assignments import AssignmentFilter, AssignmentForm, ShareFilter, quota_formset
from campaigns.forms.notices import ShortReasonForm
from campaigns.models import Assignment, PlanItem
from campaigns.selectors import assignments as reading
from campaigns.selectors import campaign_or_404
from campaigns.selectors.instructions import about_of
from campaigns.selectors.plan import items_below
from campaigns.services import assignments as services
from campaigns.views.notices import sees_all, with_query
from campaigns.views.sheets import sheet_response
from campaigns.views.urging import facts_before
from core.editing import EditConflict, merge_conflict
from core.errors import DomainError
from core.history import history_of
from core.pagination import page_of
from core.text import keys
from units.models import Unit


@require_safe
def assignments(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not sees_all(request.user):
        return _assignments_of_unit(request, campaign)
    form = _filter_form(request, campaign)
    rows = reading.assignments_for_office(request.user, campaign, _part(form))
    found = _filtered(request, campaign, form)
    context = {
        "campaign": campaign,
        "late": reading.having_units(rows, "late", timezone.now()).count(),
        "waiting": reading.having_units(rows, "waiting", timezone.now()).count(),
        "export_url": with_query(request, "campaigns:assignments_export", slug),
        "page_obj": page_of(found, request.GET.get("page")),
        "totals": reading.totals(found, _part(form)),
        "filter_form": form,
        "now": timezone.now(),
        "today": timezone.localdate(),
        "may_give_work": rules.may_give_work(request.user, campaign),
    }
    return render(request, "campaigns/assignments.html", context)


def _assignments_of_unit(request, campaign):
    now = timezone.now()
    page = page_of(reading.shares_for_unit(request.user, campaign), request.GET.get("page"))
    page.object_list = reading.owed_lines(page.object_list, now)
    owed = [line for line in reading.owed_by(request.user, timezone.localdate()) if _is_of(line, campaign)]
    context = {
        "campaign": campaign,
        "page_obj": page,
        "owed": owed,
        "totals": reading.share_totals(reading.shares_for_unit(request.user, campaign)),
        "today": timezone.localdate(),
    }
    return render(request, "campaigns/assignments_of_unit.html", context)


def _is_of(line, campaign):
    return line.share.assignment.campaign_id == campaign.pk


def _filter_form(request, campaign):
    return AssignmentFilter(
        request.GET, plan_items=campaign.plan_items.all(), units=Unit.objects.visible_to(request.user)
    )


def _chosen(form):
    return form.cleaned_data if form.is_valid() else {}


def _part(form):
    chosen = _chosen(form)
    return reading.Part(chosen["unit"], is_alone=chosen["below"] == "no") if chosen.get("unit") else None


def _filtered(request, campaign, form):
    now = timezone.now()
    chosen = _chosen(form)
    rows = reading.assignments_for_office(request.user, campaign, _part(form))
    rows = reading.having_units(rows, chosen.get("state", ""), now)
    if chosen.get("q"):
        rows = rows.filter(title__icontains=chosen["q"])
    if chosen.get("plan_item"):
        rows = rows.filter(plan_item__in={chosen["plan_item"].pk, *items_below(chosen["plan_item"])})
    if chosen.get("from"):
        rows = rows.filter(due_at__date__gte=chosen["from"])
    if chosen.get("to"):
        rows = rows.filter(due_at__date__lte=chosen["to"])
    return rows


@require_safe
def assignments_export(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not sees_all(request.user):
        raise Http404
    rows = _filtered(request, campaign, _filter_form(request, campaign))
    names = [_("Units"), _("Done"), _("Waived"), _("Open"), _("Not answered")]
    headings = [(_("Title"), 48), (_("Plan item"), 32), _("State"), _("Due"), *names]
    return sheet_response("assignments", _("Assignments"), headings, map(_line, rows))


def _line(row):
    return [
        row.title,
        row.plan_item and row.plan_item.title,
        row.get_state_display(),
        row.due_at,
        row.asked,
        row.done,
        row.waived,
        row.still_open,
        row.silent,
    ]


def assignment_or_404(request, slug, pk):
    campaign = campaign_or_404(request.user, slug)
    rows = Assignment.objects.visible_to(request.user).select_related(
        "plan_item", "sent_by", "withdrawn_by", "instruction__post__person"
    )
    found = get_object_or_404(rows, campaign=campaign, pk=pk)
    found.campaign = campaign
    return found


@require_safe
def assignment(request, slug, pk):
    """For the office all units; a unit with one share only goes straight to it."""
    assignment = assignment_or_404(request, slug, pk)
    everything = reading.shares_of(request.user, assignment, now=timezone.now())
    if not sees_all(request.user):
        own = list(everything[:2])
        if len(own) == 1:
            return redirect(own[0])
    context = {
        "assignment": assignment,
        "campaign": assignment.campaign,
        "quotas": [reading.quota_words(quota) for quota in assignment.quotas.select_related("indicator")],
        "files": assignment.attachments.all(),
        "counts": reading.share_counts(everything, now=timezone.now()),
        "is_past": assignment.due_at <= timezone.now(),
        "today": timezone.localdate(),
    }
    name = "assignment_draft" if assignment.state == Assignment.State.DRAFT else "assignment"
    context |= _rights(request, assignment) | _lines(request, assignment)
    return render(request, f"campaigns/{name}.html", context)


def _rights(request, assignment):
    return {
        "may_give_work": rules.may_give_work(request.user, assignment.campaign),
        "may_follow_up": rules.may_see_through(request.user, assignment),
        "instruction": getattr(assignment, "instruction", None),
        "about": about_of(request.user, assignment),
        "changes": history_of(assignment) if request.user.is_office or rules.wrote(request.user, assignment) else (),
    }


def _lines(request, assignment):
    form = ShareFilter(request.GET)
    if assignment.state == Assignment.State.DRAFT:
        form.fields.pop("state")
    page = page_of(narrowed(request, assignment, form), request.GET.get("page"))
    page.object_list = reading.owed_lines(page.object_list, timezone.now())
    chosen = form.cleaned_data.get("state", "")
    names = narrowed(request, assignment, form).values_list("unit__name", flat=True) if chosen else ()
    export = with_query(request, "campaigns:shares_export", assignment.campaign.slug, assignment.pk)
    facts = {"page_obj": page, "filter_form": form, "export_url": export}
    facts |= facts_before(assignment, [line.share for line in page.object_list], "share")
    return facts | {"chosen": chosen, "names": "\n".join(names)}


def narrowed(request, assignment, form):
    """The units' shares that the filters of the page leave."""
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = reading.shares_of(request.user, assignment, standing=chosen.get("state", ""), now=timezone.now())
    if chosen.get("kind"):
        rows = rows.filter(unit__kind=chosen["kind"])
    if chosen.get("q"):
        rows = rows.filter(Q(unit__name__icontains=chosen["q"]) | Q(unit__initials__contains=chosen["q"].lower()))
    return rows


def assignment_new(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_give_work(request.user, campaign):
        raise PermissionDenied
    items = PlanItem.objects.visible_to(request.user).filter(campaign=campaign)
    item = items.filter(pk__in=keys([request.GET.get("plan_item", "")])).first()
    initial = {"plan_item": item, "title": item.title if item else "", "answer": Assignment.Answer.ACTIVITIES}
    form = _form(request, campaign, initial=initial)
    quotas = _quotas(request, [])
    draft_key = f"assignment-{request.user.pk}-{campaign.pk}-{item.pk if item else ''}"
    if _is_sent_and_valid(request, form, quotas):
        made = services.create_assignment(campaign, by=request.user, **_facts(form, quotas))
        messages.success(request, _("Saved as a draft. Choose the units next."), extra_tags=draft_key)
        return redirect("campaigns:assignment_units", slug, made.pk)
    context = {"form": form, "quotas": quotas, "campaign": campaign, "draft_key": draft_key}
    return render(request, "campaigns/assignment_form.html", context)


def _form(request, campaign, **kwargs):
    return AssignmentForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        plan_items=PlanItem.objects.visible_to(request.user).filter(campaign=campaign),
        **kwargs,
    )


def _quotas(request, rows):
    return quota_formset(
        request.POST if request.method == "POST" else None, rows, more=3 if "more" in request.POST else 0
    )


def _is_sent_and_valid(request, form, quotas):
    """A press on “more rows” only shows the form again."""
    return request.method == "POST" and "more" not in request.POST and all([form.is_valid(), quotas.is_valid()])


def _facts(form, quotas):
    """For the services; an answer by activities without a number asks for one activity."""
    asked = [services.Quota(at_least, indicator) for indicator, at_least in quotas.asked()]
    if form.cleaned_data["answer"] != Assignment.Answer.ACTIVITIES:
        asked = []
    elif not asked:
        asked = [services.Quota(1)]
    return form.facts() | {"quotas": asked, "files": form.cleaned_data["files"]}


def assignment_edit(request, slug, pk):
    assignment = assignment_or_404(request, slug, pk)
    if not rules.may_give_work(request.user, assignment.campaign):
        raise PermissionDenied
    initial = {"version": assignment.version, "due_at": timezone.localtime(assignment.due_at)}
    form = _form(request, assignment.campaign, instance=assignment, initial=initial)
    quotas = _quotas(request, [(quota.indicator, quota.at_least) for quota in assignment.quotas.all()])
    context = {"form": form, "quotas": quotas, "campaign": assignment.campaign, "assignment": assignment}
    context["draft_key"] = draft_key = f"assignment-{request.user.pk}-{assignment.pk}-edit"
    if _is_sent_and_valid(request, form, quotas):
        facts = _facts(form, quotas) | {"version": form.cleaned_data["version"]}
        try:
            saved = services.update_assignment(assignment, by=request.user, **facts)
            messages.success(request, _("The draft is saved."), extra_tags=draft_key)
            return redirect(saved)
        except EditConflict as clash:
            context["conflict"] = merge_conflict(form, clash)
        except DomainError as error:
            form.add_error(None, str(error))
    return render(request, "campaigns/assignment_form.html", context)


@require_POST
def assignment_delete(request, slug, pk):
    assignment = assignment_or_404(request, slug, pk)
    services.delete_assignment(assignment, by=request.user)
    messages.success(request, _("The draft “%(title)s” is deleted.") % {"title": assignment.title})
    return redirect("campaigns:assignments", slug)


@require_POST
def assignment_send(request, slug, pk):
    sent = services.send_assignment(assignment_or_404(request, slug, pk), by=request.user)
    count = sent.units.count()
    words = ngettext("Sent to %(count)s unit.", "Sent to %(count)s units.", count)
    messages.success(request, words % {"count": count})
    return redirect(sent)


def assignment_withdraw(request, slug, pk):
    assignment = assignment_or_404(request, slug, pk)
    if not rules.may_see_through(request.user, assignment):
        raise PermissionDenied
    form = ShortReasonForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.withdraw_assignment(assignment, by=request.user, **form.cleaned_data)
        messages.success(request, _("The assignment is withdrawn."))
        return redirect(assignment)
    context = {"form": form, "assignment": assignment, "submit": _("Withdraw")}
    context["cancel_url"] = assignment.get_absolute_url()
    return render(request, "campaigns/assignment_withdraw.html", context)
