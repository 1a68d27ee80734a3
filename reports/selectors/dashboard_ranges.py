"""Ranges of days that a dashboard offers by name."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from activities.selectors.filtering import ActivityFilters
from reports.selectors.figures import View

WEEK = timedelta(days=6)


@dataclass(frozen=True)
class Range:
    label: str
    url: str
    is_chosen: bool


def ranges_of(view: View, today: date) -> list[Range]:
    """The whole campaign, and while it runs its last days."""
    campaign = view.campaign
    found: list[tuple[str, date | None, date | None]] = [(_("The whole campaign"), None, None)]
    if campaign.starts_on <= today <= campaign.ends_on:
        found += [(_("Last 7 days"), today - WEEK, today), (_("Today"), today, today)]
    chosen = (view.filters.day_from, view.filters.day_to)
    return [Range(label, address(view, first, last), chosen == (first, last)) for label, first, last in found]


def address(view: View, first: date | None, last: date | None) -> str:
    """The dashboard of the unit in view in these days."""
    query = ActivityFilters(unit=view.filters.unit, day_from=first, day_to=last).query_string()
    page = reverse("reports:dashboard", args=[view.campaign.slug])
    return f"{page}?{query}" if query else page
