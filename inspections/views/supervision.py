"""Problems of a supervision visit: written on site, made assignments by the office."""

from datetime import datetime, time

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.forms.meetings import ShortAssignmentForm
from campaigns.models import Assignment
from campaigns.rules import may_give_work
from core.editing import try_save
from core.text import shortened
from inspections.forms.visits import ProblemForm
from inspections.models import SupervisionProblem
from inspections.services import supervision as services
from inspections.views.visit_work import answered, try_act
from inspections.views.visits import to_send_to

END_OF_WORK = time(18)


@require_POST
def problem_add(request, pk):
    row = to_send_to(request, pk)
    form = ProblemForm(request.POST, visit=row)
    try_act(form, lambda: services.add_problem(row, by=request.user, **form.cleaned_data))
    return answered(request, row, None, form)


@require_POST
def problem_remove(request, pk):
    problem = _problem(request, pk)
    services.remove_problem(problem, by=request.user)
    return answered(request, problem.visit, None)


def problem_assign(request, pk):
    problem = _problem(request, pk)
    if not may_give_work(request.user, problem.visit.campaign):
        raise PermissionDenied
    form = ShortAssignmentForm(request.POST or None, initial=_suggested(problem))
    saved, _conflict = try_save(form, lambda: services.assign_problem(problem, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The problem is now an assignment."))
        return redirect(problem.visit)
    context = {"problem": problem, "visit": problem.visit, "campaign": problem.visit.campaign, "form": form}
    return render(request, "inspections/problem_assign.html", context)


def _suggested(problem):
    due_at = timezone.make_aware(datetime.combine(problem.due_on, END_OF_WORK))
    facts = {"title": shortened(problem.text, 160), "due_at": due_at, "answer": Assignment.Answer.SENTENCE}
    return facts | {"instructions": problem.text, "send": True}


def _problem(request, pk):
    rows = SupervisionProblem.objects.visible_to(request.user)
    return get_object_or_404(rows.select_related("visit__campaign__area", "visit__unit", "visit__team"), pk=pk)
