"""Figures of a summary about the ledger and inspections that have no line of their own in the one set of figures."""

from collections.abc import Callable
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext, pgettext

from activities.selectors.filtering import EVERYTHING
from core.figures import UNKNOWN, Figure
from inspections.models import Hazard, HazardSource, Penalty, SupervisionProblem, Team
from inspections.selectors.filtering import ON_LEDGER, HazardFilters
from reports.selectors import inspected
from reports.selectors.binding import Binder, keys, only
from reports.selectors.inspected import Inspected
from reports.selectors.owned import Own, Params, count_of, page_of
from reports.selectors.tallies import FIXED, REPORTED

State = Hazard.State
# The database lets no major hazard into these without its five implementations.
PLANNED = (State.RECTIFYING, State.RECTIFIED, State.FIXED)
MAJOR = (Hazard.Grade.MAJOR,)


def _whole(binder: Binder) -> Inspected:
    return Inspected(binder.campaign, None, EVERYTHING)


def _ledger(binder: Binder, name: str, filters: HazardFilters) -> Own:
    rows = filters.apply(Hazard.objects.filter(campaign=binder.campaign))
    return count_of(rows, name, pgettext("measure", "hazards"), page_of(binder, "inspections:hazards", filters.pairs()))


def hazards_from(binder: Binder, params: Params) -> Own:
    """Hazards of one source, or of all."""
    given = only(params, "source")
    source = binder.row(binder.hazard_sources, given["source"]) if "source" in given else None
    name = gettext("Hazards found: %(source)s") % {"source": source.name} if source else gettext("Hazards found")
    return _ledger(binder, name, HazardFilters(states=ON_LEDGER, sources=(source,) if source else ()))


def hazards_fixed_rate(binder: Binder, params: Params) -> Own:
    """Fixed of all found in whole percent; unknown with nothing found."""
    only(params)
    numbers = _whole(binder).numbers([FIXED, REPORTED])
    found = numbers[REPORTED]
    figure = Figure((200 * numbers[FIXED] + found) // (2 * found)) if found else UNKNOWN
    url = reverse("reports:figure", args=[binder.campaign.slug, FIXED])
    return Own(figure, gettext("Rate fixed"), "%", url, keys(_whole(binder).rows(FIXED)))


def majors_planned(binder: Binder, params: Params) -> Own:
    only(params)
    name = gettext("Major hazards with all five implementations")
    return _ledger(binder, name, HazardFilters(states=PLANNED, grades=MAJOR))


def majors_fixed(binder: Binder, params: Params) -> Own:
    only(params)
    return _ledger(binder, gettext("Major hazards fixed"), HazardFilters(states=(State.FIXED,), grades=MAJOR))


def hazards_listed(binder: Binder, params: Params) -> Own:
    only(params)
    return _ledger(binder, gettext("Hazards listed for supervision"), HazardFilters(listed=True))


def penalties(binder: Binder, params: Params) -> Own:
    only(params)
    rows = Penalty.objects.filter(campaign=binder.campaign)
    return count_of(rows, gettext("Penalties"), pgettext("measure", "cases"), page_of(binder, "inspections:penalties"))


def fines_yuan(binder: Binder, params: Params) -> Own:
    """On firms and persons together, in whole yuan."""
    only(params)
    rows = Penalty.objects.filter(campaign=binder.campaign)
    sums = rows.aggregate(firms=Sum("firm_yuan"), persons=Sum("person_yuan"))
    yuan = int((sums["firms"] or 0) + (sums["persons"] or 0))
    url = page_of(binder, "inspections:penalties")
    return Own(Figure(yuan), gettext("Fines"), pgettext("measure", "yuan"), url, keys(rows))


def supervision_teams(binder: Binder, params: Params) -> Own:
    only(params)
    rows = Team.objects.filter(campaign=binder.campaign, kind=Team.Kind.SUPERVISION)
    url = page_of(binder, "inspections:teams")
    return count_of(rows, gettext("Supervision teams"), pgettext("measure", "teams"), url)


def supervised_units(binder: Binder, params: Params) -> Own:
    only(params)
    whole = _whole(binder)
    rows = whole.rows(inspected.SUPERVISED)
    units = rows.values("unit").distinct().count()
    url = whole.url(inspected.SUPERVISED)
    return Own(Figure(units), gettext("Units supervised"), pgettext("measure", "units"), url, keys(rows))


def supervision_problems(binder: Binder, params: Params) -> Own:
    """Seen on supervision visits; they stand on the records of those visits."""
    only(params)
    return _problems(binder, gettext("Problems seen by supervision"))


def problems_assigned(binder: Binder, params: Params) -> Own:
    only(params)
    return _problems(binder, gettext("Problems that became assignments"), assignment__isnull=False)


def _problems(binder: Binder, name: str, **which: Any) -> Own:
    whole = _whole(binder)
    rows = SupervisionProblem.objects.filter(visit__in=whole.rows(inspected.SUPERVISED), **which)
    return count_of(rows, name, pgettext("measure", "problems"), whole.url(inspected.SUPERVISED))


def sources_with_hazards(binder: Binder) -> list[HazardSource]:
    """Where hazards on the ledger came from, in the order of the list."""
    rows = Hazard.objects.on_ledger().filter(campaign=binder.campaign)
    return list(HazardSource.objects.filter(pk__in=rows.order_by().values("source")))


FIGURES: dict[str, Callable[[Binder, Params], Own]] = {
    found.__name__: found
    for found in (
        hazards_from,
        hazards_fixed_rate,
        majors_planned,
        majors_fixed,
        hazards_listed,
        penalties,
        fines_yuan,
        supervision_teams,
        supervised_units,
        supervision_problems,
        problems_assigned,
    )
}
