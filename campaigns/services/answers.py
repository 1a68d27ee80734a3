"""What a unit answers to an assignment, and what the office says to it."""

from collections.abc import Callable, Iterable

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import Assignment, UnitAssignment
from campaigns.services.assignments import lock_share
from campaigns.services.attachments import attach
from campaigns.services.instructed import tell_of_answer, tell_of_fate
from campaigns.services.quotas import is_met
from campaigns.services.telling import tell_liaisons
from core.errors import DomainError
from core.history import because
from notifications.duties import subject_of

State = UnitAssignment.State


@transaction.atomic
def answer_assignment(
    unit_assignment: UnitAssignment, *, by: User, text: str = "", files: Iterable[File] = ()
) -> UnitAssignment:
    """Hand in a sentence or a document; it can be changed until the office has accepted it."""
    row = lock_share(unit_assignment)
    if not rules.may_answer(by, row):
        raise PermissionDenied
    _refuse_unless(row, State.OPEN)
    files = list(files)
    if row.assignment.answer == Assignment.Answer.ACTIVITIES:
        raise DomainError(_("This assignment is answered by activities. Log one for it."))
    if row.assignment.answer == Assignment.Answer.DOCUMENT and not files and not row.attachments.exists():
        raise DomainError(_("Add the document that is asked for."))
    if row.assignment.answer == Assignment.Answer.SENTENCE and not text.strip():
        raise DomainError(_("Write the answer."))
    row.answer_text, row.answered_at, row.answered_by, row.returned_why = text, timezone.now(), by, ""
    row.started_at = row.started_at or row.answered_at
    with because(by=by):
        row.save(update_fields=["answer_text", "answered_at", "answered_by", "returned_why", "started_at"])
        attach(row, files, by=by)
    tell_of_answer(row, by=by)
    return row


@transaction.atomic
def accept_answer(unit_assignment: UnitAssignment, *, by: User, why: str = "") -> UnitAssignment:
    """The office is content. Without an answer, or with a quota not reached, it has to say why."""
    row = lock_share(unit_assignment)
    if not rules.may_see_through(by, row.assignment):
        raise PermissionDenied
    _refuse_unless(row, State.OPEN)
    if row.answered_at is None and not why.strip():
        raise DomainError(_("The unit has not answered yet. Say why it counts as done all the same."))
    row.state, row.done_at, row.done_by = State.DONE, timezone.now(), by
    with because(why, by=by):
        row.save(update_fields=["state", "done_at", "done_by"])
    tell_of_fate(row, lambda: _("%(unit)s: its answer to your instruction “%(title)s” has been accepted."), why, by=by)
    return row


@transaction.atomic
def return_answer(unit_assignment: UnitAssignment, *, by: User, why: str) -> UnitAssignment:
    """The office asks for a better answer, also after it had accepted one. What was written stays."""
    row = lock_share(unit_assignment)
    if not rules.may_see_through(by, row.assignment):
        raise PermissionDenied
    accepted = row.state == State.DONE and row.done_by_id is not None
    if not accepted and (row.state != State.OPEN or row.answered_at is None):
        raise DomainError(_("There is no answer to return."))
    _refuse_unless(row, row.state)
    answered_at = row.answered_at or row.done_at
    row.state, row.done_at, row.done_by = State.OPEN, None, None
    row.answered_at = row.answered_by = None
    row.returned_why, row.asked_at, row.enough_at = why, timezone.now(), None
    changed = ["state", "done_at", "done_by", "answered_at", "answered_by", "returned_why", "asked_at", "enough_at"]
    with because(why, by=by):
        row.save(update_fields=changed)
    _tell(
        row, f"returned-{answered_at:%Y%m%d%H%M%S}", lambda: _("Your answer to “%(title)s” was returned: %(why)s"), why
    )
    tell_of_fate(
        row, lambda: _("%(unit)s: its answer to your instruction “%(title)s” was returned: %(why)s"), why, by=by
    )
    return row


@transaction.atomic
def waive(unit_assignment: UnitAssignment, *, by: User, why: str) -> UnitAssignment:
    """The unit need not do it."""
    row = lock_share(unit_assignment)
    if not rules.may_see_through(by, row.assignment):
        raise PermissionDenied
    _refuse_unless(row, State.OPEN)
    row.state, row.waived_by, row.waived_why = State.WAIVED, by, why
    with because(why, by=by):
        row.save(update_fields=["state", "waived_by", "waived_why"])
    _tell(row, f"waived-{timezone.now():%Y%m%d%H%M%S}", lambda: _("“%(title)s” is waived for you: %(why)s"), why)
    tell_of_fate(row, lambda: _("%(unit)s: your instruction “%(title)s” is waived: %(why)s"), why, by=by)
    return row


@transaction.atomic
def take_back_waiver(unit_assignment: UnitAssignment, *, by: User, why: str) -> UnitAssignment:
    """It is owed again, or done if the quota was reached meanwhile."""
    row = lock_share(unit_assignment)
    if not rules.may_see_through(by, row.assignment):
        raise PermissionDenied
    _refuse_unless(row, State.WAIVED)
    met = is_met(row.answers.select_related("quota"))
    row.state, row.done_at = (State.DONE, timezone.now()) if met else (State.OPEN, None)
    row.waived_by, row.waived_why, row.asked_at = None, "", timezone.now()
    with because(why, by=by):
        row.save(update_fields=["state", "done_at", "waived_by", "waived_why", "asked_at"])
    _tell(row, f"owed-{timezone.now():%Y%m%d%H%M%S}", lambda: _("“%(title)s” is asked of you again: %(why)s"), why)
    return row


def _refuse_unless(row: UnitAssignment, state: str) -> None:
    if row.assignment.state != Assignment.State.SENT:
        raise DomainError(_("The assignment is not open: it was withdrawn or has not been sent."))
    if row.state != state:
        raise DomainError(
            _("For %(unit)s this is “%(state)s” by now. Load the page again.")
            % {"unit": row.unit, "state": row.get_state_display()}
        )


def _tell(row: UnitAssignment, occasion: str, pattern: Callable[[], str], why: str) -> None:
    text = lazy(lambda: pattern() % {"title": row.assignment.title, "why": why}, str)()
    key, url = f"unit-assignment-{row.pk}-{occasion}", row.get_absolute_url()
    tell_liaisons([row.unit_id], key=key, text=text, url=url, subject=subject_of(row.assignment))
