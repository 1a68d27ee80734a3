"""The list of activities: what a page of it shows, and in which order."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Case, Count, F, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from activities.models import Activity, ActivityPhoto, IndicatorValue
from activities.selectors.filtering import ActivityFilters
from campaigns.models import ActivityKind, Campaign, Indicator
from core.figures import Figure, Qualifier
from core.keyset import ByGroups, ByKeys
from core.long_lists import Listed
from core.models import name_column
from core.pagination import CAP

State = Activity.State
STATE_COLOURS = {State.APPROVED: "green", State.SUBMITTED: "blue", State.RETURNED: "yellow"}
# In the order of what is to be done; draft and withdrawn are the unit's own business.
STATE_ORDER = (State.SUBMITTED, State.RETURNED, State.APPROVED, State.DRAFT, State.WITHDRAWN)
DEFAULT_SORT = "-day"
NEWEST_FIRST = ("starts_on", "pk")
SORTS: dict[str, ByKeys | ByGroups] = {
    "day": ByKeys(("starts_on", "pk")),
    "unit": ByKeys(("unit__sort_key", "unit_id", "pk")),
    "kind": ByGroups(
        (F("kind__position"), F("kind_id")),
        lambda: [Q(kind=pk) for pk in ActivityKind.objects.order_by("position", "pk").values_list("pk", flat=True)],
        NEWEST_FIRST,
    ),
    "state": ByGroups(
        (Case(*(When(state=state, then=Value(at)) for at, state in enumerate(STATE_ORDER))),),
        lambda: [Q(state=state) for state in STATE_ORDER],
        NEWEST_FIRST,
    ),
    # What was never handed in stands at the end of the newest, as the index has it.
    "submitted": ByKeys(("submitted_at", "pk"), missing="oldest"),
}


def filtered(campaign: Campaign, user: User, filters: ActivityFilters) -> QuerySet[Activity]:
    """What the person sees of a campaign under the filters; unlike figures, in every state unless filtered."""
    return filters.apply(Activity.objects.visible_to(user).filter(campaign=campaign))


def known_sort(wanted: str) -> str:
    """A sort as it stands in an address, `-` for downward; the newest day first unless it is one of ours."""
    return wanted if wanted.removeprefix("-") in SORTS else DEFAULT_SORT


def in_order(rows: QuerySet[Activity], sort: str) -> QuerySet[Activity]:
    """Total order: the key of a record settles what else is equal."""
    return rows.order_by(*SORTS[sort.removeprefix("-")].plain(sort.startswith("-")))


def listed(campaign: Campaign, user: User, filters: ActivityFilters, sort: str) -> Listed:
    """The list as its pages are cut out of it."""
    reach = Activity.objects.visible_to(user).filter(campaign=campaign)
    return Listed(
        rows=filters.apply(reach),
        order=SORTS[sort.removeprefix("-")],
        is_downward=sort.startswith("-"),
        shown=with_parts,
        reach=reach,
        read=filters.apply(reach, by_reading=True) if filters.text else None,
    )


def with_parts(rows: QuerySet[Activity]) -> QuerySet:
    """What a line shows, as tuples in the order of `Row`: fifty lines made of records cost as much as the rest of a page."""
    return rows.annotate(
        photo_count=_number_of(ActivityPhoto), guest_count=_number_of(Activity.co_organisers.through)
    ).values_list(*COLUMNS, name_column("kind__"), "photo_count", "guest_count")


def _number_of(model: type[Model]) -> Coalesce:
    rows = model._default_manager.filter(activity=OuterRef("pk")).order_by().values("activity")
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


COLUMNS = ("pk", "title", "unit__name", "starts_on", "state", "submitted_at")


class Row(NamedTuple):
    pk: int
    title: str
    unit: str
    starts_on: date
    state: str
    submitted_at: datetime | None
    kind: str
    photo_count: int
    guest_count: int


class Known(NamedTuple):
    """A figure that is known, by the name of its indicator."""

    indicator_id: int
    name: str
    figure: Figure


@dataclass(frozen=True)
class Line:
    activity: Row
    colour: str
    figures: tuple[Known, ...]
    wanted: Figure | None


def lines_of(page: Iterable[tuple], indicator: Indicator | None) -> list[Line]:
    """`page` as `with_parts` gives it; `wanted` is the figure of the indicator whose column the list shows."""
    rows = [Row(*each) for each in page]
    known = _known_of([row.pk for row in rows])
    lines = []
    for row in rows:
        values = known[row.pk]
        wanted = next((value.figure for value in values if indicator and value.indicator_id == indicator.pk), None)
        if indicator and indicator.addition == Indicator.Addition.DISTINCT:
            wanted = Figure(1 + row.guest_count)
        others = tuple(value for value in values if indicator is None or value.indicator_id != indicator.pk)
        lines.append(Line(row, STATE_COLOURS.get(State(row.state), "grey"), others, wanted))
    return lines


def _known_of(keys: Sequence[int]) -> Mapping[int, list[Known]]:
    found: dict[int, list[Known]] = defaultdict(list)
    rows = IndicatorValue.objects.filter(activity__in=keys, value__isnull=False).order_by("indicator__position", "pk")
    columns = ("activity_id", "indicator_id", name_column("indicator__"), "value", "qualifier")
    for activity, pk, name, value, qualifier in rows.values_list(*columns):
        found[activity].append(Known(pk, name, Figure(value, Qualifier(qualifier))))
    return found


@dataclass(frozen=True)
class Waiting:
    """How many of a list are the reader's turn; at most the cap of the pages."""

    state: str
    number: int


def waiting_for(user: User, rows: QuerySet[Activity], filters: ActivityFilters) -> Waiting | None:
    """The office: what waits for review. A liaison: what was sent back."""
    if filters.states or not (user.is_office or user.is_liaison):
        return None
    state = State.SUBMITTED if user.is_office else State.RETURNED
    return Waiting(state, rows.filter(state=state).order_by().values("pk")[:CAP].count())
