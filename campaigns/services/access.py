"""The door every change of a campaign goes through."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import Assignment, Campaign, Notice
from core.errors import DomainError


def current_campaign(campaign: Campaign) -> Campaign:
    """The locked campaign as it is now: it can't be archived before the change that follows is saved."""
    return Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)


def lock_notice(notice: Notice) -> Notice:
    rows = Notice.objects.select_for_update(of=("self", "campaign"), no_key=True)
    return rows.select_related("campaign__area", "supersedes").get(pk=notice.pk)


def lock_assignment(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_for_update(of=("self", "campaign"), no_key=True)
    return rows.select_related("campaign", "instruction__post").get(pk=assignment.pk)


def lock_campaign(campaign: Campaign, *, by: User) -> Campaign:
    """The locked campaign, if this person may change what belongs to it and it isn't archived.

    One office's changes of one campaign so happen one after the other. The lock leaves room
    for records that only refer to the campaign, such as activities logged meanwhile.
    """
    campaign = current_campaign(campaign)
    if not rules.is_office_of(by, campaign):
        raise PermissionDenied
    if not campaign.is_writable:
        raise DomainError(_("This campaign is archived: it can be read, not changed."))
    return campaign
