"""How often a unit is inspected: by its risk level and the office's table of time limits.

An object of inspection is a unit with an industry or a risk level. Never inspected is one without a finished
inspection in any campaign; due is one whose last lies as long ago as its level allows.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, CharField, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When

from campaigns.models import Campaign
from core.workdays import Calendar
from inspections.models import DeadlineRule, Round, Visit
from units.models import Unit
from units.selectors import NOT_RATED

NEVER, DUE, IN_TIME = "never", "due", "in_time"
LEVELS = [level for level in Unit.RiskLevel.values if level]


@dataclass(frozen=True)
class Interval:
    """How long a level may go without an inspection; `before` is the latest day that is too long ago."""

    rule: DeadlineRule
    before: date

    def next_after(self, day: date, calendar: Calendar) -> date:
        if self.rule.unit == DeadlineRule.Unit.WORKING_DAYS:
            return calendar.add_workdays(day, self.rule.value)
        return day + timedelta(days=self.rule.value)


def intervals(today: date, calendar: Calendar) -> dict[str, Interval]:
    """By level; a level whose rule is retired is never due."""
    rules = DeadlineRule.objects.filter(code__in=[f"inspect_{level}" for level in LEVELS], retired=False)
    found = {}
    for rule in rules:
        by_workdays = rule.unit == DeadlineRule.Unit.WORKING_DAYS
        before = calendar.add_workdays(today, -rule.value) if by_workdays else today - timedelta(days=rule.value)
        found[rule.code.removeprefix("inspect_")] = Interval(rule, before)
    return found


def with_standing(units: QuerySet[Any], today: date, calendar: Calendar | None = None) -> QuerySet[Any]:
    """Each with `last_visit_on` and `standing` (never, due or in_time)."""
    visits = Visit.objects.finished().filter(unit=OuterRef("pk"), kind=Visit.Kind.INSPECTION)
    last = Subquery(visits.order_by("-visited_on").values("visited_on")[:1])
    limits = intervals(today, calendar or Calendar.load())
    cases = [When(last_visit_on=None, then=Value(NEVER))]
    cases += [
        When(risk_level=level, last_visit_on__lte=interval.before, then=Value(DUE))
        for level, interval in limits.items()
    ]
    rows = units.annotate(last_visit_on=last)
    return rows.annotate(standing=Case(*cases, default=Value(IN_TIME), output_field=CharField()))


def candidates(campaign: Campaign, today: date) -> QuerySet[Unit]:
    """Whatever a round may go to: all units of the area that take part."""
    rows = Unit.objects.below(campaign.area.path).exclude(pk=campaign.area_id).active_on(today)
    return rows.select_related("kind", "industry", "parent")


def objects_of_inspection(campaign: Campaign, today: date) -> QuerySet[Unit]:
    return candidates(campaign, today).filter(~Q(risk_level="") | Q(industry__isnull=False))


def narrowed(rows: QuerySet[Any], filters: dict[str, Any], today: date) -> QuerySet[Any]:
    """As the form of the list says; `standing` may be one of the three, or `wanted` for never and due."""
    if filters.get("q"):
        rows = rows.filter(pk__in=Unit.objects.named_like(filters["q"]).values("pk"))
    for name in ("kind", "industry"):
        if filters.get(name):
            rows = rows.filter(**{name: filters[name]})
    if filters.get("risk_level"):
        rows = rows.filter(risk_level="" if filters["risk_level"] == NOT_RATED else filters["risk_level"])
    if filters.get("below"):
        rows = rows.filter(path__startswith=filters["below"].path)
    rows = with_standing(rows, today)
    if filters.get("standing") == "wanted":
        return rows.filter(standing__in=[NEVER, DUE])
    return rows.filter(standing=filters["standing"]) if filters.get("standing") else rows


def gravest_first(rows: QuerySet[Unit]) -> QuerySet[Unit]:
    """By level, what was never or longest ago inspected first within one."""
    return rows.order_by(level_order(), F("last_visit_on").asc(nulls_first=True), "sort_key", "pk")


def level_order(path: str = "") -> Case:
    whens = [When(**{f"{path}risk_level": level}, then=Value(place)) for place, level in enumerate(LEVELS)]
    return Case(*whens, default=Value(len(LEVELS)))


@dataclass(frozen=True)
class LevelLine:
    """The units of one risk level; `days` is empty where nothing is set for it."""

    level: str
    name: str
    interval: Interval | None
    units: int
    never: int
    due: int


def by_level(campaign: Campaign, today: date) -> list[LevelLine]:
    """Every level, the gravest first, and at last what isn't rated where there is any."""
    calendar = Calendar.load()
    limits = intervals(today, calendar)
    rows = with_standing(objects_of_inspection(campaign, today), today, calendar).order_by()
    never, due = Count("pk", filter=Q(standing=NEVER)), Count("pk", filter=Q(standing=DUE))
    counted = rows.values("risk_level").annotate(units=Count("pk"), never=never, due=due)
    numbers = {level: facts for level, *facts in counted.values_list("risk_level", "units", "never", "due")}
    lines = [
        LevelLine(level, str(Unit.RiskLevel(level).label), limits.get(level), *numbers.get(level, [0, 0, 0]))
        for level in LEVELS
    ]
    if "" in numbers:
        lines.append(LevelLine(NOT_RATED, str(Unit.RiskLevel.__empty__), None, *numbers[""]))
    return lines


def next_inspection_on(last: date | None, interval: Interval | None, calendar: Calendar) -> date | None:
    """The last day in time; None for a unit never inspected (overdue already) or of a level without a limit."""
    return interval.next_after(last, calendar) if last and interval else None


def not_in(rows: QuerySet[Unit], round: Round) -> QuerySet[Unit]:
    return rows.exclude(in_rounds__round=round)
