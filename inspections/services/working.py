"""From the grade to the sign-off: graded, ordered, rectified, re-inspected, closed, reopened."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from accounts.models import User
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Hazard, Rectification, Reinspection
from inspections.services.states import locked, move, refuse_without, save, tell_unit
from units.models import Unit

State = Hazard.State

# The five implementations (五落实) by the column that holds each; funds need an amount and its source.
IMPLEMENTATIONS = {
    "responsible": gettext_noop("responsible person"),
    "measures": gettext_noop("measures"),
    "funds_yuan": gettext_noop("funds"),
    "funds_source": gettext_noop("source of the funds"),
    "due_on": gettext_noop("deadline"),
    "contingency": gettext_noop("contingency plan"),
}


@dataclass(frozen=True)
class Plan:
    """Who mends it, how, with what money, by when, and what is done if it goes wrong meanwhile."""

    responsible: str = ""
    measures: str = ""
    funds_yuan: Decimal | None = None
    funds_source: str = ""
    due_on: date | None = None
    contingency: str = ""
    interim_control: str = ""
    production_stopped: bool = False

    def columns(self) -> dict:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def grade_hazard(
    hazard: Hazard, *, by: User, grade: str, unit: Unit, clause: str = "", checked_on: date | None = None
) -> Hazard:
    """Checked on site and graded. A major one names the clause it rests on; from here on the unit sees it."""
    if grade == Hazard.Grade.MAJOR and not clause.strip():
        raise DomainError(_("Name the clause that makes it a major hazard."))
    with because(by=by), transaction.atomic():
        row = locked(hazard)
        if not rules.may_grade(by, row):
            raise PermissionDenied
        facts = {"grade": grade, "clause": clause.strip(), "unit": unit, "graded_by": by, "unit_sees": True}
        move(row, State.GRADED, checked_on=checked_on or timezone.localdate(), **facts)
        return row


def plan_rectification(hazard: Hazard, plan: Plan, *, by: User, version: int | None = None) -> Hazard:
    """Enter the implementations known so far, one by one or all at once.

    Once ordered, the deadline is changed by an extension only, so a plan leaves it as it is.
    """
    with because(by=by), transaction.atomic():
        row = locked(hazard, version=version)
        if not rules.may_plan(by, row):
            raise PermissionDenied
        facts = plan.columns()
        if row.state == State.RECTIFYING:
            facts["due_on"] = row.due_on
        save(row, **facts)
        return row


def missing_implementations(hazard: Hazard) -> list[str]:
    """Names of what is still to be said before the order, in the reader's language; an ordinary hazard needs two."""
    needed = IMPLEMENTATIONS if hazard.is_major else ("responsible", "due_on")
    return [_(IMPLEMENTATIONS[name]) for name in needed if getattr(hazard, name) in (None, "")]


def order_rectification(hazard: Hazard, *, by: User, notice_no: str = "", reinspector: User | None = None) -> Hazard:
    """Send the notice: the clock starts. Refused while an implementation is missing, each named."""
    with because(by=by), transaction.atomic():
        row = locked(hazard)
        if not rules.may_order_rectification(by, row):
            raise PermissionDenied
        missing = missing_implementations(row)
        if missing:
            raise DomainError(_("Still missing: %(names)s.") % {"names": _(", ").join(missing)})
        facts = {"first_due_on": row.first_due_on or row.due_on, "notice_no": notice_no, "reinspector": reinspector}
        move(row, State.RECTIFYING, **facts)
        tell_unit(row, "ordered", _("Rectify by %(day)s: %(hazard)s") % {"day": row.due_on, "hazard": row})
        return row


def file_completion(hazard: Hazard, *, by: User, done: str, cost_yuan: Decimal | None = None) -> Hazard:
    """The unit says it is mended. Needs at least one photo of the state after (closed means proved)."""
    with because(by=by), transaction.atomic():
        row = locked(hazard)
        if not rules.may_rectify(by, row):
            raise PermissionDenied
        if not row.photos.filter(stage="after").exists():
            raise DomainError(_("Add a photo of how it looks now: nothing is closed without proof."))
        Rectification.objects.create(hazard=row, done=done, cost_yuan=cost_yuan, filed_by=by)
        move(
            row,
            State.RECTIFIED,
            rectified_on=timezone.localdate(),
            rectified_by=by,
            cost_yuan=cost_yuan,
            reinspected_by=None,
        )
        return row


def reinspect(hazard: Hazard, *, by: User, passed: bool, note: str = "") -> Hazard:
    """Another pair of eyes: passed is fixed; failed goes back, and the clock runs on."""
    note = note.strip() if passed else refuse_without(note)
    with because(note, by=by), transaction.atomic():
        row = locked(hazard)
        if not rules.may_reinspect(by, row):
            raise PermissionDenied
        Reinspection.objects.create(hazard=row, passed=passed, note=note, done_by=by)
        if passed:
            move(row, State.FIXED, reinspected_by=by, closed_on=timezone.localdate(), closed_by=by, why=note)
        else:
            move(row, State.RECTIFYING, rectified_on=None, rectified_by=None, why=note)
            tell_unit(row, "failed", _("Not yet mended: %(hazard)s. %(why)s") % {"hazard": row, "why": note})
        return row


def give_up(hazard: Hazard, *, by: User, why: str) -> Hazard:
    """Close without a fix (demolished, moved away, can't be found …); counted apart from what is fixed."""
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        row = locked(hazard)
        if not rules.may_give_up(by, row):
            raise PermissionDenied
        move(row, State.UNFIXED, closed_on=timezone.localdate(), closed_by=by, why=why)
        return row


def reopen_hazard(hazard: Hazard, *, by: User, why: str) -> Hazard:
    """Back to work with the first deadline: a fix that didn't hold was never in time."""
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        row = locked(hazard)
        if not rules.may_reopen(by, row):
            raise PermissionDenied
        reopen_locked(row, why=why)
        return row


def reopen_locked(row: Hazard, *, why: str) -> None:
    """For acts that reopen as a part of theirs, such as a look-back that finds a relapse."""
    was_ordered = row.first_due_on is not None
    facts = {"closed_on": None, "closed_by": None, "reinspected_by": None, "rectified_on": None, "rectified_by": None}
    facts["reinspected_by_name"] = ""
    if was_ordered:
        facts["due_on"] = row.first_due_on
    state = State.RECTIFYING if was_ordered else State.ACCEPTED
    move(row, state, why=why, times_reopened=row.times_reopened + 1, **facts)
    tell_unit(row, "reopened", _("Reopened: %(hazard)s. %(why)s") % {"hazard": row, "why": why})
