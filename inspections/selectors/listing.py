"""The ledger as a list: what a page of it shows, in which order, and the views that are asked for every day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from core.keyset import ByKeys
from core.long_lists import Listed
from core.models import name_column
from core.pagination import CAP
from inspections import rules
from inspections.models import Hazard
from inspections.models.hazard import HazardQuerySet
from inspections.models.hazard_words import number_of, title_of
from inspections.selectors.filtering import EVERYTHING, HazardFilters
from inspections.selectors.seen import Seen, counted
from inspections.selectors.totals import Numbers, number_in

State = Hazard.State
STATE_COLOURS = {
    State.REPORTED: "blue",
    State.ACCEPTED: "blue",
    State.GRADED: "yellow",
    State.RECTIFYING: "yellow",
    State.RECTIFIED: "blue",
    State.FIXED: "green",
}
DEFAULT_SORT = "-day"
# Each is the order of an index, so that any page of a million comes at once.
SORTS = {
    "day": ByKeys(("reported_on", "pk")),
    "number": ByKeys(("year", "serial")),
    "unit": ByKeys(("unit__sort_key", "unit_id", "pk"), missing="last"),
    "due": ByKeys(("due_on", "pk"), missing="last"),
}


def filtered(campaign: Campaign, user: User, filters: HazardFilters, *, today: date) -> HazardQuerySet:
    """What the person sees of a campaign's ledger under the filters, in every state unless filtered."""
    return filters.apply(Hazard.objects.visible_to(user).filter(campaign=campaign), today=today)


def known_sort(wanted: str) -> str:
    """A sort as it stands in an address, `-` for downward; the newest first unless it is one of ours."""
    return wanted if wanted.removeprefix("-") in SORTS else DEFAULT_SORT


def in_order(rows: QuerySet[Hazard], sort: str) -> QuerySet[Hazard]:
    """Total order: the key of a record settles what else is equal. What has no deadline stands last, either way."""
    return rows.order_by(*SORTS[sort.removeprefix("-")].plain(sort.startswith("-")))


def listed(campaign: Campaign, user: User, filters: HazardFilters, sort: str, seen: Seen, *, today: date) -> Listed:
    """The ledger as its pages are cut out of it."""
    reach = Hazard.objects.visible_to(user).filter(campaign=campaign)
    search = filters.search(reach, today=today)
    return Listed(
        rows=search.found() if search else filters.apply(reach, today=today),
        order=SORTS[sort.removeprefix("-")],
        is_downward=sort.startswith("-"),
        shown=with_parts,
        reach=reach,
        search=search,
        is_elsewhere=_is_elsewhere(filters, sort.removeprefix("-")),
        cap=seen.cap,
        number=seen.number,
        least=seen.least,
    )


def _is_elsewhere(filters: HazardFilters, sort: str) -> bool:
    """Narrowed to few units, or to days of another kind than those it is sorted by."""
    if filters.unit and not filters.unit.has_many_below:
        return True
    reported, due = filters.day_from or filters.day_to, filters.due_from or filters.due_to
    return bool(reported if sort == "due" else due)


COLUMNS = ("pk", "year", "serial", "description", "place", "grade", "state", "reported_on", "due_on", "times_reopened")


def with_parts(rows: QuerySet[Hazard]) -> QuerySet:
    """What a line shows, as tuples in the order of `Row`: fifty lines made of records cost as much as the rest of a page."""
    return rows.values_list(*COLUMNS, "unit__name", "supervising__name", name_column("category__"))


class Row(NamedTuple):
    pk: int
    year: int
    serial: int
    description: str
    place: str
    grade: str
    state: str
    reported_on: date
    due_on: date | None
    times_reopened: int
    unit: str | None
    supervising: str | None
    category: str | None

    @property
    def number(self) -> str:
        return number_of(self.year, self.serial)

    @property
    def title(self) -> str:
        return title_of(self.description)


@dataclass(frozen=True)
class Line:
    hazard: Row
    colour: str
    is_done: bool


def lines_of(page: Iterable[tuple]) -> list[Line]:
    """`page` as `with_parts` gives it; `is_done`: the deadline no longer runs, since the completion was filed or
    the case is closed."""
    running = (State.GRADED, State.RECTIFYING)
    rows = [Row(*each) for each in page]
    return [Line(row, STATE_COLOURS.get(State(row.state), "grey"), row.state not in running) for row in rows]


@dataclass(frozen=True)
class QuickView:
    """A view that is asked for every day; `number` as in `Standing`, None where it isn't counted."""

    name: str
    query: str
    number: int | None
    colour: str
    is_current: bool


@dataclass(frozen=True)
class Standing:
    """How the ledger stands as a whole, for the person; counted without totals, a number is at most one past the cap."""

    open: int
    overdue: int
    major: int
    to_sort: int
    waiting: int


def at_most(rows: QuerySet[Hazard]) -> int:
    """How many, counted no further than the pages go."""
    return rows.order_by().values("pk")[: CAP + 1].count()


def open_major() -> HazardFilters:
    return EVERYTHING.with_(states=Hazard.OPEN_STATES, grades=(Hazard.Grade.MAJOR,))


def standing_of(campaign: Campaign, user: User, numbers: Numbers | None, *, today: date) -> Standing:
    """Out of the numbers of the whole ledger, where totals know them."""
    if numbers is not None:
        return Standing(
            open=number_in(numbers, Hazard.OPEN_STATES),
            overdue=sum(overdue for _number, overdue in numbers.values()),
            major=number_in(numbers, Hazard.OPEN_STATES, Hazard.Grade.MAJOR),
            to_sort=number_in(numbers, [State.REPORTED]),
            waiting=number_in(numbers, [State.RECTIFIED]),
        )
    rows = filtered(campaign, user, EVERYTHING, today=today)
    if user.unit and not user.unit.has_many_below:
        return standing_of(campaign, user, counted(rows.still_open(), today=today), today=today)
    return Standing(
        open=at_most(rows.still_open()),
        overdue=at_most(rows.overdue(today)),
        major=at_most(open_major().apply(rows)),
        to_sort=at_most(rows.filter(state=State.REPORTED)),
        waiting=at_most(rows.filter(state=State.RECTIFIED)),
    )


def quick_views(user: User, standing: Standing, filters: HazardFilters) -> list[QuickView]:
    """What waits for somebody first, in the whole ledger the person sees."""
    views = [
        (_("To sort"), EVERYTHING.with_(states=(State.REPORTED,)), standing.to_sort, "blue"),
        (_("Overdue"), EVERYTHING.with_(overdue=True), standing.overdue, "red"),
        (_("Waiting for re-inspection"), EVERYTHING.with_(waiting=True), standing.waiting, "yellow"),
        (_("Major, open"), open_major(), standing.major, "red"),
        (_("Listed for supervision"), EVERYTHING.with_(listed=True), None, ""),
        (_("Mine"), EVERYTHING.with_(mine=user), None, ""),
    ]
    if rules.may_see_sources(user):
        views.insert(-1, (_("Reporter not told"), EVERYTHING.with_(reporter_not_told=True), None, ""))
    return [
        QuickView(name, f"?{wanted.query_string()}", number, colour if number else "", filters == wanted)
        for name, wanted, number, colour in views
    ]
