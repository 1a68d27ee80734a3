"""How far units are with what was asked of them in numbers."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from campaigns.models import AssignmentQuota, QuotaAnswer, UnitAssignment
from core.figures import Figure

State = UnitAssignment.State


@dataclass(frozen=True)
class Reached:
    """Of one share, which the caller has locked.

    `progress` gives a figure for each quota's id, of approved activities only; a quota
    without one is unknown. `handed_in`: the figures with those that wait for review, if any do.
    """

    share: UnitAssignment
    progress: Mapping[int, Figure]
    is_started: bool
    handed_in: Mapping[int, Figure] = field(default_factory=dict)


@transaction.atomic
def settle_quotas(reached: Collection[Reached]) -> None:
    """Keep how far the units are, and open or close their shares accordingly.

    Called by whoever changes an activity, in the same transaction.
    """
    now = timezone.now()
    quotas: dict[int, list[AssignmentQuota]] = {each.share.assignment_id: [] for each in reached}
    for quota in AssignmentQuota.objects.filter(assignment__in=quotas):
        quotas[quota.assignment_id].append(quota)
    answers: list[QuotaAnswer] = []
    for each in reached:
        asked = quotas[each.share.assignment_id]
        answers += [_answer(each.share, quota, each.progress) for quota in asked]
        _settle(each, asked, now)
    QuotaAnswer.objects.bulk_create(
        answers,
        update_conflicts=True,
        unique_fields=["unit_assignment", "quota"],
        update_fields=["value", "qualifier"],
    )
    columns = ["asked_at", "started_at", "enough_at", "state", "done_at"]
    UnitAssignment.objects.bulk_update([each.share for each in reached], columns, batch_size=500)


def _settle(reached: Reached, quotas: Collection[AssignmentQuota], now: datetime) -> None:
    row = reached.share
    is_done = is_met(_answer(row, quota, reached.progress) for quota in quotas)
    was_with_unit = row.state == State.OPEN and row.enough_at is None
    row.started_at = (row.started_at or now) if reached.is_started else None
    if row.state == State.OPEN and is_done:
        row.state, row.done_at = State.DONE, now
    elif row.state == State.DONE and row.done_by_id is None and not is_done:
        row.state, row.done_at = State.OPEN, None
    would_do = is_met(_answer(row, quota, reached.handed_in) for quota in quotas)
    row.enough_at = (row.enough_at or now) if would_do and row.state == State.OPEN else None
    if row.state == State.OPEN and row.enough_at is None and not was_with_unit:
        row.asked_at = now


def is_met(answers: Iterable[QuotaAnswer]) -> bool:
    """Whether every quota is reached; "more than" and "about" count with their number. Without a quota: never."""
    answers = list(answers)
    return bool(answers) and all(
        answer.value is not None and answer.value >= answer.quota.at_least for answer in answers
    )


def _answer(row: UnitAssignment, quota: AssignmentQuota, figures: Mapping[int, Figure]) -> QuotaAnswer:
    figure = figures.get(quota.pk) or Figure(None)
    return QuotaAnswer(unit_assignment=row, quota=quota, value=figure.value, qualifier=figure.qualifier)
