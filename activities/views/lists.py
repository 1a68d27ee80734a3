"""The list of activities."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from activities import rules
from activities.forms.filters import ActivityFilterForm
from activities.models import Activity
from activities.selectors.adding import figure_of
from activities.selectors.listing import filtered, in_order, known_sort, lines_of, listed, waiting_for
from campaigns.models import Assignment
from campaigns.selectors import campaign_or_404
from core.long_lists import long_page_of, without_page
from notifications.selectors.urges import urged_among
from units.models import Unit

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
    """Campaign, filter form, filters and the rows in their order; the page and its export use the same."""
    campaign = campaign_or_404(request.user, slug)
    form = ActivityFilterForm(request.GET, campaign=campaign, units=Unit.objects.visible_to(request.user))
    form.fields["assignment"].queryset = Assignment.objects.visible_to(request.user).filter(campaign=campaign)
    form.is_valid()
    filters = form.filters()
    rows = in_order(filtered(campaign, request.user, filters), known_sort(request.GET.get("sort", "")))
    return campaign, form, filters, rows


@require_safe
def activities(request, slug):
    campaign, form, filters, rows = narrowed(request, slug)
    sort = known_sort(request.GET.get("sort", ""))
    page = long_page_of(listed(campaign, request.user, filters, sort), request.GET)
    address = without_page(request.GET)
    context = {
        "campaign": campaign,
        "filter_form": form,
        "filters": filters,
        "page_obj": page,
        "lines": lines_of(page, filters.indicator),
        "sum": figure_of(rows, filters.indicator) if filters.indicator and page else None,
        "waiting": waiting_for(request.user, rows, filters),
        "words": WORDS,
        "more_is_open": not ASKED_LESS.isdisjoint(request.GET),
        "sort": sort,
        "export_url": f"{reverse('activities:export', args=[slug])}?{address.urlencode()}",
        "may_log": rules.may_log(request.user, campaign),
    }
    return render(request, "activities/list.html", context | _before_urging(request, campaign, filters, rows))


def _before_urging(request, campaign, filters, rows):
    """Of a list of returned ones only, for whoever may urge their units."""
    if filters.states != (Activity.State.RETURNED,) or not rules.may_review_in(request.user, campaign):
        return {}
    items = [f"activity-{pk}" for pk in rows.order_by().values_list("pk", flat=True)]
    return {"returned": len(items), "urged": urged_among(items, timezone.localdate()), "query": request.GET.urlencode()}
