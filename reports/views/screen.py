"""The wall screen: by a person's sign-in for any unit that the dashboard shows, or by its secret address."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from activities.selectors.filtering import ActivityFilters
from campaigns.selectors import campaign_or_404, current_campaign
from core.links import absolute
from core.throttle import Limit
from core.views import wrong_secret
from reports.models.screen import USUAL
from reports.rules import may_keep_screen
from reports.selectors.reach import view_of
from reports.selectors.screen import screen_of
from reports.selectors.screen_links import link_of_token
from reports.services.screen import note_read
from reports.views.dashboard import viewed

# Addresses that open nothing; a right one is never counted.
WRONG = Limit("screen", per_hour=60, per_day=300, overall_per_hour=5000)
# A screen that finds another name of one of these loads itself anew: the portal was brought up to date.
FILES = ("css/tokens.css", "css/charts.css", "css/screen.css", "js/screen.js")


@require_safe
def screen_in_hand(request):
    """Short enough to be typed at the wall."""
    campaign = current_campaign(request.user)
    if campaign is None:
        raise Http404
    return redirect("reports:screen", campaign.slug)


@require_safe
@never_cache
def screen(request, slug):
    view, query = _asked(request, slug)
    context = {
        "now_url": f"{reverse('reports:screen_now', args=[slug])}{query}",
        "back_url": f"{reverse('reports:dashboard', args=[slug])}{query}",
        "link_url": reverse("reports:screen_link", args=[slug]) if may_keep_screen(request.user, view.campaign) else "",
        "seconds": USUAL,
    }
    return _shown(request, "reports/screen.html", view, context)


@require_safe
@never_cache
def screen_now(request, slug):
    """The part that changes; a screen asks for it again and again."""
    view, _query = _asked(request, slug)
    return _shown(request, "reports/screen_now.html", view, {"seconds": USUAL})


def _asked(request, slug):
    """The unit of `?unit=`, in all days, and how to ask for it again; else what the person reads of the campaign."""
    campaign = campaign_or_404(request.user, slug)
    _form, view = viewed(request, campaign)
    asked = ActivityFilters(unit=view.filters.unit)
    return view_of(request.user, campaign, asked), f"?{asked.query_string()}" if "unit" in request.GET else ""


@login_not_required
@require_safe
@never_cache
def screen_by_link(request, token):
    context = {"now_url": reverse("reports:screen_now_by_link", args=[token])}
    return _by_link(request, token, "reports/screen.html", context)


@login_not_required
@require_safe
@never_cache
def screen_now_by_link(request, token):
    return _by_link(request, token, "reports/screen_now.html", {})


def _by_link(request, token, template, context):
    link = link_of_token(token)
    if link is None:
        return wrong_secret(request, WRONG)
    note_read(link, timezone.localdate())
    with translation.override(link.language):
        view = view_of(None, link.campaign)
        answer = _shown(request, template, view, context | {"seconds": link.seconds})
        answer["Content-Language"] = link.language
    return answer


def _shown(request, template, view, context):
    shown = {
        "screen": screen_of(view, now=timezone.now()),
        "version": "-".join(static(name) for name in FILES),
        "zone": settings.TIME_ZONE,
        "report_url": absolute(reverse("inspections:report")),
    }
    return render(request, template, context | shown)
