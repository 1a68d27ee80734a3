"""The page of one activity."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from activities import rules
from activities.forms.review import RemarkForm
from activities.models import Activity
from activities.selectors.hints import hints_for
from activities.selectors.history import history_of_activity
from activities.selectors.queue import with_parts
from activities.services import handing_in
from campaigns.models import Assignment
from campaigns.selectors.campaign import campaign_or_404
from notifications.duties import subject_of
from notifications.selectors.urges import urged_among


@require_GET
def activity(request, pk):
    return _page(request, pk, RemarkForm())


@require_GET
def activity_in_campaign(request, slug, pk):
    campaign = campaign_or_404(request.user, slug)
    rows = Activity.objects.visible_to(request.user).filter(campaign=campaign)
    return redirect(get_object_or_404(rows, pk=pk))


@require_POST
def remark(request, pk):
    form = RemarkForm(request.POST)
    if not form.is_valid():
        return _page(request, pk, form)
    row = get_object_or_404(Activity.objects.visible_to(request.user), pk=pk)
    handing_in.add_remark(row, by=request.user, text=form.cleaned_data["text"])
    return redirect(f"{row.get_absolute_url()}#remarks")


def _page(request, pk, remark_form):
    rows = with_parts(Activity.objects.visible_to(request.user).filter(pk=pk))
    row = get_object_or_404(rows.select_related("created_by", "reviewed_by"))
    assignment = Assignment.objects.visible_to(request.user).filter(pk=row.assignment_id).first()
    may_review = rules.may_review(request.user, row)
    hints = hints_for([row], row.campaign, timezone.localdate())[row.pk] if may_review else []
    acts = ("edit", "submit", "withdraw", "resume", "review", "reopen", "remark", "urge")
    context = {
        "activity": row,
        "campaign": row.campaign,
        "assignment_url": assignment.get_absolute_url() if assignment else "",
        "remarks": row.remarks.select_related("by"),
        "remark_form": remark_form,
        "changes": history_of_activity(row),
        "hints": hints,
        "urged": urged_among([subject_of(row)], timezone.localdate()),
        "may": {act: getattr(rules, f"may_{act}")(request.user, row) for act in acts},
    }
    return render(request, "activities/activity.html", context)
