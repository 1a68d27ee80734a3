"""Acts on the way of a summary."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.background import announce
from core.editing import try_save
from core.forms import PortalForm, ReasonForm
from reports import rules
from reports.forms.summary import AcceptForm, CommentForm, IssueForm
from reports.models import SummaryComment
from reports.services import summary_states
from reports.services.versions import newest_of
from reports.tasks import set_paper
from reports.views.summary import may_work


@require_POST
def summary_review(request, slug, paper):
    _campaign, found = may_work(request, slug, paper)
    summary_states.send_for_review(found, by=request.user)
    messages.success(request, _("The paper is in review. Leaders can read it now."))
    return redirect(found)


def summary_back(request, slug, paper):
    campaign, found = may_work(request, slug, paper)
    if not rules.may_send_back(request.user, found):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        summary_states.send_back(found, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("The paper is a draft again."))
        return redirect(found)
    return render(request, "reports/summary_back.html", {"campaign": campaign, "summary": found, "form": form})


@require_POST
def summary_approve(request, slug, paper):
    _campaign, found = may_work(request, slug, paper)
    summary_states.approve(found, by=request.user)
    messages.success(request, _("The paper is approved. Its figures are frozen."))
    return redirect(found)


def summary_issue(request, slug, paper):
    campaign, found = may_work(request, slug, paper)
    if not rules.may_issue(request.user, found):
        raise PermissionDenied
    form = _issue_form(request, found)
    saved, _conflict = try_save(form, lambda: summary_states.issue(found, by=request.user, **form.cleaned_data))
    if saved:
        announce(set_paper, newest_of(saved).pk)
        messages.success(request, _("The paper is issued. The units can read it now."))
        return redirect(found)
    return render(request, "reports/summary_issue.html", {"campaign": campaign, "summary": found, "form": form})


def _issue_form(request, found):
    """A bulletin has its number already: there is nothing to type."""
    if found.is_bulletin:
        return PortalForm(request.POST if request.method == "POST" else None)
    return IssueForm(request.POST or None, initial={"mark": found.mark, "year": timezone.localdate().year})


@require_POST
def summary_accept(request, slug, paper):
    _campaign, found = may_work(request, slug, paper)
    form = AcceptForm(request.POST)
    if form.is_valid():
        act = summary_states.withdraw_acceptance if form.cleaned_data["take_back"] else summary_states.accept_warning
        act(found, by=request.user, key=form.cleaned_data["key"])
    return redirect("reports:summary_checks", slug, paper)


@require_POST
def summary_comment(request, slug, paper):
    _campaign, found = may_work(request, slug, paper)
    form = CommentForm(request.POST)
    if form.is_valid():
        summary_states.add_comment(found, by=request.user, **form.cleaned_data)
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect(f"{found.get_absolute_url()}#comments")


@require_POST
def summary_settle(request, slug, paper, pk):
    _campaign, found = may_work(request, slug, paper)
    comment = get_object_or_404(SummaryComment, summary=found, pk=pk)
    summary_states.settle_comment(comment, by=request.user)
    return redirect(f"{found.get_absolute_url()}#comments")
