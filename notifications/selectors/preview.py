"""What the next daily run would send, and what the runs before sent."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from accounts.models import Post
from core.workdays import ONE_DAY, Calendar
from notifications.duties import sources
from notifications.models import ChannelChoice, Delivery, Level, ReminderDay, Robot, SendingHours
from notifications.rules import channels_of
from notifications.selectors.planning import Line, Plan, plan_of
from notifications.selectors.reminder_rules import when_words
from notifications.selectors.wording import name_for
from units.models import Unit, keys_along

INBOX = "inbox"
LONGEST_BREAK = 31


@dataclass(frozen=True)
class PersonTold:
    """One person's message of the day."""

    post: Post
    channels: Sequence[str]
    lines: Sequence[Line]

    @property
    def channel_names(self) -> list[str]:
        return [str(Delivery.Channel(channel).label) for channel in self.channels]

    @property
    def late(self) -> int:
        return sum(line.rule.offset > 0 for line in self.lines)

    @property
    def shown_lines(self) -> list["ShownLine"]:
        return [ShownLine(line) for line in self.lines]


@dataclass(frozen=True)
class ShownLine:
    line: Line

    @property
    def name(self) -> str:
        return name_for(self.line)

    @property
    def stage(self) -> str:
        return when_words(self.line.rule.offset, sources()[self.line.duty.kind])

    @property
    def level(self) -> str:
        return str(Level(self.line.level).label)

    @property
    def counts_from_start(self) -> bool:
        return sources()[self.line.duty.kind].counts_from_start


@dataclass(frozen=True)
class Preview:
    """The next run for one area; `by_channel` counts messages, the inbox among them."""

    day: date
    at: datetime
    is_due: bool
    people: Sequence[PersonTold]
    by_channel: Counter[str]
    lines: int
    robots: int

    @property
    def messages(self) -> int:
        """To people; what robots tell their groups comes on top."""
        return self.by_channel.total()


def preview(area_path: str, now: datetime) -> Preview:
    """By the rules as they are saved, in a fixed number of queries."""
    hours = SendingHours.load()
    day = next_run(now)
    plan = plan_of(day, area_path=area_path)
    choices = {choice.person_id: choice for choice in ChannelChoice.objects.filter(person__in=plan.by_person)}
    people = [
        _told(lines, choices.get(person) or ChannelChoice(person_id=person)) for person, lines in plan.by_person.items()
    ]
    people.sort(key=lambda told: (-told.late, -len(told.lines), told.post.person.name))
    counted = Counter(channel for told in people for channel in told.channels)
    counted[INBOX] = len(people)
    at = timezone.make_aware(datetime.combine(day, hours.daily_at))
    return Preview(day, at, at <= now, people, counted, plan.lines, _robots(plan))


def _robots(plan: Plan) -> int:
    """How many will have something to tell."""
    units = {line.duty.unit_id for lines in plan.by_person.values() for line in lines if line.duty.unit_id}
    paths = Unit.objects.filter(pk__in=units).values_list("path", flat=True)
    above = {key for path in paths for key in keys_along(path)}
    return Robot.objects.filter(is_active=True, unit__in=above).count()


def next_run(now: datetime) -> date:
    """The first working day from today whose duties nobody has looked through yet."""
    calendar, today = Calendar.load(), timezone.localdate(now)
    done = set(ReminderDay.objects.filter(day__gte=today).values_list("day", flat=True))
    days = (today + timedelta(days=number) for number in range(LONGEST_BREAK))
    return next((day for day in days if calendar.is_workday(day) and day not in done), today + ONE_DAY)


def with_units(people: Sequence[PersonTold]) -> list[tuple[PersonTold, Unit]]:
    """The people of a page, each with the unit of the post; one query."""
    units = Unit.objects.in_bulk({told.post.unit_id for told in people})
    return [(told, units[told.post.unit_id]) for told in people]


def _told(lines: Sequence[Line], choice: ChannelChoice) -> PersonTold:
    """At the post held the longest, as the run itself does."""
    post = min((line.post for line in lines), key=lambda post: (post.valid_from, post.pk))
    is_compulsory = any(line.rule.is_compulsory for line in lines)
    return PersonTold(post, list(channels_of(post.person, choice, is_compulsory=is_compulsory)), lines)
