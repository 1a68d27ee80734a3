"""What a day's reminders would be: pure reading, for the run itself and for its preview."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.models import Post
from core.workdays import ONE_DAY, Calendar
from notifications.duties import Duty, open_duties, sources
from notifications.models import Level, Reminder, ReminderRule
from notifications.selectors.directory import Directory
from notifications.selectors.vacancies import vacancies

# A stage that falls on a day off moves to the working day before: the longest holidays have eight days in a row.
LONGEST_HOLIDAY = 10
# Items in one question about what was told.
AT_ONCE = 2_000


@dataclass(frozen=True)
class Line:
    """A duty told to a post at a stage. `further`: the levels above the reader's that are told as well.

    `unit_name`: of the unit that owes it, empty for the office's own.
    """

    duty: Duty
    rule: ReminderRule
    level: str
    post: Post
    unit_name: str
    further: tuple[str, ...]
    is_late: bool
    is_taken_over: bool

    @property
    def is_overdue(self) -> bool:
        """Past its due day; what only waits since a day is never overdue."""
        return self.rule.offset > 0 and not sources()[self.duty.kind].counts_from_start

    @property
    def key(self) -> tuple[str, str, date, int, int]:
        return (self.duty.kind, self.duty.item, self.duty.due_on, self.rule.offset, self.post.pk)


@dataclass(frozen=True)
class Plan:
    """The lines of a day by person, each person's the most pressing first."""

    day: date
    by_person: Mapping[int, Sequence[Line]]

    @property
    def lines(self) -> int:
        return sum(map(len, self.by_person.values()))


def stage_day(due_on: date, offset: int, calendar: Calendar) -> date:
    """The working day on which a stage is told: before a day off rather than after it."""
    if offset > 0:
        return calendar.add_workdays(due_on, offset)
    day = due_on + timedelta(days=offset)
    while not calendar.is_workday(day):
        day -= ONE_DAY
    return day


def plan_of(day: date, *, area_path: str | None = None) -> Plan:
    """Everything to be told on this working day and not told yet; missed stages once, as late.

    Of the stages a duty has reached only the last is told. A stage no later than the day the duty was
    handed out is left out: handing out tells it.
    """
    calendar, directory = Calendar.load(), Directory(day)
    rules = _rules_by_kind()
    before = max((-rule.offset for of_kind in rules.values() for rule in of_kind), default=0)
    duties = open_duties(until=day + timedelta(days=max(before, 0) + LONGEST_HOLIDAY))
    duties = [duty for duty in duties if area_path is None or duty.area_path == area_path]
    duties += vacancies(duties, directory)
    reached = [(duty, *stage) for duty in duties if (stage := _reached(duty, rules.get(duty.kind, []), day, calendar))]
    lines = list(_fresh(reached, directory, day))
    by_person: dict[int, list[Line]] = defaultdict(list)
    for line in sorted(lines, key=lambda line: (-line.rule.offset, line.duty.due_on, line.duty.number, line.duty.name)):
        by_person[line.post.person_id].append(line)
    return Plan(day, dict(by_person))


def _rules_by_kind() -> dict[str, list[ReminderRule]]:
    found: dict[str, list[ReminderRule]] = defaultdict(list)
    for rule in ReminderRule.objects.order_by("offset"):
        found[rule.kind].append(rule)
    return found


def _reached(
    duty: Duty, rules: Iterable[ReminderRule], day: date, calendar: Calendar
) -> tuple[ReminderRule, date] | None:
    """The last stage reached, and the day it was for."""
    days = [(rule, stage_day(duty.due_on, rule.offset, calendar)) for rule in rules]
    passed = [(rule, at) for rule, at in days if duty.since < at <= day]
    return passed[-1] if passed else None


def _fresh(reached: Sequence[tuple[Duty, ReminderRule, date]], directory: Directory, day: date) -> Iterator[Line]:
    known = _told(reached)
    for duty, rule, at in reached:
        for line in _to_each(duty, rule, at, directory, day):
            if line.key not in known:
                yield line


def _told(reached: Iterable[tuple[Duty, ReminderRule, date]]) -> set[tuple[str, str, date, int, int]]:
    """Of these stages what was told already: found by the key of a line, however many years of lines there are."""
    items: dict[tuple[str, int], list[str]] = defaultdict(list)
    for duty, rule, _at in reached:
        items[duty.kind, rule.offset].append(duty.item)
    found: set[tuple[str, str, date, int, int]] = set()
    for (kind, offset), of_stage in items.items():
        for start in range(0, len(of_stage), AT_ONCE):
            rows = Reminder.objects.filter(kind=kind, item__in=of_stage[start : start + AT_ONCE], offset=offset)
            found |= set(rows.order_by().values_list("kind", "item", "due_on", "offset", "post"))
    return found


def _to_each(duty: Duty, rule: ReminderRule, at: date, directory: Directory, day: date) -> Iterator[Line]:
    """One line for each person, at the lowest level that names him.

    Who took the post over since the stage is told as well where the rule has given up on whoever has to act.
    """
    told = {level: directory.told(duty, level) for level in Level.values if level in rule.levels}
    if Level.LIAISON not in told and not duty.is_of_office:
        new = [post for post in directory.told(duty, Level.LIAISON) if post.valid_from >= at]
        told = {Level.LIAISON.value: new} | told
    seen: set[int] = set()
    for level, posts in told.items():
        higher = list(told)[list(told).index(level) + 1 :]
        mine = {post.person_id for post in posts}
        further = tuple(name for name in higher if {post.person_id for post in told[name]} - mine)
        for post in posts:
            if post.person_id in seen:
                continue
            seen.add(post.person_id)
            is_taken_over = post.valid_from > at or level not in rule.levels
            unit = directory.places[duty.unit_id].name if duty.unit_id else ""
            yield Line(duty, rule, level, post, unit, further, at < day and not is_taken_over, is_taken_over)
