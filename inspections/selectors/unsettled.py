"""What of the ledger waits for a decision, and since when: out of the totals where they say what a person sees."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from accounts.models import User
from campaigns.models import Campaign
from inspections.models import Hazard
from inspections.selectors.filtering import HazardFilters
from inspections.selectors.listing import filtered
from inspections.selectors.totals import number_in, totals_of
from units.models import Unit

State = Hazard.State


@dataclass(frozen=True)
class Unsettled:
    """How many reports are to be sorted, hazards overdue, and fixes to be re-inspected; each with its oldest day."""

    to_sort: int = 0
    oldest: date | None = None
    overdue: int = 0
    first_due: date | None = None
    waiting: int = 0
    longest: date | None = None


def unsettled_of(campaign: Campaign, user: User, today: date, unit: Unit | None) -> Unsettled:
    rows = filtered(campaign, user, HazardFilters(unit=unit), today=today).order_by()
    totals = totals_of(campaign, user, unit)
    late = Q(state=State.RECTIFYING, due_on__lt=today)
    if totals is None:
        found = rows.aggregate(
            to_sort=Count("pk", filter=Q(state=State.REPORTED)),
            oldest=Min("reported_on", filter=Q(state=State.REPORTED)),
            overdue=Count("pk", filter=late),
            first_due=Min("due_on", filter=late),
            waiting=Count("pk", filter=Q(state=State.RECTIFIED)),
            longest=Min("rectified_on", filter=Q(state=State.RECTIFIED)),
        )
        return Unsettled(**found)
    numbers = totals.numbers(today)

    def first(day: str, number: int, which: Q) -> date | None:
        # By the order of an index: a minimum over the filter would read all of them.
        found = rows.filter(which).order_by(day).values_list(day, flat=True)
        return found.first() if number else None

    to_sort, waiting = number_in(numbers, (State.REPORTED,)), number_in(numbers, (State.RECTIFIED,))
    overdue = sum(parts[1] for parts in numbers.values())
    return Unsettled(
        to_sort,
        first("reported_on", to_sort, Q(state=State.REPORTED)),
        overdue,
        first("due_on", overdue, late),
        waiting,
        first("rectified_on", waiting, Q(state=State.RECTIFIED)),
    )
