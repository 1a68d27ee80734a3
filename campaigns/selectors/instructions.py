"""Leaders' instructions: what was asked on which record, and what came back."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.models import Post, User
from campaigns.instructed import About, about, abouts
from campaigns.models import Assignment, Campaign, Instruction, UnitAssignment
from campaigns.selectors.assignments import assignments_for_office

FEW_ANSWERS = 3


@dataclass(frozen=True)
class Line:
    """One instruction with its units' `answers`, the newest first; `about` is None where the reader may not see it."""

    assignment: Any
    about: About | None
    answers: Sequence[UnitAssignment]

    @property
    def more(self) -> int:
        return max(0, len(self.answers) - FEW_ANSWERS)


def holders_of(instruction: Instruction) -> list[Post]:
    """Who holds the leader's post today: the one who wrote it or whoever took it over."""
    line = Q(pk=instruction.line) | Q(line=instruction.line)
    held = Post.objects.held_on(timezone.localdate()).filter(line, person__is_active=True)
    return list(held.select_related("person"))


def instructions_in(user: User, campaign: Campaign, *, own: bool = False) -> QuerySet[Any]:
    """Assignments as in `assignments_for_office`, the newest first."""
    rows = assignments_for_office(user, campaign).filter(instruction__isnull=False)
    if own and user.post is not None:
        rows = rows.filter(instruction__in=Instruction.objects.of_leader(user))
    return rows.select_related("plan_item", "instruction__post__person").order_by("-sent_at", "-pk")


def lines_of(assignments: Iterable[Any], *, user: User, campaign: Campaign) -> list[Line]:
    """With what was answered and what they are about, in a number of queries that doesn't depend on how many they are."""
    rows = list(assignments)
    known = abouts([row.instruction.subject for row in rows], user=user, campaign=campaign)
    answers: dict[int, list[UnitAssignment]] = {}
    shares = UnitAssignment.objects.visible_to(user).filter(assignment__in=[row.pk for row in rows])
    for share in shares.filter(answered_at__isnull=False).select_related("unit").order_by("-answered_at"):
        answers.setdefault(share.assignment_id, []).append(share)
    return [Line(row, known.get(row.instruction.subject), answers.get(row.pk, [])) for row in rows]


def about_of(user: User, assignment: Assignment) -> About | None:
    """What the instruction of an assignment is about; None without one, or where the reader may not see it."""
    instruction: Instruction | None = getattr(assignment, "instruction", None)
    return about(instruction.subject, user=user, campaign=assignment.campaign) if instruction else None


def instructions_on(subject: str, *, user: User) -> list[Instruction]:
    """Those on one record, for its page; the newest first."""
    rows = Instruction.objects.visible_to(user).filter(subject=subject)
    return list(rows.select_related("assignment__campaign", "assignment__sent_by", "post__person"))


def waiting_for(user: User, campaign: Campaign, now: datetime) -> dict[str, int]:
    """Of the leader's own: how many have answers to look at, how many are late."""
    rows = Assignment.objects.filter(campaign=campaign, instruction__in=Instruction.objects.of_leader(user))
    open_shares = UnitAssignment.objects.open().filter(assignment__in=rows)
    return {
        "waiting": open_shares.filter(answered_at__isnull=False).values("assignment").distinct().count(),
        "late": open_shares.late(now).with_unit().values("assignment").distinct().count(),
    }
