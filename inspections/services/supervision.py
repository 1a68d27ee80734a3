"""Problems seen at a member unit on a supervision visit, and the assignments that come of them."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Assignment
from campaigns.rules import may_give_work
from campaigns.services.assignments import Quota, create_assignment, send_assignment
from core.errors import DomainError
from core.history import because
from inspections.models import SupervisionProblem, Visit
from inspections.services.visits import locked_visit


def add_problem(visit: Visit, *, by: User, text: str, due_on: date) -> SupervisionProblem:
    """Written twice in the same words, it is one problem."""
    with because(by=by), transaction.atomic():
        row = locked_visit(visit, by=by)
        problem, _is_new = SupervisionProblem.objects.get_or_create(
            visit=row, text=text.strip(), defaults={"due_on": due_on}
        )
        return problem


def remove_problem(problem: SupervisionProblem, *, by: User) -> None:
    """Only as long as the visit goes on; what is on the finished record stays."""
    with because(by=by), transaction.atomic():
        locked_visit(problem.visit, by=by)
        SupervisionProblem.objects.filter(pk=problem.pk, assignment=None).delete()


def assign_problem(
    problem: SupervisionProblem, *, by: User, send: bool, quotas: list[Quota] | None = None, **facts: Any
) -> Assignment:
    """Make it an assignment to the unit visited, a draft or handed out at once; it becomes one only once."""
    with because(by=by), transaction.atomic():
        row = (
            SupervisionProblem.objects.select_for_update(of=("self",)).select_related("visit__unit").get(pk=problem.pk)
        )
        if not may_give_work(by, row.visit.campaign):
            raise PermissionDenied
        if row.visit.state != Visit.State.FINISHED:
            raise DomainError(_("The visit isn't finished yet. Its problems become assignments once it is."))
        if row.assignment_id is not None:
            raise DomainError(_("This problem has become an assignment already."))
        units = [row.visit.unit]
        assignment = create_assignment(row.visit.campaign, by=by, units=units, quotas=quotas or (), **facts)
        row.assignment = assignment
        row.save(update_fields=["assignment"])
        return send_assignment(assignment, by=by) if send else assignment
