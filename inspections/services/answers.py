"""What is said and found at a visit: each answer and each finding is sent alone, and twice sent is once."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.history import because
from inspections.models import ChecklistItem, Hazard, HazardSource, Visit, VisitAnswer
from inspections.services.alarms import alarm_graded
from inspections.services.filing import HazardFacts, add_hazard, open_ledger
from inspections.services.visit_photos import show_at_hazard
from inspections.services.visits import locked_visit

Answer = VisitAnswer.Answer
Grade = Hazard.Grade


@dataclass(frozen=True)
class Finding:
    """What is wrong, and for an ordinary hazard who mends it by when."""

    facts: HazardFacts
    grade: str = Grade.ORDINARY
    clause: str = ""
    responsible: str = ""
    due_on: date | None = None
    measures: str = ""


def answer_item(visit: Visit, item: ChecklistItem, *, by: User, answer: str, note: str = "") -> VisitAnswer:
    """Answer or answer anew; what is found by a "no" is said by `open_finding`."""
    with because(by=by), transaction.atomic():
        row = _with_item(locked_visit(visit, by=by), item)
        known = VisitAnswer.objects.select_for_update().filter(visit=row, item=item).first()
        if known is None:
            return VisitAnswer.objects.create(visit=row, item=item, answer=answer, note=note)
        if known.hazard_id and answer != Answer.NO:
            raise DomainError(_("A hazard stands on the ledger for this item. The office can close it with a reason."))
        if (known.answer, known.note) != (answer, note):
            known.answer, known.note = answer, note
            known.save(update_fields=["answer", "note"])
        return known


def open_finding(
    visit: Visit, finding: Finding, *, by: User, key: uuid.UUID, item: ChecklistItem | None = None
) -> Hazard:
    """Put it on the ledger at once: an ordinary one with its clock started, a major one graded, to be planned.

    Answers the item with "no" if that hasn't come through yet. An item has one finding.
    """
    with because(by=by), transaction.atomic():
        row = _with_item(locked_visit(visit, by=by), item)
        answer = _no_to(row, item) if item else None
        known = Hazard.objects.filter(submission_key=key, visit=row).first() or (answer and answer.hazard)
        if known:
            return known
        hazard = _file(row, finding, by=by, key=key)
        if hazard.is_major:
            alarm_graded(hazard, by=by)
        if answer:
            answer.hazard = hazard
            answer.save(update_fields=["hazard"])
            show_at_hazard(row, item, hazard, by=by)
        return hazard


def _with_item(row: Visit, item: ChecklistItem | None) -> Visit:
    if item is not None and item.version_id != row.checklist_version_id:
        raise DomainError(_("This item isn't on the checklist of the visit."))
    return row


def _no_to(row: Visit, item: ChecklistItem) -> VisitAnswer:
    answer, _is_new = VisitAnswer.objects.get_or_create(visit=row, item=item, defaults={"answer": Answer.NO})
    if answer.answer != Answer.NO:
        answer.answer = Answer.NO
        answer.save(update_fields=["answer"])
    return answer


def _file(row: Visit, finding: Finding, *, by: User, key: uuid.UUID) -> Hazard:
    ledger = open_ledger(row.campaign, row.visited_on.year)
    steps = _ordered(finding) if finding.grade == Grade.ORDINARY else _graded(finding)
    return add_hazard(
        ledger,
        HazardSource.INSPECTION,
        finding.facts,
        reported_on=row.visited_on,
        reported_at=timezone.now(),
        found_by=by,
        visit=row,
        checked_on=row.visited_on,
        graded_on=timezone.localdate(),
        graded_by=by,
        unit_sees=True,
        grade=finding.grade,
        clause=finding.clause,
        responsible=finding.responsible,
        measures=finding.measures,
        due_on=finding.due_on,
        submission_key=key,
        **steps,
    )


def _ordered(finding: Finding) -> dict:
    if not finding.responsible.strip() or finding.due_on is None:
        raise DomainError(_("Name who mends it and by when."))
    return {
        "state": Hazard.State.RECTIFYING,
        "first_due_on": finding.due_on,
        "ordered_on": timezone.localdate(),
    }


def _graded(finding: Finding) -> dict:
    if not finding.clause.strip():
        raise DomainError(_("Name the clause that makes it a major hazard."))
    return {"state": Hazard.State.GRADED}
