"""What an assignment costs the units that it asks, before it is sent."""

from dataclasses import dataclass

from activities.models import IndicatorValue, StandValue
from activities.selectors.filtering import APPROVED_AND_WAITING
from campaigns.models import Assignment


@dataclass(frozen=True)
class Cost:
    """`known`: answers that an activity of the campaign already carries for the very unit."""

    units: int
    questions: int
    known: int

    @property
    def answers(self) -> int:
        return self.units * self.questions


def cost_of(assignment: Assignment) -> Cost:
    """Each quota is one question to each unit; a document or a sentence is one."""
    questions = assignment.quotas.count() if assignment.answer == Assignment.Answer.ACTIVITIES else 1
    return Cost(assignment.units.count(), questions, _known(assignment))


def _known(assignment: Assignment) -> int:
    """Pairs of an asked unit and an asked indicator with a value: of its own activity, or of its line in a grid."""
    asked = {
        "indicator__in": assignment.quotas.exclude(indicator=None).values("indicator"),
        "value__isnull": False,
    }
    units = assignment.units.values("unit")
    own = IndicatorValue.objects.filter(
        activity__campaign=assignment.campaign,
        activity__state__in=APPROVED_AND_WAITING,
        activity__unit__in=units,
        is_computed=False,
        **asked,
    )
    lines = StandValue.objects.filter(
        stand__activity__campaign=assignment.campaign,
        stand__activity__state__in=APPROVED_AND_WAITING,
        stand__unit__in=units,
        **asked,
    )
    return own.values("activity__unit", "indicator").union(lines.values("stand__unit", "indicator")).count()
