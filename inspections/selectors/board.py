"""What everybody may read of a ledger: how many hazards were found, by town, category and outcome."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from core.small_numbers import Told, told
from inspections.models import Hazard, HazardCategory
from units.models import Unit

TOWN = "town"
SECONDS_KEPT = 600
State = Hazard.State
# Reports nobody has looked at yet may be anything; what is told was taken for a hazard.
TOLD_OF = tuple(state for state in State if state not in (*Hazard.OFF_LEDGER, State.REPORTED))


@dataclass(frozen=True)
class Part:
    """One table: its heading and lines, none where the numbers are too small to print it beside the others."""

    name: str
    lines: list[tuple[str, Told]]


@dataclass(frozen=True)
class Board:
    until: date
    parts: list[Part]


def public_board(slug: str) -> Campaign | None:
    """The campaign at this address, if its office shows its board."""
    rows = Campaign.objects.running().filter(ledger_board__is_public=True).select_related("area")
    return rows.filter(slug=slug).first()


def board_of(campaign: Campaign, today: date) -> Board:
    """Up to last Sunday: from day to day the difference would tell of single reports. Kept for some minutes."""
    until = today - timedelta(days=today.isoweekday())
    key = f"ledger-board-{campaign.pk}-{until}-{get_language()}"
    found = cache.get(key)
    if found is None:
        found = Board(until, _parts(campaign, until))
        cache.set(key, found, SECONDS_KEPT)
    return found


def _parts(campaign: Campaign, until: date) -> list[Part]:
    rows = Hazard.objects.filter(campaign=campaign, state__in=TOLD_OF, reported_on__lte=until).order_by()
    counted = [_by_town(campaign, rows), _by_category(rows), _by_outcome(rows)]
    names = [_("By town or street"), _("By category"), _("By outcome")]
    masked = told([list(table.values()) for table in counted])
    return [
        Part(name, list(zip(table, cells, strict=True)) if cells else [])
        for name, table, cells in zip(names, counted, masked, strict=True)
    ]


def _by_town(campaign: Campaign, rows: Any) -> dict[str, int]:
    """Towns and streets; all that lies under none of them, or names no unit, is one line: no unit is told of."""
    towns = {unit.path: unit.name for unit in Unit.objects.below(campaign.area.path).filter(kind__code=TOWN)}
    others = _("Elsewhere")
    found = dict.fromkeys([*towns.values(), others], 0)
    for path, number in rows.values_list("unit__path").annotate(number=Count("pk")):
        name = next((towns[above] for above in _above(path or "") if above in towns), others)
        found[name] += number
    return found


def _above(path: str) -> list[str]:
    """The unit itself and those above it, by their paths."""
    steps = path.strip("/").split("/")
    return [f"/{'/'.join(steps[:count])}/" for count in range(len(steps), 0, -1)]


def _by_category(rows: Any) -> dict[str, int]:
    counted = dict(rows.values_list("category").annotate(number=Count("pk")))
    categories = [row for row in HazardCategory.objects.all() if not row.retired or row.pk in counted]
    found = {row.name: counted.get(row.pk, 0) for row in categories}
    return found | {_("Not yet sorted"): counted.get(None, 0)}


def _by_outcome(rows: Any) -> dict[str, int]:
    counted = dict(rows.values_list("state").annotate(number=Count("pk")))
    closed = {str(state.label): counted.pop(state, 0) for state in (State.FIXED, State.UNFIXED)}
    return closed | {_("Being worked on"): sum(counted.values())}
