"""The list of activities: what a page of it shows, and in which order."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Case, Count, F, OuterRef, Prefetch, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from activities.models import Activity, ActivityPhoto, IndicatorValue
from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign, Indicator
from core.figures import Figure
from core.pagination import CAP

State = Activity.State
STATE_COLOURS = {State.APPROVED: "green", State.SUBMITTED: "blue", State.RETURNED: "yellow"}
# In the order of what is to be done; draft and withdrawn are the unit's own business.
STATE_ORDER = (State.SUBMITTED, State.RETURNED, State.APPROVED, State.DRAFT, State.WITHDRAWN)
DEFAULT_SORT = "-day"
SORTS = {
    "day": (F("starts_on"), F("id")),
    "unit": (F("unit__sort_key"), F("unit_id"), F("id")),
    "kind": (F("kind__position"), F("kind_id"), F("id")),
    "state": (Case(*(When(state=state, then=Value(at)) for at, state in enumerate(STATE_ORDER))), F("id")),
    "submitted": (F("submitted_at"), F("id")),
}


def filtered(campaign: Campaign, user: User, filters: ActivityFilters) -> QuerySet[Activity]:
    """What the person sees of a campaign under the filters; unlike figures, in every state unless filtered."""
    return filters.apply(Activity.objects.visible_to(user).filter(campaign=campaign))


def known_sort(wanted: str) -> str:
    """A sort as it stands in an address, `-` for downward; the newest day first unless it is one of ours."""
    return wanted if wanted.removeprefix("-") in SORTS else DEFAULT_SORT


def in_order(rows: QuerySet[Activity], sort: str) -> QuerySet[Activity]:
    """Total order: the key of a record settles what else is equal."""
    name, is_downward = sort.removeprefix("-"), sort.startswith("-")
    # What was never handed in stands at the end of the newest, as the index has it.
    nulls = True if name == "submitted" else None
    return rows.order_by(
        *(key.desc(nulls_last=nulls) if is_downward else key.asc(nulls_first=nulls) for key in SORTS[name])
    )


def with_parts(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """What a line shows; counted for the lines of the page alone, and in a fixed number of queries."""
    known = IndicatorValue.objects.filter(value__isnull=False).select_related("indicator")
    rows = rows.select_related("unit", "kind").prefetch_related(Prefetch("values", known, to_attr="known_values"))
    return rows.defer("narrative").annotate(
        photo_count=_number_of(ActivityPhoto), guest_count=_number_of(Activity.co_organisers.through)
    )


def _number_of(model: type) -> Coalesce:
    rows = model.objects.filter(activity=OuterRef("pk")).order_by().values("activity")  # type: ignore[attr-defined] # every model has it
    return Coalesce(Subquery(rows.annotate(number=Count("pk")).values("number")), 0)


@dataclass(frozen=True)
class Line:
    activity: Activity
    colour: str
    figures: tuple[IndicatorValue, ...]
    wanted: Figure | None


def lines_of(page: Iterable[Activity], indicator: Indicator | None) -> list[Line]:
    """`wanted` is the figure of the indicator whose column the list shows."""
    lines = []
    for row in page:
        values = tuple(row.known_values)  # type: ignore[attr-defined] # prefetched by `with_parts`
        wanted = next((value.figure for value in values if indicator and value.indicator_id == indicator.pk), None)
        if indicator and indicator.addition == Indicator.Addition.DISTINCT:
            wanted = Figure(1 + row.guest_count)  # type: ignore[attr-defined] # annotated by `with_parts`
        others = tuple(value for value in values if indicator is None or value.indicator_id != indicator.pk)
        lines.append(Line(row, STATE_COLOURS.get(State(row.state), "grey"), others, wanted))
    return lines


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
