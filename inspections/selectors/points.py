"""Codes for reporting as one person keeps them."""

from django.db.models import Count, QuerySet

from accounts.models import User
from campaigns.models import Campaign
from inspections.models import ReportPoint
from units.models import Unit


def points_of(campaign: Campaign, user: User) -> QuerySet[ReportPoint]:
    """In use first; how many reports came by each is told to the office alone (small numbers, T3)."""
    rows = ReportPoint.objects.visible_to(user).filter(unit__path__startswith=campaign.area.path)
    if user.is_office:
        rows = rows.annotate(received=Count("reports"))
    return rows.select_related("unit", "made_by").order_by("retired", "unit__sort_key", "pk")


def units_for_points(campaign: Campaign, user: User) -> QuerySet[Unit]:
    rows = Unit.objects.visible_to(user).filter(path__startswith=campaign.area.path)
    return rows.filter(path__startswith=user.reach or "-")
