"""The steps of a record: each a small page for its reason, and the button that posts to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities import rules
from activities.forms.review import AnswerForm, ReturnForm, VersionForm
from activities.models import Activity
from activities.services import handing_in, review
from core.addresses import own_address
from core.errors import DomainError
from core.forms import ReasonForm


def submit(request, pk):
    activity = _find(request, pk)
    _demand(rules.is_own(request.user, activity))
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and _done(handing_in.submit_activity, activity, form, by=request.user):
        messages.success(request, _("Sent to the office for review."))
        return redirect(activity)
    return _page(request, "submit", activity, form)


def withdraw(request, pk):
    activity = _find(request, pk)
    _demand(rules.is_own(request.user, activity))
    form = ReasonForm(request.POST or None)
    if _done(handing_in.withdraw_activity, activity, form, by=request.user):
        messages.success(request, _("Withdrawn. It counts nowhere; you can take it up again."))
        return redirect(activity)
    return _page(request, "withdraw", activity, form)


@require_POST
def resume(request, pk):
    activity = _find(request, pk)
    handing_in.resume_activity(activity, by=request.user)
    messages.success(request, _("Taken up again as a draft."))
    return redirect(activity)


@require_POST
def approve(request, pk):
    activity = _find(request, pk)
    form = VersionForm(request.POST)
    version = form.cleaned_data["version"] if form.is_valid() else None
    review.approve_activity(activity, by=request.user, version=version)
    messages.success(request, _("Approved: %(title)s") % {"title": activity.title})
    return redirect(_then(request, activity))


def send_back(request, pk):
    activity = _find(request, pk)
    _demand(rules.may_review_in(request.user, activity.campaign))
    form = ReturnForm(request.POST or None, initial={"version": activity.version})
    if _done(review.return_activity, activity, form, by=request.user):
        messages.success(request, _("Returned: %(title)s") % {"title": activity.title})
        return redirect(_then(request, activity))
    return _page(request, "return", activity, form)


def reopen(request, pk):
    activity = _find(request, pk)
    _demand(rules.may_review_in(request.user, activity.campaign))
    form = ReasonForm(request.POST or None)
    if _done(review.reopen_activity, activity, form, by=request.user):
        messages.success(request, _("Reopened. It waits for review again."))
        return redirect(activity)
    return _page(request, "reopen", activity, form)


def _find(request, pk):
    rows = Activity.objects.visible_to(request.user).select_related("campaign__area", "unit", "kind")
    return get_object_or_404(rows, pk=pk)


def _demand(right):
    if not right:
        raise PermissionDenied


def _done(step, activity, form, *, by):
    """Whether the step is taken; a refusal stands above the form, which keeps what was typed."""
    if not form.is_valid():
        return False
    try:
        step(activity, by=by, **form.cleaned_data)
    except DomainError as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _page(request, act, activity, form):
    context = {"activity": activity, "form": form, "campaign": activity.campaign, "then": request.POST.get("then", "")}
    return render(request, f"activities/{act}.html", context | {"cancel_url": activity.get_absolute_url()})


def _then(request, activity):
    """Back to the queue where the step came from there."""
    return own_address(request, request.POST.get("then", "")) or activity
