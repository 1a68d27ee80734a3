"""The secret address of a wall screen: made, renewed, ended; and how the screen runs by it."""

from datetime import date
from secrets import token_urlsafe

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from campaigns.models import Campaign
from core.history import because
from core.languages import active_language
from reports.models import ScreenLink
from reports.rules import may_keep_screen
from reports.selectors.screen_links import hash_of

# 43 letters, 256 bits.
TOKEN_BYTES = 32


def renew_screen_link(campaign: Campaign, *, by: User) -> str:
    """The token, which nobody can read later; the address before, if there was one, opens nothing from now on.

    The first speaks the language of who makes it.
    """
    with because(by=by), transaction.atomic():
        _lock(campaign, by)
        token = token_urlsafe(TOKEN_BYTES)
        fresh = {"token_hash": hash_of(token), "made_at": timezone.now(), "made_by": by, "read_on": None}
        new = {**fresh, "language": active_language()}
        ScreenLink.objects.update_or_create(campaign=campaign, defaults=fresh, create_defaults=new)
    return token


def change_screen(link: ScreenLink, *, by: User, language: str, seconds: int) -> None:
    with because(by=by), transaction.atomic():
        _lock(link.campaign, by)
        ScreenLink.objects.filter(pk=link.pk).update(language=language, seconds=seconds)


def end_screen_link(link: ScreenLink, *, by: User) -> None:
    with because(by=by), transaction.atomic():
        _lock(link.campaign, by)
        link.delete()


def note_read(link: ScreenLink, day: date) -> None:
    """The day alone: nobody's hours are read off the screen."""
    if link.read_on != day:
        ScreenLink.objects.filter(pk=link.pk, token_hash=link.token_hash).update(read_on=day)


def _lock(campaign: Campaign, by: User) -> None:
    if not may_keep_screen(by, campaign):
        raise PermissionDenied
    Campaign.objects.select_for_update(no_key=True).get(pk=campaign.pk)
