"""Who may act on what belongs to a campaign. Pure: no query, no request."""

from accounts.models import User
from campaigns.models import Campaign, Receipt, UnitAssignment


def is_office_of(user: User, campaign: Campaign) -> bool:
    return user.is_office and user.area is not None and user.area.pk == campaign.area_id


def may_create_campaign(user: User) -> bool:
    return user.is_office


def may_edit(user: User, campaign: Campaign) -> bool:
    """Plan, timeline, committee, meetings, the campaign's own facts: the office, until it is archived."""
    return is_office_of(user, campaign) and campaign.is_writable


def may_give_work(user: User, campaign: Campaign) -> bool:
    """Notices and assignments: the office, while the campaign takes new work."""
    return is_office_of(user, campaign) and campaign.takes_new_work


def may_sign(user: User, receipt: Receipt) -> bool:
    """The liaison of the very unit signs; seeing a lower unit's receipt is not signing for it."""
    return user.is_liaison and user.unit is not None and user.unit.pk == receipt.unit_id


def may_answer(user: User, unit_assignment: UnitAssignment) -> bool:
    return user.is_liaison and user.unit is not None and user.unit.pk == unit_assignment.unit_id


def may_edit_taxonomies(user: User) -> bool:
    return user.is_office or user.is_admin
