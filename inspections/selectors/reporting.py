"""Where a public report goes: the unit of the code on the wall, and the ledger of its area."""

from dataclasses import dataclass

from campaigns.models import Campaign
from core.joined import Joined
from inspections.models import ReportPoint
from units.models import Unit

# The national number for work safety, where a campaign names none of its own.
HOTLINE = "12350"
# What is under way, first the one named. Between two campaigns a report goes to the one being prepared: its office
# can work on it. Everybody's form begins with it, so it is no queryset.
CAMPAIGN_TO_REPORT = Joined(
    Campaign,
    "area",
    where="true",
    order="""
        ("row".state IN ('running', 'closing') AND "row".slug = %s) DESC,
        ("row".state IN ('running', 'closing')) DESC, ("row".state = 'draft') DESC,
        "row".starts_on DESC, "row".id DESC
    """,
)


@dataclass(frozen=True)
class Desk:
    """What the form is about; `campaign` is None only before a county has its first one."""

    campaign: Campaign | None
    point: ReportPoint | None = None
    is_lost: bool = False
    """A code was named that nobody knows, or that was taken down."""

    @property
    def unit(self) -> Unit | None:
        """Not for a code of a whole area: nobody works "at the county"."""
        return self.point.unit if self.point and not self.point.unit.kind.is_area else None

    @property
    def draft_key(self) -> str:
        """What was begun at one code isn't put into the form of another."""
        return f"report-{self.point.token}" if self.point else "report"

    @property
    def hotline(self) -> str:
        return (self.campaign.hotline if self.campaign else "") or HOTLINE


def desk_of(token: str = "", slug: str = "") -> Desk:
    """By the code on the wall, else by the campaign that the front page named, else as the front page chooses."""
    point = ReportPoint.objects.filter(token=token).select_related("unit__kind").first() if token else None
    campaign = _campaign_of(point.unit) if point else _campaign(slug)
    if point and point.retired:
        return Desk(campaign, is_lost=True)
    return Desk(campaign, point, is_lost=bool(token) and point is None)


def desk_for(point: ReportPoint | None = None, campaign: Campaign | None = None) -> Desk:
    """Where reports by this code, or of this campaign's area, go."""
    return Desk(_campaign_of(point.unit), point) if point else Desk(campaign)


def _campaign_of(unit: Unit) -> Campaign | None:
    """Of the nearest area above the unit that has one under way."""
    above = Campaign.objects.running().filter(area__in=[*unit.ancestor_ids, unit.pk]).select_related("area")
    return above.order_by("-area__path", "-starts_on", "-pk").first() or _campaign()


def _campaign(slug: str = "") -> Campaign | None:
    return CAMPAIGN_TO_REPORT.first(slug)
