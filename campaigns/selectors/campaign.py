"""Reading campaigns."""

from django.shortcuts import get_object_or_404

from accounts.models import User
from campaigns.models import Campaign


def current_campaign(user: User, slug: str | None = None) -> Campaign | None:
    """The campaign of the address, else the one that runs, else the newest the person may see."""
    rows = Campaign.objects.visible_to(user).select_related("area", "entry_set")
    if slug is not None:
        return rows.filter(slug=slug).first()
    return (
        rows.filter(state=Campaign.State.RUNNING).first()
        or rows.exclude(state=Campaign.State.ARCHIVED).first()
        or rows.first()
    )


def campaign_or_404(user: User, slug: str) -> Campaign:
    """The campaign at this address, if the person may see it."""
    return get_object_or_404(Campaign.objects.visible_to(user).select_related("area", "entry_set"), slug=slug)
