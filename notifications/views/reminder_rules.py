"""Rules of reminding and hours of sending: read by office, leaders and administrator, changed by the office."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.editing import try_save
from core.errors import DomainError, Outdated
from core.forms import ReasonForm
from core.history import history_of
from core.pagination import page_of
from notifications import rules
from notifications.forms.reminder_rules import HoursForm, saving_form, stage_formset
from notifications.models import ReminderDay, SendingHours
from notifications.selectors import preview as previews
from notifications.selectors import reminder_rules as selectors
from notifications.services import reminder_rules as services

PEOPLE_A_PAGE = 30
DAYS_A_PAGE = 20
MORE_ROWS = 1


@require_safe
def reminder_rules(request):
    _refuse_strangers(request)
    return _rules_page(request, HoursForm(instance=SendingHours.load()))


@require_POST
def sending_hours(request):
    _refuse_others(request)
    hours = SendingHours.load()
    form = HoursForm(request.POST, instance=hours)
    saved, conflict = try_save(form, lambda: services.update_hours(hours, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("The hours are saved."))
        return redirect("notifications:reminder_rules")
    return _rules_page(request, form, conflict)


def reminder_rule_edit(request, kind):
    _refuse_others(request)
    found = _known(kind)
    saving = saving_form(request.POST or None, found.stages)
    stages = stage_formset(
        request.POST or None, found.stages, source=found.source, more=MORE_ROWS if "more" in request.POST else 0
    )
    clash = None
    if request.method == "POST" and "more" not in request.POST and all([saving.is_valid(), stages.is_valid()]):
        clash = _save(request, kind, saving, stages)
        if clash is None:
            return redirect("notifications:reminder_rules")
    context = {
        "kind": found,
        "saving": saving,
        "stages": stages,
        "clash": clash,
        "now": selectors.fingerprint(found.stages),
    }
    return render(request, "notifications/reminder_rule_form.html", context | {"changes": selectors.changes_of(kind)})


def reminder_rule_restore(request, kind):
    _refuse_others(request)
    found = _known(kind)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        services.restore_first_stages(kind, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("“%(name)s” follows the first rules again.") % {"name": found.source.name})
        return redirect("notifications:reminder_rules")
    first = selectors.KindOfDuty(found.source, selectors.first_stages_of(kind))
    return render(request, "notifications/reminder_rule_restore.html", {"form": form, "kind": found, "first": first})


@require_safe
def preview(request):
    """The whole page, or for the page of rules only its sentence."""
    _refuse_strangers(request)
    found = previews.preview(request.user.reach, timezone.now())
    context = {"preview": found, "today": timezone.localdate()}
    if request.headers.get("HX-Request"):
        return render(request, "notifications/parts/preview_sentence.html", context)
    page = Paginator(found.people, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = previews.with_units(page.object_list)
    context |= {"page_obj": page, "reads_matters": rules.may_read_matters(request.user)}
    return render(request, "notifications/preview.html", context)


@require_safe
def days_before(request):
    _refuse_strangers(request)
    rows = ReminderDay.objects.order_by("-day")
    page = page_of(rows, request.GET.get("page"), per_page=DAYS_A_PAGE)
    return render(request, "notifications/days_before.html", {"page_obj": page})


def _rules_page(request, form, conflict=None):
    may_edit = rules.may_edit_rules(request.user)
    context = {
        "groups": selectors.groups_of_rules(),
        "form": form,
        "conflict": conflict,
        "may_edit": may_edit,
        "changes": history_of(SendingHours.load()) if may_edit else [],
    }
    return render(request, "notifications/reminder_rules.html", context)


def _save(request, kind, saving, stages):
    """None when it is saved, else the stages that somebody else saved meanwhile or the refusal in words."""
    facts = saving.cleaned_data
    try:
        saved = services.save_stages(kind, stages.stages, seen=facts["seen"], by=request.user, why=facts["why"])
    except Outdated as refusal:
        return {"words": str(refusal), "is_outdated": True}
    except DomainError as refusal:
        return {"words": str(refusal)}
    name = {"name": selectors.kind_of_duty(kind).source.name}
    said = _("The rules for “%(name)s” are saved.") if saved else _("Nobody is reminded of “%(name)s” any more.")
    messages.success(request, said % name)
    return None


def _known(kind):
    found = selectors.kind_of_duty(kind)
    if found is None:
        raise Http404
    return found


def _refuse_strangers(request):
    if not rules.may_read_rules(request.user):
        raise PermissionDenied


def _refuse_others(request):
    if not rules.may_edit_rules(request.user):
        raise PermissionDenied
