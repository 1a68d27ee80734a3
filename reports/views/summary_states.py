"""Acts on the way of a summary."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import DomainError
from core.forms import ReasonForm
from reports import rules
from reports.forms.summary import AcceptForm, CommentForm, IssueForm
from reports.models import SummaryComment
from reports.services import summary_states
from reports.views.summary import may_work


@require_POST
def summary_review(request, slug, language):
    _campaign, found = may_work(request, slug, language)
    summary_states.send_for_review(found, by=request.user)
    messages.success(request, _("The summary is in review. Leaders can read it now."))
    return redirect(found)


def summary_back(request, slug, language):
    campaign, found = may_work(request, slug, language)
    if not rules.may_send_back(request.user, found):
        raise PermissionDenied
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        summary_states.send_back(found, by=request.user, why=form.cleaned_data["why"])
        messages.success(request, _("The summary is a draft again."))
        return redirect("reports:summary", slug)
    return render(request, "reports/summary_back.html", {"campaign": campaign, "summary": found, "form": form})


@require_POST
def summary_approve(request, slug, language):
    _campaign, found = may_work(request, slug, language)
    summary_states.approve(found, by=request.user)
    messages.success(request, _("The summary is approved. Its figures are frozen."))
    return redirect(found)


def summary_issue(request, slug, language):
    campaign, found = may_work(request, slug, language)
    if not rules.may_issue(request.user, found):
        raise PermissionDenied
    form = IssueForm(request.POST or None, initial={"mark": found.mark, "year": timezone.localdate().year})
    if form.is_valid():
        try:
            summary_states.issue(found, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The summary is issued. The units can read it now."))
            return redirect(found)
    return render(request, "reports/summary_issue.html", {"campaign": campaign, "summary": found, "form": form})


@require_POST
def summary_accept(request, slug, language):
    _campaign, found = may_work(request, slug, language)
    form = AcceptForm(request.POST)
    if form.is_valid():
        act = summary_states.withdraw_acceptance if form.cleaned_data["take_back"] else summary_states.accept_warning
        act(found, by=request.user, key=form.cleaned_data["key"])
    return redirect("reports:summary_checks", slug, language)


@require_POST
def summary_comment(request, slug, language):
    _campaign, found = may_work(request, slug, language)
    form = CommentForm(request.POST)
    if form.is_valid():
        summary_states.add_comment(found, by=request.user, **form.cleaned_data)
    else:
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
    return redirect(f"{found.get_absolute_url()}#comments")


@require_POST
def summary_settle(request, slug, language, pk):
    _campaign, found = may_work(request, slug, language)
    comment = get_object_or_404(SummaryComment, summary=found, pk=pk)
    summary_states.settle_comment(comment, by=request.user)
    return redirect(f"{found.get_absolute_url()}#comments")
