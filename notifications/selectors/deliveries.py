"""Messages on their way, for the office: by state, narrowed, one by one."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from core.pagination import CAP, counted
from notifications.models import Delivery, Reminder
from notifications.rules import may_read_matters

State = Delivery.State
# Older ones are found by their day: the counts of the tabs then stay quick however long the portal runs.
SHOWN_DAYS = 92
TABS = [State.QUEUED, State.SENDING, State.SENT, State.FAILED, State.UNCLEAR, State.DROPPED]
COLOURS = {
    State.QUEUED: "blue",
    State.SENDING: "blue",
    State.SENT: "green",
    State.FAILED: "red",
    State.UNCLEAR: "yellow",
    State.DROPPED: "grey",
}
NEXT: Mapping[str, str | Promise] = {
    State.FAILED: gettext_lazy("It did not go out, and the portal tries no more."),
    State.UNCLEAR: gettext_lazy("It went out, but nobody confirmed it: it may have arrived or not."),
}


@dataclass(frozen=True)
class DeliveryFilters:
    channel: str = ""
    day: date | None = None
    q: str = ""


@dataclass(frozen=True)
class Tab:
    state: str
    label: str
    number: int

    @property
    def said(self) -> str:
        """Nobody looks through more than the cap, so they aren't counted further."""
        return f"{CAP:,}+" if self.number > CAP else f"{self.number:,}"


@dataclass(frozen=True)
class ShownDelivery:
    """A row with what its reader may know of it."""

    row: Delivery
    headline: str

    @property
    def to(self) -> str:
        return str(self.row.person or self.row.robot)

    @property
    def colour(self) -> str:
        return COLOURS[State(self.row.state)]

    @property
    def means(self) -> str:
        return str(NEXT.get(self.row.state, ""))


def deliveries(user: User, filters: DeliveryFilters) -> QuerySet[Delivery]:
    """Of all states, newest first: those of the day asked for, else of the months up to the newest."""
    rows = Delivery.objects.visible_to(user)
    if filters.day:
        rows = rows.filter(day=filters.day)
    else:
        newest = rows.order_by("-created_at", "-id").values_list("created_at", flat=True).first()
        rows = rows.filter(created_at__gte=(newest or timezone.now()) - timedelta(days=SHOWN_DAYS))
    if filters.channel:
        rows = rows.filter(channel=filters.channel)
    if filters.q:
        rows = rows.filter(
            Q(person__name__icontains=filters.q)
            | Q(robot__name__icontains=filters.q)
            | Q(unit__name__icontains=filters.q)
            | Q(unit__initials__contains=filters.q.lower())
        )
    return rows.order_by("-created_at", "-id")


def tabs_of(rows: QuerySet[Delivery]) -> list[Tab]:
    """All, then each state; in one query."""
    narrowed = [rows, *(rows.filter(state=state) for state in TABS)]
    names = [("", _("All")), *((state.value, str(state.label)) for state in TABS)]
    return [Tab(state, label, number) for (state, label), number in zip(names, counted(narrowed), strict=True)]


def undecided(user: User) -> Mapping[str, int]:
    """How many failed and how many are unclear: what a person has to decide. After some months nobody does any more."""
    lately = timezone.now() - timedelta(days=SHOWN_DAYS)
    rows = Delivery.objects.visible_to(user).filter(created_at__gte=lately, state__in=[State.FAILED, State.UNCLEAR])
    return dict(rows.order_by().values_list("state").annotate(Count("pk")))


def shown(rows: Iterable[Delivery], user: User) -> list[ShownDelivery]:
    """The rows come with person, robot, unit and notification."""
    return [ShownDelivery(row, headline_of(row, user)) for row in rows]


def with_parts(rows: QuerySet[Delivery]) -> QuerySet[Delivery]:
    return rows.select_related("person", "robot", "unit", "notification", "settled_by")


def headline_of(row: Delivery, user: User) -> str:
    """What the message says in one sentence; of single matters the administrator learns nothing."""
    if row.notification is None and row.robot_id is None:
        return _("What is new in the portal")
    if row.notification is None:
        return _("Trial message") if row.is_urgent else _("Digest of the day")
    if row.notification.day is None and not may_read_matters(user):
        return _("A message about one matter")
    return row.notification.text


def lines_of(row: Delivery, user: User) -> Sequence[Reminder]:
    if row.notification_id is None:
        return []
    lines = Reminder.objects.visible_to(user).filter(notification=row.notification_id)
    return list(lines.select_related("unit").order_by("rank", "due_on", "id"))
