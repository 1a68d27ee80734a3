"""One unit's share of an assignment: what the unit answers and what the office says to it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns import rules
from campaigns.forms.assignments import AcceptForm, DocumentForm, SentenceForm
from campaigns.forms.notices import ShortReasonForm
from campaigns.models import Assignment, UnitAssignment
from campaigns.selectors import assignments as reading
from campaigns.selectors import campaign_or_404
from campaigns.selectors.instructions import about_of
from campaigns.services import answers
from core.addresses import own_address
from core.errors import DomainError
from core.history import history_of
from notifications.selectors.urges import urged_among


def share_or_404(request, slug, pk):
    campaign = campaign_or_404(request.user, slug)
    rows = reading.with_quotas(UnitAssignment.objects.visible_to(request.user))
    rows = rows.select_related("assignment__plan_item", "waived_by")
    return get_object_or_404(rows, assignment__campaign=campaign, pk=pk)


@require_safe
def unit_assignment(request, slug, pk):
    return _page(request, share_or_404(request, slug, pk))


def _page(request, share, form=None):
    assignment, user = share.assignment, request.user
    is_open = share.state == UnitAssignment.State.OPEN and assignment.state == Assignment.State.SENT
    may_answer = is_open and rules.may_answer(user, share)
    if form is None and may_answer:
        form = _answer_form(share, None, None)
    context = {
        "share": share,
        "assignment": assignment,
        "campaign": assignment.campaign,
        "is_open": is_open,
        "may_answer": may_answer,
        "may_follow_up": assignment.state == Assignment.State.SENT and rules.may_see_through(user, assignment),
        "instruction": getattr(assignment, "instruction", None),
        "about": about_of(user, assignment),
        "form": form,
        "draft_key": _draft_key(request, share),
    }
    return render(request, "campaigns/unit_assignment.html", context | _facts(share))


def _facts(share):
    assignment = share.assignment
    return {
        "owed": reading.owed_line(share, timezone.now()),
        "quotas": [reading.quota_words(quota) for quota in assignment.quotas.all()],
        "files": assignment.attachments.all(),
        "answer_files": share.attachments.all(),
        "today": timezone.localdate(),
        "changes": history_of(share),
        "urged": urged_among([f"share-{share.pk}"], timezone.localdate()),
    }


def _draft_key(request, share):
    return f"answer-{request.user.pk}-{share.pk}"


def _answer_form(share, data, files):
    """None when the answer is activities: they are logged, not typed here."""
    initial = {"text": share.answer_text}
    if share.assignment.answer == Assignment.Answer.SENTENCE:
        return SentenceForm(data, initial=initial)
    if share.assignment.answer == Assignment.Answer.DOCUMENT:
        return DocumentForm(data, files, initial=initial, has_files=share.attachments.exists())
    return None


@require_http_methods(["POST"])
def share_answer(request, slug, pk):
    share = share_or_404(request, slug, pk)
    form = _answer_form(share, request.POST, request.FILES)
    if form is None or not rules.may_answer(request.user, share):
        raise PermissionDenied
    if form.is_valid():
        try:
            answers.answer_assignment(share, by=request.user, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _said_to(share), extra_tags=_draft_key(request, share))
            return redirect(share)
    return _page(request, share, form)


def _said_to(share):
    if getattr(share.assignment, "instruction", None):
        return _("Your answer is with the leader and the office.")
    return _("Your answer is with the office.")


def share_accept(request, slug, pk):
    """With an answer a press is enough; without one the office says why it counts."""
    share = share_or_404(request, slug, pk)
    if share.answered_at and request.method == "POST":
        answers.accept_answer(share, by=request.user)
        messages.success(request, _("Done for %(unit)s.") % {"unit": share.unit})
        return redirect(own_address(request, request.POST.get("then", "")) or share.assignment)
    return _act(request, share, AcceptForm, answers.accept_answer, "share_accept", _("Count as done"))


def share_return(request, slug, pk):
    share = share_or_404(request, slug, pk)
    return _act(request, share, ShortReasonForm, answers.return_answer, "share_return", _("Return"))


def share_waive(request, slug, pk):
    share = share_or_404(request, slug, pk)
    return _act(request, share, ShortReasonForm, answers.waive, "share_waive", _("Waive"))


def share_take_back(request, slug, pk):
    share = share_or_404(request, slug, pk)
    return _act(request, share, ShortReasonForm, answers.take_back_waiver, "share_take_back", _("Take the waiver back"))


def _act(request, share, form_class, service, template, submit):
    if not rules.may_see_through(request.user, share.assignment):
        raise PermissionDenied
    form = form_class(request.POST if request.method == "POST" else None)
    if form.is_valid():
        service(share, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved for %(unit)s.") % {"unit": share.unit})
        return redirect(share)
    context = {"form": form, "share": share, "submit": submit, "cancel_url": share.get_absolute_url()}
    return render(request, f"campaigns/{template}.html", context)
