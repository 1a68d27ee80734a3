"""What people without an account may read of a campaign."""

from datetime import date

from django.db.models import QuerySet

from campaigns.models import Campaign, TimelineEntry

MOST_DATES = 12


def public_campaigns() -> QuerySet[Campaign]:
    """Campaigns that run or close, the newest first: the front page tells everybody of them."""
    return Campaign.objects.running().select_related("area")


def coming_dates(campaign: Campaign, today: date) -> QuerySet[TimelineEntry]:
    """What is still to come, without tasks inside the offices."""
    rows = campaign.timeline.filter(planned_on__gte=today, actual_on=None)
    return rows.exclude(kind=TimelineEntry.Kind.TASK).order_by("planned_on", "pk")[:MOST_DATES]
