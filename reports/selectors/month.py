"""A unit's own month in a few figures."""

from accounts.models import User
from campaigns.models import Campaign, Indicator
from reports.selectors.figures import ACTIVITIES, FigureLine, figures
from reports.selectors.reach import view_of

MOST_FIGURES = 5


def month_figures(user: User, campaign: Campaign) -> list[FigureLine]:
    """Activities first, then the figures that most of the unit's records carry."""
    adding = Indicator.objects.exclude(addition=Indicator.Addition.DISTINCT).values_list("code", flat=True)
    lines = figures(view_of(user, campaign), [ACTIVITIES, *adding], with_missing=False)
    known = [line for line in lines if line.figure.is_known and line.code != ACTIVITIES]
    known.sort(key=lambda line: -line.records)
    return [line for line in lines if line.code == ACTIVITIES] + known[:MOST_FIGURES]
