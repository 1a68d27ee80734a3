"""The list of activities."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from activities import rules
from activities.forms.filters import ActivityFilterForm
from activities.models import Activity
from activities.selectors.foot import Foot, foot_of
from activities.selectors.listing import filtered, in_order, known_sort, lines_of, listed, turn_of
from activities.selectors.urging import urged_of
from campaigns.selectors import campaign_or_404
from core.long_lists import long_page_of, without_page

WORDS = {
    "unit": _("Unit"),
    "kind": _("Kind"),
    "day": _("Day"),
    "state": _("State"),
    "submitted": _("Handed in"),
    "photos": _("Photos"),
}
ASKED_LESS = {"below", "linkage", "entry", "plan_item", "assignment", "indicator", "photos"}


def narrowed(request, slug):
    """Campaign, filter form, filters and the rows in their order, as the export has them."""
    campaign, form, filters = _asked(request, slug)
    rows = filtered(campaign, request.user, filters)
    return campaign, form, filters, in_order(rows, known_sort(request.GET.get("sort", "")))


def _asked(request, slug):
    campaign = campaign_or_404(request.user, slug)
    form = ActivityFilterForm(request.GET, campaign=campaign, user=request.user)
    form.is_valid()
    return campaign, form, form.filters()


@require_safe
def activities(request, slug):
    campaign, form, filters = _asked(request, slug)
    sort = known_sort(request.GET.get("sort", ""))
    found = listed(campaign, request.user, filters, sort)
    page = long_page_of(found, request.GET)
    context = {
        "campaign": campaign,
        "filter_form": form,
        "filters": filters,
        "page_obj": page,
        "lines": lines_of(page, filters.indicator),
        "foot": _foot(campaign, request.user, filters, page),
        "words": WORDS,
        "sort": sort,
    }
    return render(request, "activities/list.html", context | _around(request, campaign, filters, page.paginator))


def _foot(campaign, user, filters, page):
    indicator = filters.indicator
    return foot_of(campaign, user, filters, indicator, page.paginator) if indicator and page else Foot()


def _around(request, campaign, filters, paginator):
    address = reverse("activities:export", args=[campaign.slug])
    return {
        "turn": turn_of(request.user, filters),
        "more_is_open": not ASKED_LESS.isdisjoint(request.GET),
        "export_url": f"{address}?{without_page(request.GET).urlencode()}",
        "may_log": rules.may_log(request.user, campaign),
        **_before_urging(request, campaign, filters, paginator),
    }


def _before_urging(request, campaign, filters, paginator):
    """Of a list of returned ones only, for whoever may urge their units."""
    if filters.states != (Activity.State.RETURNED,) or not rules.may_review_in(request.user, campaign):
        return {}
    rows = paginator.rows
    number = rows.order_by().count() if paginator.known is None else paginator.known
    return {"returned": number, "urged": urged_of(rows, timezone.localdate()), "query": request.GET.urlencode()}
