"""Units never inspected or due again, and a round made of them."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from campaigns.selectors import campaign_or_404
from campaigns.views.sheets import sheet_response
from core.pagination import page_of
from core.text import keys
from core.workdays import Calendar
from inspections import rules
from inspections.forms.rounds import ObjectFilterForm
from inspections.models import Round
from inspections.selectors.frequency import (
    by_level,
    gravest_first,
    intervals,
    narrowed,
    next_inspection_on,
    objects_of_inspection,
)
from inspections.services.objects import add_objects
from inspections.views.finding import managed_campaign
from units.models import Unit


def _listed(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_see_objects(request.user):
        raise PermissionDenied
    today = timezone.localdate()
    form = ObjectFilterForm(request.GET, units=Unit.objects.visible_to(request.user))
    return campaign, form, gravest_first(narrowed(objects_of_inspection(campaign, today), form.chosen(), today))


def _dated(rows):
    """Each with `next_on`, the last day in time."""
    calendar = Calendar.load()
    limits = intervals(timezone.localdate(), calendar)
    for unit in rows:
        unit.next_on = next_inspection_on(unit.last_visit_on, limits.get(unit.risk_level), calendar)
        yield unit


@require_safe
def due_units(request, slug):
    campaign, form, rows = _listed(request, slug)
    page = page_of(rows, request.GET.get("page"))
    today = timezone.localdate()
    levels = by_level(campaign, today)
    context = {
        "campaign": campaign,
        "filter_form": form,
        "page_obj": page,
        "units": list(_dated(page)),
        "levels": levels,
        "never": sum(line.never for line in levels),
        "due": sum(line.due for line in levels),
        "today": today,
        "export_url": f"{reverse('inspections:due_export', args=[slug])}?{request.GET.urlencode()}",
        "query": request.GET.urlencode(),
        "may_manage": rules.may_manage(request.user, campaign),
        "rounds": Round.objects.visible_to(request.user).filter(campaign=campaign).exclude(state="finished"),
    }
    return render(request, "inspections/due_units.html", context)


@require_safe
def due_export(request, slug):
    _campaign, _form, rows = _listed(request, slug)
    headings = [(_("Unit"), 32), (_("Superior unit"), 24), (_("Kind"), 16), (_("Industry"), 24), (_("Risk level"), 24)]
    headings += [_("Last inspected"), _("Next by"), (_("Inspection"), 20)]
    return sheet_response("due-for-inspection", _("Due for inspection"), headings, map(_sheet_line, _dated(rows)))


def _sheet_line(unit):
    standing = {"never": _("never inspected"), "due": _("due again"), "in_time": _("inspected in time")}[unit.standing]
    facts = [unit.name, unit.parent and unit.parent.name, str(unit.kind), unit.industry and str(unit.industry)]
    level = unit.get_risk_level_display() if unit.risk_level else None
    return [*facts, level, unit.last_visit_on, unit.next_on, standing]


@require_POST
def due_to_round(request, slug):
    """All units that the filters of the address leave, or a new round that begins with the same filters."""
    campaign = managed_campaign(request, slug)
    if request.POST.get("round") == "new":
        query = urlencode([*request.GET.items(), ("which", "inspected")])
        return redirect(f"{reverse('inspections:round_new', args=[slug])}?{query}")
    rounds = Round.objects.visible_to(request.user).filter(campaign=campaign)
    row = get_object_or_404(rounds, pk=next(iter(keys([request.POST.get("round", "")])), 0))
    _campaign, _form, rows = _listed(request, slug)
    count = add_objects(row, rows, by=request.user)
    words = ngettext("%(count)s object added to the round.", "%(count)s objects added to the round.", count)
    messages.success(request, words % {"count": count})
    return redirect(row)
