"""Morning briefs: what was said on which day."""

from datetime import date

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core.pagination import page_of
from notifications.models import SendingHours
from reports.models import Brief
from reports.selectors.briefs import words_for

A_PAGE = 31


def readable_or_404(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not (request.user.is_office or request.user.is_leader):
        raise Http404
    return campaign, Brief.objects.visible_to(request.user).filter(campaign=campaign)


@require_safe
def briefs(request, slug):
    campaign, rows = readable_or_404(request, slug)
    page = page_of(rows, request.GET.get("page"), per_page=A_PAGE)
    page.object_list = [(row, words_for(row, request.user, get_language())) for row in page.object_list]
    context = {"campaign": campaign, "page_obj": page, "hours": SendingHours.load()}
    return render(request, "reports/briefs.html", context)


@require_safe
def brief(request, slug, day):
    campaign, rows = readable_or_404(request, slug)
    try:
        wanted = date.fromisoformat(day)
    except ValueError:
        raise Http404 from None
    found = get_object_or_404(rows, day=wanted)
    context = {
        "campaign": campaign,
        "brief": found,
        "words": words_for(found, request.user, get_language()),
        "earlier": rows.filter(day__lt=wanted).first(),
        "later": rows.filter(day__gt=wanted).last(),
    }
    return render(request, "reports/brief.html", context)
