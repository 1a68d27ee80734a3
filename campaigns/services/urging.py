"""Urging units that have not signed or not answered: twice a day at most for each matter and unit."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _

from accounts.models import Post, User
from campaigns import rules
from campaigns.models import Assignment, Notice
from campaigns.models.assignment import UnitAssignmentQuerySet
from campaigns.models.notice import ReceiptQuerySet
from campaigns.services.access import lock_assignment, lock_notice
from campaigns.services.telling import liaisons_at, moment_words
from core.errors import DomainError
from core.history import because
from notifications.duties import subject_of
from notifications.models import Urge
from notifications.services.telling import queue
from notifications.services.urging import Owed, count_urges, urged_today
from units.models import Unit

NAMED = 5


@dataclass(frozen=True)
class Before:
    """A unit and how often it had been urged today before this time."""

    unit: Unit
    urges: Sequence[Urge]

    def __str__(self) -> str:
        times = _(", ").join(f"{timezone.localtime(urge.at):%H:%M} {urge.by}" for urge in self.urges)
        return _("%(unit)s (%(times)s)") % {"unit": self.unit, "times": times}


@dataclass(frozen=True)
class Urged:
    """Whom an urging reached.

    `told` now, of them `again` for the second time today; `refused` have had their two; `nobody_there` has no
    liaison to tell; of `waiting` something lies before the office, so they owe nothing.
    """

    told: Sequence[Unit] = ()
    again: Sequence[Before] = ()
    refused: Sequence[Before] = ()
    nobody_there: Sequence[Unit] = ()
    waiting: Sequence[Unit] = ()


@dataclass(frozen=True)
class Message:
    """What a unit is told of all it owes. `about` begins the key: whoever stands in for many reads each but once."""

    about: str
    text: str | Promise
    url: str
    subject: str = ""


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
    return _urge(rows, "receipt", about=notice, text=text, by=by)


@transaction.atomic
def urge_shares(assignment: Assignment, shares: UnitAssignmentQuerySet, *, by: User) -> Urged:
    """Remind those of these units that still have to act."""
    assignment = lock_assignment(assignment)
    if not rules.may_see_through(by, assignment):
        raise PermissionDenied
    if assignment.state != Assignment.State.SENT:
        raise DomainError(_("The assignment is not open: it was withdrawn or has not been sent."))
    text = lazy(lambda: _("Please answer “%(title)s”, due %(due)s.") % _facts_of_assignment(assignment), str)()
    rows = shares.filter(assignment=assignment)
    waiting = [row.unit for row in rows.with_office().select_related("unit")]
    return _urge(rows.with_unit(), "share", about=assignment, text=text, by=by, waiting=waiting)


def _facts(notice: Notice) -> dict[str, str]:
    return {"number": notice.number, "title": notice.title}


def _facts_of_assignment(assignment: Assignment) -> dict[str, str]:
    return {"title": assignment.title, "due": moment_words(assignment.due_at)}


def _urge(
    rows: QuerySet,
    item: str,
    *,
    about: Notice | Assignment,
    text: str | Promise,
    by: User,
    waiting: Sequence[Unit] = (),
) -> Urged:
    now, subject = timezone.now(), subject_of(about)
    message = Message(subject, text, about.get_absolute_url(), subject)
    locked = list(rows.select_for_update(of=("self",)).select_related("unit").order_by("pk"))
    row_of = {Owed(subject, f"{item}-{row.pk}", row.unit_id): row for row in locked}
    matters = {owed: row.unit for owed, row in row_of.items()}
    urged, fresh = urge_owed(matters, lambda unit, owed: message, by=by, now=now, waiting=waiting)
    with because(by=by):
        rows.model.objects.filter(pk__in=[row_of[owed].pk for owed in fresh]).update(urged_at=now)
    return urged


def urge_owed(
    matters: Mapping[Owed, Unit],
    say: Callable[[Unit, Sequence[Owed]], Message],
    *,
    by: User,
    now: datetime,
    waiting: Sequence[Unit] = (),
) -> tuple[Urged, Sequence[Owed]]:
    """Tell each unit once what it is to do, and write down who was urged: of what. Refused when nobody is left.

    The caller holds the locks of what is owed.
    """
    found = liaisons_at({unit.pk for unit in matters.values()})
    before = urged_today([owed.item for owed in matters], now)
    fresh, over = count_urges([owed for owed, unit in matters.items() if unit.pk in found], by=by, now=now)
    alone = [unit for unit in matters.values() if unit.pk not in found]
    refused = _one_each([Before(matters[owed], before[owed.item]) for owed in over])
    if not fresh and not alone:
        raise DomainError(_nobody_left(refused, waiting))
    again = _one_each([Before(matters[owed], before[owed.item]) for owed in fresh if owed.item in before])
    told = _each_once([matters[owed] for owed in fresh])
    of_unit: dict[Unit, list[Owed]] = {}
    for owed in fresh:
        of_unit.setdefault(matters[owed], []).append(owed)
    _tell(((say(unit, owed), found[unit.pk]) for unit, owed in of_unit.items()), now)
    return Urged(told, again, refused, _each_once(alone), waiting), fresh


def _tell(messages: Iterable[tuple[Message, Sequence[Post]]], now: datetime) -> None:
    """By every channel, after the quiet hours; in one go what is said to many."""
    told: dict[str, tuple[Message, list[Post]]] = {}
    for message, posts in messages:
        told.setdefault(message.about, (message, []))[1].extend(posts)
    for about, (message, to) in told.items():
        key = f"{about}-urged-{now:%Y%m%d%H%M%S%f}"
        queue(to, key=key, text=message.text, url=message.url, subject=message.subject, at_once=True)


def _each_once(units: Sequence[Unit]) -> list[Unit]:
    return list(dict.fromkeys(units))


def _one_each(found: Sequence[Before]) -> list[Before]:
    """A unit that is urged for several things at once is named once."""
    return list({each.unit: each for each in reversed(found)}.values())[::-1]


def _nobody_left(refused: Sequence[Before], waiting: Sequence[Unit]) -> str:
    if refused:
        return _("Already urged twice today: %(units)s. Twice a day is enough.") % {"units": named(refused)}
    if waiting:
        return _("Nobody is left to urge: what they handed in waits for you.")
    return _("Nobody is left to urge.")


def named(units: Sequence[Unit | Before | str]) -> str:
    """The first few by name, the others as a number."""
    names = _(", ").join(str(unit) for unit in units[:NAMED])
    if len(units) <= NAMED:
        return names
    return _("%(names)s and %(more)s more") % {"names": names, "more": len(units) - NAMED}
