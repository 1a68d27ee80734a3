"""Reading rounds: what each goes to, what of it is covered, what was found there and what is mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from accounts.models import User
from campaigns.models import Campaign
from inspections.models import Hazard, Round, RoundObject, Visit
from inspections.selectors.filtering import ON_LEDGER, HazardFilters
from inspections.selectors.part import WHOLE, Part
from units.models import Unit

FIXED = (Hazard.State.FIXED,)


def visits_of_object() -> QuerySet[Visit]:
    """Finished visits of the round to the very unit; what a round object is covered by."""
    return Visit.objects.finished().filter(round=OuterRef("round"), unit=OuterRef("unit"))


def with_cover(rows: QuerySet[RoundObject]) -> QuerySet[Any]:
    return rows.annotate(is_covered=Exists(visits_of_object()))


def objects_of(user: User, round: Round) -> QuerySet[Any]:
    """The objects of a round that this person sees, each with `is_covered`."""
    return with_cover(RoundObject.objects.visible_to(user).filter(round=round))


@dataclass(frozen=True)
class Progress:
    """Numbers of one round or of a part of it; a rate with nothing under it is None."""

    objects: int = 0
    covered: int = 0
    found: int = 0
    fixed: int = 0

    @property
    def coverage(self) -> float | None:
        return self.covered / self.objects if self.objects else None

    @property
    def fixed_rate(self) -> float | None:
        return self.fixed / self.found if self.found else None

    def __add__(self, other: "Progress") -> "Progress":
        return Progress(
            self.objects + other.objects,
            self.covered + other.covered,
            self.found + other.found,
            self.fixed + other.fixed,
        )


@dataclass(frozen=True)
class RoundLine:
    round: Round
    progress: Progress
    teams: list[str]

    @property
    def found_query(self) -> str:
        return found_in(self.round).query_string()

    @property
    def fixed_query(self) -> str:
        return found_in(self.round).with_(states=FIXED).query_string()


def found_in(round: Round) -> HazardFilters:
    """What a round's visits found, without the refused and doubled."""
    return HazardFilters(round=round, states=ON_LEDGER)


def rounds_in(part: Part) -> Q:
    """Rounds that go to the unit or to one below it; a round of several days counts on its first."""
    goes_there = RoundObject.objects.filter(part.of_unit("unit"), round=OuterRef("pk"))
    return part.of_days("starts_on") & (Q(Exists(goes_there)) if part.unit else Q())


def rounds_of(user: User, campaign: Campaign, part: Part = WHOLE, states: Iterable[str] = ()) -> list[RoundLine]:
    """The rounds of a campaign with how far each is: the running first, then drafts, then what is over."""
    rows = Round.objects.visible_to(user).filter(rounds_in(part), campaign=campaign).prefetch_related("teams")
    rows = rows.filter(state__in=states) if states else rows
    order = [Round.State.RUNNING, Round.State.DRAFT, Round.State.FINISHED]
    rounds = sorted(rows, key=lambda row: order.index(Round.State(row.state)))
    numbers = progress_of_rounds(user, rounds)
    return [RoundLine(row, numbers[row.pk], [team.name for team in row.teams.all()]) for row in rounds]


def progress_of_rounds(user: User, rounds: Iterable[Round]) -> dict[int, Progress]:
    """Two queries, however many rounds."""
    keys = [row.pk for row in rounds]
    objects = with_cover(RoundObject.objects.visible_to(user).filter(round__in=keys)).order_by()
    hazards = Hazard.objects.visible_to(user).filter(visit__round__in=keys, state__in=ON_LEDGER).order_by()
    found = {pk: Progress() for pk in keys}
    of_round = objects.values("round").annotate(all=Count("pk"), covered=Count("pk", filter=Q(is_covered=True)))
    for pk, total, covered in of_round.values_list("round", "all", "covered"):
        found[pk] += Progress(total, covered)
    fixed = Count("pk", filter=Q(state__in=FIXED))
    counted = hazards.values("visit__round").annotate(all=Count("pk"), fixed=fixed)
    for pk, total, mended in counted.values_list("visit__round", "all", "fixed"):
        found[pk] += Progress(found=total, fixed=mended)
    return found


@dataclass(frozen=True)
class TownLine:
    """A town or street, or a department for what lies below one; None for hazards that name no unit."""

    unit: Unit | None
    progress: Progress
    found_query: str
    fixed_query: str


def progress_by_town(user: User, round: Round) -> list[TownLine]:
    """By the unit directly below the campaign's area, in the order of the register; four queries."""
    area = round.campaign.area
    parts: dict[int | None, Progress] = {}
    for path, covered in objects_of(user, round).values_list("unit__path", "is_covered"):
        town = _town_of(path, area)
        parts[town] = parts.get(town, Progress()) + Progress(objects=1, covered=int(covered))
    hazards = Hazard.objects.visible_to(user).filter(visit__round=round, state__in=ON_LEDGER)
    for path, state in hazards.values_list("unit__path", "state"):
        town = _town_of(path, area)
        parts[town] = parts.get(town, Progress()) + Progress(found=1, fixed=int(state in FIXED))
    units = list(Unit.objects.filter(pk__in=[pk for pk in parts if pk]))
    filters = found_in(round)
    lines = [_line(unit, parts[unit.pk], filters.with_(unit=unit)) for unit in units]
    return lines + ([TownLine(None, parts[None], "", "")] if None in parts else [])


def _line(unit: Unit, progress: Progress, filters: HazardFilters) -> TownLine:
    return TownLine(unit, progress, filters.query_string(), filters.with_(states=FIXED).query_string())


def _town_of(path: str | None, area: Unit) -> int | None:
    """The part of a path after the area's own; the area itself stands for itself."""
    if not path or not path.startswith(area.path):
        return None
    return int(path.removeprefix(area.path).split("/", 1)[0] or area.pk)
