"""The grid of a consulting day: which unit stands where, what each has said, what it adds up to."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Prefetch

from activities.models import Activity, IndicatorValue, Site, Stand, StandValue
from campaigns.models import Indicator
from core.figures import UNKNOWN, Figure, largest, total
from units.models import Unit


def grid_indicators(activity: Activity) -> list[Indicator]:
    """What each unit is asked: all of the kind but what is counted by itself or said once for the event."""
    rows = activity.kind.indicators.order_by("kindindicator__position", "kindindicator__pk")
    return list(rows.filter(of_event=False).exclude(addition=Indicator.Addition.DISTINCT))


def added_up(indicator: Indicator, figures: Iterable[Figure]) -> Figure:
    if indicator.addition == Indicator.Addition.MAX:
        return largest(figures)
    return total(figures).figure


@dataclass(frozen=True)
class Place:
    """One unit at one site."""

    stand: Stand
    figures: tuple[Figure, ...]


@dataclass
class Line:
    """A unit with the places where it stands."""

    unit: Unit
    places: list[Place] = field(default_factory=list)

    @property
    def has_said(self) -> bool:
        return any(place.stand.filled_at for place in self.places)


@dataclass(frozen=True)
class Sum:
    """One indicator: what the lines add up to, what the host states, and who has not said."""

    indicator: Indicator
    lines: Figure
    stated: Figure
    missing: tuple[Unit, ...]


@dataclass(frozen=True)
class SiteSum:
    site: Site
    units: int
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Grid:
    activity: Activity
    indicators: tuple[Indicator, ...]
    sites: tuple[Site, ...]
    lines: tuple[Line, ...]
    values: tuple[IndicatorValue, ...]

    @property
    def missing(self) -> list[Unit]:
        """Units that have said nothing at all."""
        return [line.unit for line in self.lines if not line.has_said]

    @cached_property
    def sums(self) -> list[Sum]:
        return [self._sum(at, indicator) for at, indicator in enumerate(self.indicators)]

    def _sum(self, at: int, indicator: Indicator) -> Sum:
        said = added_up(indicator, (place.figures[at] for line in self.lines for place in line.places))
        silent = [line.unit for line in self.lines if not any(place.figures[at].is_known for place in line.places)]
        own = next((value for value in self.values if value.indicator_id == indicator.pk), None)
        stated = own.figure if own and not own.is_computed else UNKNOWN
        return Sum(indicator, said, stated, tuple(silent))

    @property
    def site_sums(self) -> Iterator[SiteSum]:
        for site in self.sites:
            places = [place for line in self.lines for place in line.places if place.stand.site_id == site.pk]
            figures = (
                added_up(indicator, (place.figures[at] for place in places))
                for at, indicator in enumerate(self.indicators)
            )
            yield SiteSum(site, len(places), tuple(figures))


def grid_of(activity: Activity) -> Grid:
    """Six queries, however many units and sites."""
    indicators = grid_indicators(activity)
    stands = activity.stands.select_related("unit", "site", "filled_by").prefetch_related(
        Prefetch("values", StandValue.objects.all())
    )
    lines: dict[int, Line] = {}
    for stand in stands:
        said = {value.indicator_id: value.figure for value in stand.values.all()}
        line = lines.setdefault(stand.unit_id, Line(stand.unit))
        line.places.append(Place(stand, tuple(said.get(indicator.pk, UNKNOWN) for indicator in indicators)))
    values = activity.values.select_related("indicator")
    return Grid(activity, tuple(indicators), tuple(activity.sites.all()), tuple(lines.values()), tuple(values))


def units_in_grid(activity: Activity) -> list[Unit]:
    """Host first, then the co-organisers: the rows of the plan of who stands where."""
    return [activity.unit, *activity.co_organisers.order_by("sort_key", "pk")]
