"""What the office does with handed-in records: approve, return, reopen; one by one or many."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from activities import rules
from activities.models import Activity, Remark
from activities.services.progress import settle_activities
from activities.services.states import locked, move, refuse_without, tell_host
from campaigns.models import Campaign
from core.editing import EditConflict
from core.history import because
from notifications.duties import subject_of
from notifications.services.telling import liaison_posts, queue
from units.models import Unit


@dataclass(frozen=True)
class BulkResult:
    """`skipped` no longer waited for review, or had been changed since they were seen."""

    done: int
    skipped: int


@transaction.atomic
def approve_activity(activity: Activity, *, by: User, version: int | None = None) -> Activity:
    """Count it officially and lock it. `version` is the one the officer has read."""
    row = _reviewable(activity, by=by, version=version)
    _approve(row, by=by)
    settle_activities([row])
    tell_host(row, "approved", lazy(lambda: _("Approved: %(title)s") % {"title": row.title}, str)())
    return row


@transaction.atomic
def return_activity(activity: Activity, *, by: User, why: str, version: int | None = None) -> Activity:
    """Send it back with what is missing; the unit answers by sending it again."""
    row = _reviewable(activity, by=by, version=version)
    _return(row, by=by, why=refuse_without(why))
    settle_activities([row])
    return row


@transaction.atomic
def reopen_activity(activity: Activity, *, by: User, why: str) -> Activity:
    """Unlock an approved record; it waits for review again and no longer counts officially."""
    row = locked(activity)
    if not rules.may_review_in(by, row.campaign):
        raise PermissionDenied
    why = refuse_without(why)
    with because(why, by=by):
        refusal = _("Only an approved activity can be reopened.")
        move(row, Activity.State.SUBMITTED, refusal, reopened_at=timezone.now())
        settle_activities([row])
    Remark.objects.create(activity=row, text=why, by=by)
    facts = {"title": row.title, "why": why}
    tell_host(row, "reopened", lazy(lambda: _("Reopened: %(title)s. %(why)s") % facts, str)())
    return row


@transaction.atomic
def approve_many(campaign: Campaign, seen: Mapping[int, int], *, by: User) -> BulkResult:
    """Approve what still waits as it was `seen` (version by key); each host unit is told once, with the number."""
    result, rows = _each_waiting(campaign, seen, by=by, act=lambda row: _approve(row, by=by))
    for unit, number in Counter(row.unit for row in rows).items():
        _tell_approved(unit, number, [row for row in rows if row.unit == unit])
    return result


@transaction.atomic
def return_many(campaign: Campaign, seen: Mapping[int, int], *, by: User, why: str) -> BulkResult:
    """Return what still waits as it was `seen`, all with the same reason."""
    why = refuse_without(why)
    return _each_waiting(campaign, seen, by=by, act=lambda row: _return(row, by=by, why=why))[0]


def _reviewable(activity: Activity, *, by: User, version: int | None) -> Activity:
    row = locked(activity)
    if not rules.may_review_in(by, row.campaign):
        raise PermissionDenied
    if version is not None and version != row.version - 1:
        words = {"title": row.title, "state": row.get_state_display()}
        raise EditConflict(
            row, _("“%(title)s” was changed after you opened it and is now: %(state)s. Look at it again.") % words
        )
    return row


def _approve(row: Activity, *, by: User) -> None:
    refusal = _("Only an activity that waits for review can be approved.")
    with because(by=by):
        move(row, Activity.State.APPROVED, refusal, reviewed_at=timezone.now(), reviewed_by=by, returned_why="")


def _return(row: Activity, *, by: User, why: str) -> None:
    refusal = _("Only an activity that waits for review can be returned.")
    facts = {"reviewed_at": timezone.now(), "reviewed_by": by, "returned_why": why[:500]}
    with because(why, by=by):
        move(row, Activity.State.RETURNED, refusal, **facts)
    Remark.objects.create(activity=row, text=why, by=by)
    words = {"title": row.title, "why": why}
    tell_host(row, "returned", lazy(lambda: _("Returned: %(title)s. %(why)s") % words, str)())


def _each_waiting(
    campaign: Campaign, seen: Mapping[int, int], *, by: User, act: Callable[[Activity], None]
) -> tuple[BulkResult, list[Activity]]:
    if not rules.may_review_in(by, campaign):
        raise PermissionDenied
    rows = Activity.objects.select_for_update(of=("self",)).select_related("campaign__area", "unit", "kind")
    # One order of locking for everybody, so that two bulk acts can't wait for each other.
    current = rows.filter(campaign=campaign, pk__in=list(seen), state=Activity.State.SUBMITTED).order_by("pk")
    waiting = [row for row in current if row.version == seen[row.pk]]
    for row in waiting:
        row.version += 1
        act(row)
    settle_activities(waiting)
    return BulkResult(len(waiting), len(seen) - len(waiting)), waiting


def _tell_approved(unit: Unit, number: int, rows: list[Activity]) -> None:
    words = lazy(
        lambda: (
            ngettext("%(number)s activity of %(unit)s approved.", "%(number)s activities of %(unit)s approved.", number)
            % {"number": number, "unit": unit}
        ),
        str,
    )()
    first = rows[0]
    # A message about many is on no page: it names none of them.
    subject = subject_of(first) if number == 1 else ""
    key = f"approved-{first.pk}-{first.version}-{number}"
    queue(liaison_posts(unit), key=key, text=words, url=first.get_absolute_url(), subject=subject)
