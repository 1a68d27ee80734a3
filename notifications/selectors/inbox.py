"""The messages of the inbox with what is still owed of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from accounts.models import User
from core.workdays import Calendar
from notifications.duties import sources, still_open
from notifications.models import Notification, Reminder
from notifications.selectors.nearness import Nearness, nearness
from notifications.selectors.told import URGED
from notifications.selectors.wording import matters

URGENT, NEW, READ = range(3)
# More lines of one message fold away; beyond the most they are found on the lists of what is due.
AT_FIRST, MOST = 20, 200


@dataclass(frozen=True)
class ShownLine:
    """A line of a merged message as it stands today; `near` is None once it is settled."""

    reminder: Reminder
    near: Nearness | None
    counts_from_start: bool


@dataclass(frozen=True)
class ShownMessage:
    row: Notification
    text: str
    lines: Sequence[ShownLine] = ()

    @property
    def is_urged(self) -> bool:
        """Somebody asked for it by hand: the same words may stand there twice, and not by mistake."""
        return bool(URGED.search(self.row.key))

    @property
    def first(self) -> Sequence[ShownLine]:
        return self.lines[:AT_FIRST]

    @property
    def rest(self) -> Sequence[ShownLine]:
        return self.lines[AT_FIRST:MOST]

    @property
    def beyond(self) -> int:
        return max(0, len(self.lines) - MOST)


def messages_of(user: User, *, only_unread: bool = False) -> QuerySet[Notification]:
    """What is urgent and unread first, then what is unread, each the newest first."""
    rows = Notification.objects.visible_to(user).select_related("post__unit")
    if only_unread:
        rows = rows.unread()
    place = Case(
        When(read_at__isnull=False, then=Value(READ)),
        When(is_urgent=True, then=Value(URGENT)),
        default=Value(NEW),
        output_field=IntegerField(),
    )
    return rows.annotate(place=place).order_by(F("place"), "-created_at", "-id")


def shown(rows: Iterable[Notification], user: User, today: date) -> list[ShownMessage]:
    """The messages with their lines, in a number of queries that doesn't depend on how many they are."""
    messages = list(rows)
    merged = [row.pk for row in messages if row.day]
    lines = _lines(merged, user, today) if merged else {}
    return [ShownMessage(row, _text(row, lines.get(row.pk, [])), lines.get(row.pk, [])) for row in messages]


def _text(row: Notification, lines: Sequence[ShownLine]) -> str:
    """Of a merged message what waits today of the lines that this reader may see."""
    if not lines:
        return row.text
    near = [line.near for line in lines if line.near]
    if not near:
        return _("Nothing of it waits any more")
    return matters(len(near), sum(each.is_late for each in near))


def _lines(merged: Iterable[int], user: User, today: date) -> Mapping[int, list[ShownLine]]:
    """Only those of posts that the reader holds, or took over: a post may have gone to somebody else since."""
    reminders = list(Reminder.objects.of_posts(user).filter(notification__in=merged))
    is_open = still_open([(row.kind, row.item, row.due_on) for row in reminders])
    calendar, kinds = Calendar.load(), sources()
    found: dict[int, list[ShownLine]] = defaultdict(list)
    for row in reminders:
        waits = row.kind in kinds and kinds[row.kind].counts_from_start
        near = None
        if (row.kind, row.item, row.due_on) in is_open:
            near = nearness(row.due_on, today, calendar, counts_from_start=waits)
        found[row.notification_id].append(ShownLine(row, near, waits))
    for of_message in found.values():
        of_message.sort(
            key=lambda line: (line.near is None, line.reminder.rank, line.reminder.due_on, line.reminder.pk)
        )
    return found
