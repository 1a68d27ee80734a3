"""What every page that changes a campaign begins with."""

from django.core.exceptions import PermissionDenied

from campaigns import rules
from campaigns.selectors import campaign_or_404


def editable_or_403(request, slug):
    """The campaign, for those who may change what belongs to it."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_edit(request.user, campaign):
        raise PermissionDenied
    return campaign
