"""What the unit owes of a hazard, who urged it before, and whether one may urge again."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.models import User
from inspections import rules
from inspections.models import Hazard
from inspections.selectors.deadlines import Duty, Terms, state_duties
from inspections.selectors.filtering import HazardFilters
from notifications.duties import subject_of
from notifications.models import Urge

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
    urges = Urge.objects.filter(subject=subject_of(hazard)).select_related("by")[:MOST_URGES]
    return UrgePanel(duties, list(urges), rules.may_urge(user, hazard))


def asks_what_units_owe(filters: HazardFilters) -> bool:
    """Overdue, or in none but the states in which a unit has to act."""
    return filters.overdue or (bool(filters.states) and OWED_IN.issuperset(filters.states))
