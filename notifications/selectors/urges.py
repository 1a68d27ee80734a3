"""What was urged by hand today, for whoever is about to urge. Who sees the page of a record sees its urges."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, QuerySet

from notifications.models import Urge


@dataclass(frozen=True)
class UrgedAtOnce:
    """One press of the button: when, by whom, for how many."""

    at: datetime
    by: str
    number: int


@dataclass(frozen=True)
class UrgedToday:
    """`used_up` have had their two of the day."""

    presses: tuple[UrgedAtOnce, ...]
    used_up: int


def urged_on_subject(subject: str, day: date) -> UrgedToday:
    return _urged(Urge.objects.filter(subject=subject, day=day))


def urged_among(items: Collection[str], day: date) -> UrgedToday:
    return _urged(Urge.objects.filter(item__in=items, day=day))


def _urged(rows: QuerySet[Urge]) -> UrgedToday:
    numbers: dict[tuple[datetime, str], int] = {}
    used_up = 0
    facts = rows.order_by("at", "by").values_list("at", "by__name", "number").annotate(times=Count("pk"))
    for at, name, number, times in facts:
        numbers[at, name] = numbers.get((at, name), 0) + times
        used_up += times if number == Urge.A_DAY else 0
    return UrgedToday(tuple(UrgedAtOnce(at, name, times) for (at, name), times in numbers.items()), used_up)
