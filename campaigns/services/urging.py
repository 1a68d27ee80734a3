"""Urging units that have not signed or not answered: at most once a day for each matter and unit."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import Assignment, Notice
from campaigns.models.assignment import UnitAssignmentQuerySet
from campaigns.models.notice import ReceiptQuerySet
from campaigns.services.access import lock_assignment, lock_notice
from campaigns.services.telling import moment_words, tell_liaisons
from core.errors import DomainError
from core.history import because
from units.models import Unit

NAMED = 5


@dataclass(frozen=True)
class Urged:
    """Whom an urging reached: told now, told earlier today, and units without a liaison to tell."""

    told: list[Unit]
    already: list[Unit]
    nobody_there: list[Unit]


@transaction.atomic
def urge_receipts(notice: Notice, receipts: ReceiptQuerySet, *, by: User) -> Urged:
    """Remind those of these units that have not signed."""
    notice = lock_notice(notice)
    if not rules.may_follow_up(by, notice.campaign):
        raise PermissionDenied
    if notice.state != Notice.State.ISSUED or notice.is_replaced:
        raise DomainError(_("This notice need not be signed any more."))
    text = lazy(lambda: _("Please sign notice %(number)s “%(title)s”.") % _facts(notice), str)()
    rows = receipts.filter(notice=notice).unsigned()
    return _urge(rows, key=f"notice-{notice.pk}", text=text, url=notice.get_absolute_url(), by=by)


@transaction.atomic
def urge_shares(assignment: Assignment, shares: UnitAssignmentQuerySet, *, by: User) -> Urged:
    """Remind those of these units that still owe it."""
    assignment = lock_assignment(assignment)
    if not rules.may_follow_up(by, assignment.campaign):
        raise PermissionDenied
    if assignment.state != Assignment.State.SENT:
        raise DomainError(_("The assignment is not open: it was withdrawn or has not been sent."))
    text = lazy(
        lambda: (
            _("Please answer “%(title)s”, due %(due)s.")
            % {"title": assignment.title, "due": moment_words(assignment.due_at)}
        ),
        str,
    )()
    rows = shares.filter(assignment=assignment).open()
    return _urge(rows, key=f"assignment-{assignment.pk}", text=text, url=assignment.get_absolute_url(), by=by)


def _facts(notice: Notice) -> dict[str, str]:
    return {"number": notice.number, "title": notice.title}


def _urge(rows: QuerySet, *, key: str, text: str | Promise, url: str, by: User) -> Urged:
    now = timezone.now()
    today = timezone.localdate(now)
    locked = list(rows.select_for_update(of=("self",)).select_related("unit").order_by("pk"))
    fresh = [row for row in locked if row.urged_at is None or timezone.localdate(row.urged_at) < today]
    already = [row.unit for row in locked if row.urged_at and timezone.localdate(row.urged_at) >= today]
    if not fresh:
        raise DomainError(_nobody_left(already))
    reached = tell_liaisons([row.unit_id for row in fresh], key=f"{key}-urged-{today:%Y%m%d}", text=text, url=url)
    told = [row for row in fresh if row.unit_id in reached]
    with because(by=by):
        type(fresh[0]).objects.filter(pk__in=[row.pk for row in told]).update(urged_at=now)
    return Urged(
        told=[row.unit for row in told],
        already=already,
        nobody_there=[row.unit for row in fresh if row.unit_id not in reached],
    )


def _nobody_left(already: Sequence[Unit]) -> str:
    if not already:
        return _("Nobody is left to urge.")
    return _("Already urged today: %(units)s. Once a day is enough.") % {"units": named(already)}


def named(units: Sequence[Unit]) -> str:
    """The first few by name, the others as a number."""
    names = _(", ").join(unit.name for unit in units[:NAMED])
    if len(units) <= NAMED:
        return names
    return _("%(names)s and %(more)s more") % {"names": names, "more": len(units) - NAMED}
