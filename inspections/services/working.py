"""From the grade to the sign-off: graded, ordered, rectified, re-inspected, closed, reopened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.history import because
from core.photos import CleanPhoto
from core.storage import files_only_if_saved
from core.text import with_note
from inspections import rules
from inspections.models import Hazard, HazardPhoto, Rectification, Reinspection
from inspections.rules import missing_implementations
from inspections.services.alarms import alarm_graded, alarm_stopped
from inspections.services.lookbacks import look_back_after_fix
from inspections.services.photos import add_to_locked
from inspections.services.states import demand, locked, move, posts_of, refuse_without, save, tell, tell_unit, too_late
from units.models import Unit

State, Stage = Hazard.State, HazardPhoto.Stage


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
        demand(rules.may_manage(by, row.campaign))
        facts = {"grade": grade, "clause": clause.strip(), "unit": unit, "graded_by": by, "unit_sees": True, "why": ""}
        today = timezone.localdate()
        move(row, State.GRADED, checked_on=checked_on or today, graded_on=today, **facts)
        if row.is_major:
            alarm_graded(row, by=by)
        return row


def plan_rectification(hazard: Hazard, plan: Plan, *, by: User, version: int | None = None) -> Hazard:
    """Enter the implementations known so far, one by one or all at once.

    Once ordered, the deadline is changed by an extension only, so a plan leaves it as it is.
    """
    with because(by=by), transaction.atomic():
        row = locked(hazard, version=version)
        demand(rules.works_on(by, row))
        if row.state not in (State.GRADED, State.RECTIFYING):
            raise too_late(row)
        facts, was_stopped = plan.columns(), row.production_stopped
        if row.state == State.RECTIFYING:
            facts["due_on"] = row.due_on
        save(row, **facts)
        if row.production_stopped and not was_stopped:
            alarm_stopped(row, by=by)
        return row


def order_rectification(
    hazard: Hazard,
    *,
    by: User,
    notice_no: str = "",
    reinspector: User | None = None,
    responsible: str = "",
    due_on: date | None = None,
) -> Hazard:
    """Send the notice: the clock starts. Refused while an implementation is missing, each named.

    Of an ordinary hazard person and deadline, all it needs, may be said in the same act.
    """
    with because(by=by), transaction.atomic():
        row = locked(hazard)
        demand(rules.may_manage(by, row.campaign))
        if row.state != State.GRADED:
            raise too_late(row)
        row.responsible, row.due_on = responsible.strip() or row.responsible, due_on or row.due_on
        missing = missing_implementations(row)
        if missing:
            raise DomainError(_("Still missing: %(names)s.") % {"names": _(", ").join(missing)})
        facts = {"first_due_on": row.first_due_on or row.due_on, "notice_no": notice_no, "reinspector": reinspector}
        said = {"responsible": row.responsible, "due_on": row.due_on}
        move(row, State.RECTIFYING, ordered_on=timezone.localdate(), **said, **facts)
        tell_unit(row, "ordered", lazy(lambda: _("Rectify by %(day)s: %(hazard)s") % _told(row), str)())
        return row


def file_completion(
    hazard: Hazard,
    *,
    by: User,
    done: str,
    cost_yuan: Decimal | None = None,
    new_photos: Sequence[CleanPhoto] = (),
    waiting_photos: Iterable[int] = (),
) -> Hazard:
    """The unit says it is mended. Needs a photo of the state after: a new one or one that went ahead.

    Photos of an earlier completion that failed prove nothing now.
    """
    with because(by=by), files_only_if_saved() as stored, transaction.atomic():
        row = locked(hazard)
        demand(rules.works_on(by, row))
        if row.state != State.RECTIFYING:
            raise too_late(row)
        filed = Rectification.objects.create(hazard=row, done=done, cost_yuan=cost_yuan, filed_by=by)
        row.photos.filter(stage=Stage.AFTER, rectification=None).update(rectification=filed)
        add_to_locked(
            row, stored, by=by, stage=Stage.AFTER, new=new_photos, waiting=waiting_photos, rectification=filed
        )
        if not filed.photos.exists():
            raise DomainError(_("Add a photo of how it looks now: nothing is closed without proof."))
        move(
            row,
            State.RECTIFIED,
            rectified_on=timezone.localdate(),
            rectified_by=by,
            cost_yuan=cost_yuan,
            reinspected_by=None,
        )
        if row.reinspector is not None:
            words = lazy(lambda: _("Waiting for your re-inspection: %(hazard)s") % {"hazard": row}, str)()
            tell(posts_of(row.reinspector), row, "filed", words)
        return row


def reinspect(hazard: Hazard, *, by: User, passed: bool, note: str = "") -> Hazard:
    """Another pair of eyes: passed is fixed; failed goes back, and the clock runs on."""
    note = note.strip() if passed else refuse_without(note)
    with because(note, by=by), transaction.atomic():
        row = locked(hazard)
        demand(rules.re_inspects(by, row))
        if row.state != State.RECTIFIED:
            raise too_late(row)
        if not rules.is_another(by, row):
            raise DomainError(_("Re-inspection takes another person than who rectified or accepted."))
        Reinspection.objects.create(hazard=row, passed=passed, note=note, done_by=by)
        if passed:
            move(row, State.FIXED, reinspected_by=by, closed_on=timezone.localdate(), closed_by=by, why=note)
            look_back_after_fix(row)
            tell_unit(row, "passed", lazy(lambda: _("Re-inspected and signed off: %(hazard)s") % _told(row), str)())
        else:
            move(row, State.RECTIFYING, rectified_on=None, rectified_by=None, why=note)
            words = lazy(lambda: _("Not yet mended: %(hazard)s. %(why)s") % _told(row, note), str)()
            tell_unit(row, "failed", words)
        return row


def give_up(hazard: Hazard, *, by: User, why: str) -> Hazard:
    """Close without a fix (demolished, moved away, can't be found …); counted apart from what is fixed."""
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        row = locked(hazard)
        demand(rules.may_manage(by, row.campaign))
        move(row, State.UNFIXED, closed_on=timezone.localdate(), closed_by=by, why=why)
        return row


def reopen_hazard(hazard: Hazard, *, by: User, why: str) -> Hazard:
    """Back to work with the first deadline: a fix that didn't hold was never in time."""
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        row = locked(hazard)
        demand(rules.may_manage(by, row.campaign))
        if row.state not in Hazard.CLOSED_STATES:
            raise too_late(row)
        reopen_locked(row, why=why)
        return row


def reopen_locked(row: Hazard, *, why: str) -> None:
    """For acts that reopen as a part of theirs, such as a look-back that finds a relapse."""
    was_ordered = row.first_due_on is not None
    facts: dict[str, object] = {
        "closed_on": None,
        "closed_by": None,
        "reinspected_by": None,
        "rectified_on": None,
        "rectified_by": None,
        "reinspected_by_name": "",
    }
    if was_ordered:
        facts["due_on"] = row.first_due_on
    state = State.RECTIFYING if was_ordered else State.ACCEPTED
    move(row, state, why=why, times_reopened=row.times_reopened + 1, **facts)
    if row.unit_sees:
        words = lazy(lambda: _("Reopened: %(hazard)s. %(why)s") % _told(row, why), str)()
        tell_unit(row, "reopened", words)


def _told(row: Hazard, why: str = "") -> dict[str, str]:
    """A message may go to a superior's liaison, so it names the unit."""
    day = date_format(row.due_on, "DATE_FORMAT") if row.due_on else ""
    return {"hazard": with_note(row, row.unit), "day": day, "why": why}
