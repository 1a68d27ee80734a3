"""What part of a campaign a person reads: the county's office all of it, a unit its own."""

from accounts.models import User
from activities.selectors.filtering import EVERYTHING, ActivityFilters
from campaigns.models import Campaign
from campaigns.selectors.taxonomy import Lists
from reports.selectors.figures import View
from units.models import Unit


def sees_all(user: User, campaign: Campaign) -> bool:
    return bool(user.reach) and campaign.area.path.startswith(user.reach or "-")


def part_of(user: User, campaign: Campaign) -> Unit | None:
    """The unit whose part of the campaign a person reads; None is the whole."""
    if sees_all(user, campaign) or user.unit is None:
        return None
    return user.area if user.area is not None and user.area.path == user.reach else user.unit


def view_of(user: User | None, campaign: Campaign, filters: ActivityFilters = EVERYTHING) -> View:
    """The figures a person may read: without a unit in the filters those of the own part; without a person all.

    A figure also counts what is owed and names who owes it; that must not reach past the own part.
    """
    if user is None:
        return View(campaign, filters)
    part = part_of(user, campaign)
    if part is not None and filters.unit is None:
        filters = filters.with_(unit=part)
    return View(campaign, filters, user, lists=Lists(user.kept))
