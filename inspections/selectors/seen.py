"""How many hazards one person sees: what totals know, and beside it what a unit's people see of others' hazards."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from accounts.models import User
from campaigns.models import Campaign
from core.pagination import CAP, SHORT_CAP
from inspections.models import Hazard
from inspections.models.hazard import HazardQuerySet, is_overdue
from inspections.selectors.filtering import EVERYTHING, HazardFilters
from inspections.selectors.totals import Numbers, number_under, numbers_seen, shown_below


@dataclass(frozen=True)
class Seen:
    """`open` has what is open of the whole ledger, None where it has to be counted. `number` is how many there are under the
    filters where that is known, else there are at least `least`; `cap` is how far they are counted then.
    """

    open: Numbers | None
    number: int | None
    least: int = 0
    cap: int = CAP


def seen_by(campaign: Campaign, user: User, filters: HazardFilters, *, today: date) -> Seen:
    if not (user.is_office or user.is_leader) and user.unit and user.unit.has_many_below:
        return _seen_for_many(campaign, user, filters, today)
    whole, part = numbers_seen(campaign, user, filters, today=today)
    return Seen(whole, None if part is None else number_under(part, filters), cap=_cap(whole))


def _seen_for_many(campaign: Campaign, user: User, filters: HazardFilters, today: date) -> Seen:
    shown = shown_below(campaign, user, EVERYTHING)
    if shown is None:
        return Seen(None, None)
    ledger, numbers = Hazard.objects.filter(campaign=campaign), shown.numbers(today)
    others = counted(*ledger.still_open().seen_otherwise(user), today=today)
    part = shown_below(campaign, user, filters)
    if part is None:
        return Seen(_added(numbers, others), None, cap=_cap(numbers))
    least = number_under(numbers if part == shown else part.numbers(today), filters)
    if least <= CAP:
        first, *rest = (
            rows.order_by().values("pk") for rows in filters.apply(ledger, today=today).seen_otherwise(user)
        )
        least += first.union(*rest, all=True)[: CAP + 1 - least].count()
    return Seen(_added(numbers, others), least if least <= CAP else None, least)


def _cap(whole: Numbers | None) -> int:
    """Where totals don't know how many: of a ledger that goes beyond the cap less is read to count some of it."""
    return SHORT_CAP if whole and sum(number for number, _overdue in whole.values()) > CAP else CAP


def counted(*parts: HazardQuerySet, today: date) -> Numbers:
    """Of parts that have none in common; of few rows sooner counted than by totals."""
    overdue = Count("pk", filter=Q(is_overdue(today)))
    first, *rest = (
        rows.order_by().values_list("state", "grade").annotate(number=Count("pk"), overdue=overdue) for rows in parts
    )
    found: Numbers = {}
    for state, grade, *numbers in first.union(*rest, all=True) if rest else first:
        found = _added(found, {(state, grade): tuple(numbers)})
    return found


def _added(these: Mapping, those: Mapping) -> Numbers:
    none = (0, 0)
    pairs = {key: (these.get(key, none), those.get(key, none)) for key in these.keys() | those.keys()}
    return {key: (here[0] + there[0], here[1] + there[1]) for key, (here, there) in pairs.items()}
