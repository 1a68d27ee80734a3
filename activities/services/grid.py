"""A consulting day: the host sets sites and stands, each unit fills in its own line, sums follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activities import rules
from activities.models import Activity, IndicatorValue, Site, Stand, StandValue
from activities.selectors.grid import grid_indicators
from activities.services.progress import settle_activities
from activities.services.states import locked
from activities.services.sums import add_up_lines
from campaigns.models import Indicator
from core.editing import EditConflict
from core.errors import DomainError
from core.figures import Figure
from core.history import because
from units.models import Unit


@dataclass(frozen=True)
class Arrangement:
    """`names`: the sites by key, without those to be removed; `places`: pairs of site and unit keys."""

    names: Mapping[int, str]
    new_sites: Sequence[str]
    units: Sequence[Unit]
    places: frozenset[tuple[int, int]]


@transaction.atomic
def arrange_grid(activity: Activity, wanted: Arrangement, *, by: User, version: int) -> Activity:
    """Set sites, units and who stands where. What a unit has filled in is never taken away by it."""
    with because(_("Who stands where"), by=by):
        row = _locked(activity, version=version)
        if not rules.may_arrange_grid(by, row):
            raise PermissionDenied
        sites = _keep_sites(row, wanted)
        guests = [unit for unit in wanted.units if unit.pk != row.unit_id]
        present = {row.unit_id, *(unit.pk for unit in guests)}
        places = {(site, unit) for site, unit in wanted.places if site in sites and unit in present}
        if len(sites) == 1:
            places = {(site, unit) for site in sites for unit in present}
        _keep_stands(row, places)
        row.co_organisers.set(guests)
        _finish(row)
        return row


@transaction.atomic
def fill_line(
    activity: Activity,
    unit: Unit,
    figures: Mapping[int, Mapping[Indicator, Figure]],
    *,
    by: User,
    versions: Mapping[int, int],
) -> None:
    """What a unit says of its stands, by their keys; an unknown figure is stored as unknown.

    Raises EditConflict with the first stand that somebody has saved since `versions`.
    """
    with because(_("Line of %(unit)s") % {"unit": unit}, by=by):
        row = _locked(activity)
        if not rules.may_fill_line(by, row, unit):
            raise PermissionDenied
        asked = grid_indicators(row)
        for stand in Stand.objects.select_for_update(of=("self",)).filter(activity=row, unit=unit).order_by("pk"):
            if stand.pk not in figures:
                continue
            if versions.get(stand.pk) != stand.version:
                raise EditConflict(stand)
            _fill(stand, {indicator: figures[stand.pk][indicator] for indicator in asked}, by=by)
        _finish(row)


@transaction.atomic
def state_totals(activity: Activity, figures: Mapping[Indicator, Figure], *, by: User, version: int) -> Activity:
    """Totals the host states by hand; an unknown one goes back to the sum of the lines."""
    with because(_("Totals stated by hand"), by=by):
        row = _locked(activity, version=version)
        if not rules.may_arrange_grid(by, row):
            raise PermissionDenied
        own = {value.indicator_id: value for value in row.values.all()}
        for indicator, figure in figures.items():
            value = own.get(indicator.pk) or IndicatorValue(activity=row, indicator=indicator)
            if figure.is_known or not value.is_computed:
                value.value, value.qualifier, value.is_computed = figure.value, figure.qualifier, False
                value.save()
        _finish(row)
        return row


def _locked(activity: Activity, *, version: int | None = None) -> Activity:
    row = locked(activity, version=version)
    if not row.kind.has_grid:
        raise DomainError(_("This kind of activity has no grid of sites and units."))
    if row.state not in rules.EDITABLE_STATES:
        raise DomainError(_("The record is approved and locked. The office can reopen it, with a reason."))
    return row


def _finish(row: Activity) -> None:
    row.save(update_fields=["version"])
    add_up_lines(row)
    settle_activities([row])


def _keep_sites(row: Activity, wanted: Arrangement) -> set[int]:
    """Rename, remove and add; gives the keys of all sites there are now."""
    names = [name.strip() for name in (*wanted.names.values(), *wanted.new_sites)]
    double = next((name for name in names if names.count(name) > 1), None)
    if double:
        raise DomainError(_("Two sites have the name “%(name)s”.") % {"name": double})
    kept = []
    for site in Site.objects.select_for_update().filter(activity=row):
        name = wanted.names.get(site.pk, "").strip()
        if name:
            kept.append((site, name))
            continue
        _refuse_said(Stand.objects.filter(site=site))
        site.delete()
    # Two sites may have exchanged their names: for a moment each has its key instead.
    for site, _name in kept:
        Site.objects.filter(pk=site.pk).update(name=f"#{site.pk}")
    for position, (site, name) in enumerate(kept):
        Site.objects.filter(pk=site.pk).update(name=name, position=position)
    added = [Site(activity=row, name=name, position=len(kept) + at) for at, name in enumerate(wanted.new_sites)]
    Site.objects.bulk_create(added)
    return {site.pk for site in (*(site for site, _name in kept), *added)}


def _keep_stands(row: Activity, places: set[tuple[int, int]]) -> None:
    known = {(stand.site_id, stand.unit_id): stand for stand in Stand.objects.filter(activity=row)}
    gone = [stand.pk for place, stand in known.items() if place not in places]
    _refuse_said(Stand.objects.filter(pk__in=gone))
    Stand.objects.filter(pk__in=gone).delete()
    for site, unit in sorted(places - known.keys()):
        Stand.objects.create(activity=row, site_id=site, unit_id=unit)


def _refuse_said(stands: QuerySet[Stand]) -> None:
    for stand in stands.filter(filled_at__isnull=False).select_related("unit", "site"):
        words = _("%(unit)s has already filled in its line at “%(site)s”. Clear that line first.")
        raise DomainError(words % {"unit": stand.unit, "site": stand.site})


def _fill(stand: Stand, figures: Mapping[Indicator, Figure], *, by: User) -> None:
    said = {value.indicator_id: value for value in stand.values.all()}
    for indicator, figure in figures.items():
        value = said.get(indicator.pk) or StandValue(stand=stand, indicator=indicator)
        if value.pk is None or value.figure != figure:
            value.value, value.qualifier = figure.value, figure.qualifier
            value.save()
    has_said = any(figure.is_known for figure in figures.values())
    stand.filled_at, stand.filled_by = (timezone.now(), by) if has_said else (None, None)
    stand.version += 1
    stand.save(update_fields=["filled_at", "filled_by", "version"])
