"""What the unit owes of a hazard, who urged it before, and whether one may urge again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from inspections import rules
from inspections.models import Hazard
from inspections.selectors.deadlines import Duty, Terms, state_duties
from inspections.selectors.filtering import HazardFilters
from notifications.duties import subject_of
from notifications.models import Urge
from notifications.selectors.urges import UrgedToday, urged_among

State = Hazard.State
OWED_IN = {State.GRADED, State.RECTIFYING}
MOST_URGES = 6


@dataclass(frozen=True)
class UrgePanel:
    """The last urges, the newest first."""

    duties: Sequence[Duty]
    urges: Sequence[Urge]
    may_urge: bool


def urge_panel(hazard: Hazard, user: User) -> UrgePanel | None:
    """For the office and its leader, as long as the unit owes something."""
    if hazard.state not in OWED_IN or not rules.may_see_sources(user):
        return None
    duties = state_duties(hazard, Terms.load())
    if not duties:
        return None
    urges = Urge.objects.visible_to(user).filter(subject=subject_of(hazard)).select_related("by")[:MOST_URGES]
    return UrgePanel(duties, list(urges), rules.may_urge(user, hazard))


def asks_what_units_owe(filters: HazardFilters) -> bool:
    """Overdue, or in none but the states in which a unit has to act."""
    return filters.overdue or (bool(filters.states) and OWED_IN.issuperset(filters.states))


def urged_of(rows: QuerySet[Hazard], day: date) -> UrgedToday:
    """What of these was urged that day already."""
    subjects = Urge.objects.filter(day=day, subject__startswith="hazard-").values_list("subject", "item")
    items = {item: int(subject.removeprefix("hazard-")) for subject, item in subjects}
    here = set(rows.order_by().filter(pk__in=set(items.values())).values_list("pk", flat=True))
    return urged_among([item for item, pk in items.items() if pk in here], day)
