"""What people decide about messages on their way; each checks the state under a lock, as the sweep does."""

from collections.abc import Collection, Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from notifications import rules
from notifications.models import Delivery, SendingHours

State = Delivery.State
RETRIED_FROM = [State.FAILED, State.UNCLEAR]


@transaction.atomic
def retry(keys: Iterable[int], *, by: User, states: Collection[str] = RETRIED_FROM) -> int:
    """Queue them again, e-mail under the same Message-ID. Returns how many were in such a state.

    An unclear one that had arrived arrives twice: the page asks before.
    """
    if not rules.may_retry(by):
        raise PermissionDenied
    now = timezone.now()
    rows = _locked(keys, by, [state for state in states if state in RETRIED_FROM])
    settled = {"settled_by": by, "settled_at": now}
    again = {"state": State.QUEUED, "attempts": 0, "error": ""}
    urgent = rows.filter(is_urgent=True).update(**again, **settled, next_at=now)
    return urgent + rows.filter(state__in=RETRIED_FROM).update(
        **again, **settled, next_at=SendingHours.load().not_before(now)
    )


@transaction.atomic
def say_it_arrived(keys: Iterable[int], *, by: User) -> int:
    """Of unclear ones: they count as sent, and nobody repeats them."""
    _refuse_others(by)
    now = timezone.now()
    rows = _locked(keys, by, [State.UNCLEAR])
    return rows.update(state=State.SENT, sent_at=now, settled_by=by, settled_at=now)


@transaction.atomic
def drop(keys: Iterable[int], *, by: User, why: str) -> int:
    """Of queued ones: they don't go out; what a worker has in hand already does."""
    _refuse_others(by)
    rows = _locked(keys, by, [State.QUEUED])
    return rows.update(state=State.DROPPED, error=why[:300], settled_by=by, settled_at=timezone.now())


def _locked(keys: Iterable[int], by: User, states: Collection[str]) -> QuerySet[Delivery]:
    """Those of the area that are in one of the states still, once nobody else holds them."""
    rows = Delivery.objects.visible_to(by).filter(pk__in=list(keys), state__in=states)
    held = list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))
    return Delivery.objects.filter(pk__in=held)


def _refuse_others(by: User) -> None:
    if not rules.may_settle(by):
        raise PermissionDenied
