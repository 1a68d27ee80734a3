"""Making, renewing and removing the secret addresses of calendar feeds."""

from datetime import date
from secrets import token_urlsafe

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from notifications.models import Feed
from notifications.selectors.feeds import hash_of
from units.models import Unit

# 43 letters, 256 bits.
TOKEN_BYTES = 32


@transaction.atomic
def make_own_feed(person: User) -> str:
    """The token, which nobody can read later: only its hash is kept."""
    User.objects.select_for_update(no_key=True).get(pk=person.pk)
    return _make(person, person=person)


@transaction.atomic
def make_unit_feed(unit: Unit, *, by: User) -> str:
    if not by.is_liaison or by.unit != unit:
        raise PermissionDenied
    Unit.objects.select_for_update(no_key=True).get(pk=unit.pk)
    return _make(by, unit=unit)


@transaction.atomic
def renew_feed(feed: Feed, *, by: User) -> str:
    """A new token; the address before opens nothing from now on."""
    row = _locked(feed, by)
    token = token_urlsafe(TOKEN_BYTES)
    row.token_hash, row.made_at, row.made_by, row.read_on = hash_of(token), timezone.now(), by, None
    row.save(update_fields=["token_hash", "made_at", "made_by", "read_on"])
    return token


@transaction.atomic
def remove_feed(feed: Feed, *, by: User) -> None:
    _locked(feed, by).delete()


def note_read(feed: Feed, day: date) -> None:
    """The day alone: when somebody's telephone looks is nobody's business."""
    if feed.read_on != day:
        Feed.objects.filter(pk=feed.pk, token_hash=feed.token_hash).update(read_on=day)


def _make(by: User, *, person: User | None = None, unit: Unit | None = None) -> str:
    """The caller has locked whom it is for."""
    if Feed.objects.filter(person=person, unit=unit).exists():
        raise DomainError(_("There is an address already. Renew it to see a new one."))
    token = token_urlsafe(TOKEN_BYTES)
    Feed.objects.create(person=person, unit=unit, token_hash=hash_of(token), made_by=by)
    return token


def _locked(feed: Feed, by: User) -> Feed:
    row = Feed.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=feed.pk).first()
    if row is None:
        raise PermissionDenied
    return row
