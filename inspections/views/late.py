"""What the office owes and has not done in time."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core.pagination import page_of
from inspections import rules
from inspections.selectors.deadlines import Terms
from inspections.selectors.late import late_lines, late_with_office


@require_safe
def late(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_see_sources(request.user):
        raise PermissionDenied
    terms, today = Terms.load(), timezone.localdate()
    page = page_of(late_with_office(campaign, request.user, today, terms), request.GET.get("page"))
    context = {
        "campaign": campaign,
        "page_obj": page,
        "lines": late_lines(page.object_list, today, terms),
        "today": today,
    }
    return render(request, "inspections/late.html", context)
