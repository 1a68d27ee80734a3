"""The list of activities: what a page of it shows, and in which order."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.db.models import Case, Count, F, Model, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from accounts.models import User
from activities.models import Activity, ActivityPhoto, IndicatorValue
from activities.models.activity import ActivityQuerySet
from activities.selectors.filtering import EVERYTHING, ActivityFilters
from activities.selectors.totals import COUNTED_STATES, counts_seen
from campaigns.models import ActivityKind, Campaign, Indicator
from core.figures import Figure, Qualifier
from core.keyset import ByGroups, ByKeys
from core.long_lists import Listed
from core.models import name_column
from core.pagination import CAP, SHORT_CAP

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


def known_sort(wanted: str) -> str:
    """A sort as it stands in an address, `-` for downward; the newest day first unless it is one of ours."""
    return wanted if wanted.removeprefix("-") in SORTS else DEFAULT_SORT


def in_order(rows: QuerySet[Activity], sort: str) -> QuerySet[Activity]:
    """Total order: the key of a record settles what else is equal."""
    return rows.order_by(*SORTS[sort.removeprefix("-")].plain(sort.startswith("-")))


def filtered(campaign: Campaign, user: User, filters: ActivityFilters) -> ActivityQuerySet:
    """What the person sees of a campaign under the filters; unlike figures, in every state unless filtered."""
    return filters.apply(_reach(campaign, user))


def _reach(campaign: Campaign, user: User) -> ActivityQuerySet:
    return Activity.objects.visible_to(user).filter(campaign=campaign)


def listed(campaign: Campaign, user: User, filters: ActivityFilters, sort: str) -> Listed:
    """The list as its pages are cut out of it."""
    reach, turn = _reach(campaign, user), turn_of(user, filters)
    rows = filters.apply(reach)
    numbers = _numbers(campaign, user, filters, rows)
    is_all, least = _number(numbers, rows, filters) if numbers is not None else (False, 0)
    return Listed(
        rows=rows,
        order=SORTS[sort.removeprefix("-")],
        is_downward=sort.startswith("-"),
        shown=with_parts,
        reach=reach,
        search=filters.search(reach),
        is_elsewhere="submitted" in sort and bool(filters.day_from or filters.day_to),
        cap=CAP if numbers is not None else _cap(campaign, user, filters),
        number=least if is_all else None,
        least=least,
        turn=Q(state=turn) if turn else None,
        turns=None if numbers is None else numbers.get(turn, 0),
    )


def known_as(user: User, filters: ActivityFilters) -> ActivityFilters:
    """The filters as totals are asked: whoever reads for many units reads what these take part in."""
    reads_for_many = not (user.is_office or user.is_leader) and user.unit and user.unit.has_many_below
    return filters.with_(unit=user.unit) if reads_for_many and not filters.unit else filters


def beside_totals(user: User, filters: ActivityFilters, rows: ActivityQuerySet) -> list[ActivityQuerySet]:
    """What of the rows totals don't know: drafts and what was withdrawn, and what units fill in without taking part."""
    known, found = known_as(user, filters), []
    if not COUNTED_STATES.issuperset(filters.states or State):
        found.append(rows.filter(state__in=set(State) - COUNTED_STATES))
    if known.unit and known != filters:
        found.append(rows.only_asked(known.unit).filter(state__in=COUNTED_STATES))
    return found


def _numbers(
    campaign: Campaign, user: User, filters: ActivityFilters, rows: ActivityQuerySet
) -> Mapping[str, int] | None:
    """{state: how many}, in the states that totals know, where these say it."""
    known = known_as(user, filters)
    numbers = counts_seen(campaign, user, known)
    if numbers is None or known == filters or known.unit is None:
        return numbers
    asked = rows.only_asked(known.unit).filter(state__in=COUNTED_STATES).order_by()
    return Counter(numbers) + Counter(dict(asked.values_list("state").annotate(number=Count("pk"))))


def _cap(campaign: Campaign, user: User, filters: ActivityFilters) -> int:
    whole = (
        None
        if filters.unit_itself
        else counts_seen(campaign, user, known_as(user, EVERYTHING.with_(unit=filters.unit)))
    )
    return SHORT_CAP if whole and sum(whole.values()) > CAP else CAP


def _number(numbers: Mapping[str, int], rows: ActivityQuerySet, filters: ActivityFilters) -> tuple[bool, int]:
    """Whether these are all, and how many: what is in no totals, drafts and what was withdrawn, is counted up to the cap.

    Of few units all is counted while its first page is found.
    """
    number = sum(numbers.values())
    if COUNTED_STATES.issuperset(filters.states or State):
        return True, number
    if number <= CAP and filters.unit and not filters.unit.has_many_below:
        return False, number
    if number <= CAP:
        others = rows.filter(state__in=set(State) - COUNTED_STATES).order_by().values("pk")
        number += others[: CAP + 1 - number].count()
    return number <= CAP, number


def turn_of(user: User, filters: ActivityFilters) -> str:
    """The state in which a record is the reader's turn; nothing where the list is narrowed to states anyway."""
    if filters.states or not (user.is_office or user.is_liaison):
        return ""
    return State.SUBMITTED if user.is_office else State.RETURNED


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
