"""What a round goes to: the list, choosing by filter, handing out to teams by hand."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from campaigns.views.sheets import sheet_response
from core.pagination import page_of
from core.text import keys
from inspections import rules
from inspections.forms.rounds import LotForm, OfferFilterForm, RoundObjectFilterForm
from inspections.models import Team
from inspections.selectors.frequency import candidates, gravest_first, narrowed, not_in, objects_of_inspection
from inspections.selectors.objects import found_at, last_visits, narrowed_objects
from inspections.selectors.rounds import FIXED, Progress, found_in
from inspections.selectors.teams import barred_teams, belongs_to_some_team, paths_of
from inspections.services import objects as services
from inspections.views.finding import managed_round, round_or_404
from units.models import Unit


def _listed(request, row):
    """The filter form of the list and the objects it leaves; the page and its export use the same."""
    units = Unit.objects.visible_to(request.user)
    form = RoundObjectFilterForm(
        request.GET, units=units, teams=Team.objects.visible_to(request.user).filter(rounds=row)
    )
    return form, narrowed_objects(request.user, row, form.chosen())


@require_safe
def objects(request, pk):
    row = round_or_404(request, pk)
    form, rows = _listed(request, row)
    page = page_of(rows, request.GET.get("page"))
    may_assign = rules.may_manage(request.user, row.campaign) and row.state != row.State.FINISHED
    context = {
        "campaign": row.campaign,
        "round": row,
        "filter_form": form,
        "page_obj": page,
        "may_assign": may_assign,
        "goes_out": belongs_to_some_team(request.user, row),
        "export_url": f"{reverse('inspections:objects_export', args=[pk])}?{request.GET.urlencode()}",
        "query": request.GET.urlencode(),
    }
    return render(request, "inspections/objects.html", context | _lines(request, row, page, may_assign))


def _lines(request, row, page, may_assign):
    """What stands beside each object: its visit, its findings, the teams that may take it."""
    visits, found = last_visits(request.user, row, page), found_at(request.user, row, page)
    teams = list(row.teams.filter(retired=False)) if may_assign else []
    paths = paths_of(teams, timezone.localdate())
    barred = barred_teams([each.unit for each in page], paths, row.campaign.area)
    for each in page:
        each.visit, each.progress = visits.get(each.unit_id), found.get(each.unit_id, Progress())
        filters = found_in(row).with_(unit=each.unit, unit_itself=True)
        each.found_query, each.fixed_query = filters.query_string(), filters.with_(states=FIXED).query_string()
        each.barred = barred.get(each.unit_id, [])
    return {"teams": teams}


@require_safe
def objects_export(request, pk):
    row = round_or_404(request, pk)
    _form, rows = _listed(request, row)
    rows = list(rows)
    visits, found = last_visits(request.user, row, rows), found_at(request.user, row, rows)
    headings = [(_("Unit"), 32), (_("Superior unit"), 24), (_("Industry"), 24), (_("Risk level"), 24), (_("Team"), 20)]
    headings += [_("Covered"), _("Visited on"), _("Found"), _("Fixed")]
    lines = (_sheet_line(each, visits.get(each.unit_id), found.get(each.unit_id, Progress())) for each in rows)
    return sheet_response("objects", row.name, headings, lines)


def _sheet_line(each, visit, progress):
    unit = each.unit
    facts = [unit.name, unit.parent and unit.parent.name, unit.industry and str(unit.industry)]
    facts += [unit.get_risk_level_display() if unit.risk_level else None, each.team and each.team.name]
    covered = _("yes") if each.is_covered else _("no")
    return [*facts, covered, visit and visit.visited_on, progress.found, progress.fixed]


@require_POST
def objects_assign(request, pk):
    """The selects of one page of the list, each named after its object."""
    row = managed_round(request, pk)
    chosen = {}
    for name, value in request.POST.items():
        if name.startswith("team-") and keys([name.removeprefix("team-")]):
            chosen[int(name.removeprefix("team-"))] = next(iter(keys([value])), None)
    changed = services.assign_objects(row, chosen, by=request.user)
    words = ngettext("%(count)s object has another team.", "%(count)s objects have another team.", changed)
    messages.success(request, words % {"count": changed})
    return _back(request, row)


@require_POST
def objects_remove(request, pk):
    row = managed_round(request, pk)
    removed = services.remove_objects(row, keys(request.POST.getlist("object")), by=request.user)
    words = ngettext("%(count)s object taken off the round.", "%(count)s objects taken off the round.", removed)
    messages.success(request, words % {"count": removed})
    return _back(request, row)


def _back(request, row):
    return redirect(f"{reverse('inspections:objects', args=[row.pk])}?{request.GET.urlencode()}")


def offered_units(request, row):
    """The filter form of the choice and the units it leaves that the round doesn't go to yet."""
    today = timezone.localdate()
    form = OfferFilterForm(request.GET, units=Unit.objects.visible_to(request.user))
    chosen = form.chosen()
    pool = objects_of_inspection if chosen.get("which") == "inspected" else candidates
    return form, gravest_first(narrowed(not_in(pool(row.campaign, today), row), chosen, today))


@require_safe
def objects_add(request, pk):
    row = managed_round(request, pk)
    form, rows = offered_units(request, row)
    context = {
        "campaign": row.campaign,
        "round": row,
        "filter_form": form,
        "page_obj": page_of(rows, request.GET.get("page")),
        "known": row.objects_of_round.count(),
        "lot_form": LotForm(initial={"count": 5}),
        "query": request.GET.urlencode(),
    }
    return render(request, "inspections/objects_add.html", context)


@require_POST
def objects_put(request, pk):
    """All that the filters of the address leave, or those ticked."""
    row = managed_round(request, pk)
    _form, rows = offered_units(request, row)
    if "all" not in request.POST:
        rows = rows.filter(pk__in=keys(request.POST.getlist("unit")))
    count = services.add_objects(row, rows, by=request.user)
    words = ngettext("%(count)s object added to the round.", "%(count)s objects added to the round.", count)
    messages.success(request, words % {"count": count})
    return redirect(f"{reverse('inspections:objects_add', args=[row.pk])}?{request.GET.urlencode()}")
