"""The ledger as a list."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core.long_lists import long_page_of, without_page
from inspections import rules
from inspections.forms.filters import HazardFilterForm
from inspections.selectors.filtering import EVERYTHING
from inspections.selectors.listing import (
    filtered,
    in_order,
    known_sort,
    lines_of,
    listed,
    quick_views,
    standing_of,
)
from inspections.selectors.seen import seen_by
from inspections.selectors.urging import asks_what_units_owe, urged_of
from units.models import Unit

WORDS = {
    "number": _("Number"),
    "unit": _("Unit"),
    "grade": _("Grade"),
    "state": _("State"),
    "day": _("Reported on"),
    "due": _("Deadline"),
}
ASKED_OFTEN = {"q", "sort", "page", "unit", "state", "grade", "category", "overdue", "waiting"}


def narrowed(request, slug):
    """Campaign, filter form, filters and the rows in their order, as its export and its print have them."""
    campaign, form, filters = _asked(request, slug)
    rows = filtered(campaign, request.user, filters, today=timezone.localdate())
    return campaign, form, filters, in_order(rows, known_sort(request.GET.get("sort", "")))


def _asked(request, slug):
    campaign = campaign_or_404(request.user, slug)
    units = Unit.objects.visible_to(request.user)
    form = HazardFilterForm(request.GET, campaign=campaign, user=request.user, units=units)
    form.is_valid()
    return campaign, form, form.filters()


@require_safe
def hazards(request, slug):
    campaign, form, filters = _asked(request, slug)
    sort, today = known_sort(request.GET.get("sort", "")), timezone.localdate()
    seen = seen_by(campaign, request.user, filters, today=today)
    found = listed(campaign, request.user, filters, sort, seen, today=today)
    page = long_page_of(found, request.GET)
    context = {
        "campaign": campaign,
        "filter_form": form,
        "page_obj": page,
        "lines": lines_of(page),
        "today": today,
        "sort": sort,
        "standing": standing_of(campaign, request.user, seen.open, today=today),
        "urged": _urged_among(request, campaign, filters, found) if page else None,
    }
    return render(
        request, "inspections/hazards.html", context | _around(request, campaign, filters, context["standing"])
    )


def _urged_among(request, campaign, filters, found):
    """Of a list that asks what units owe only, for whoever may urge them."""
    may_urge = rules.may_manage(request.user, campaign) and asks_what_units_owe(filters)
    return urged_of(found.rows, timezone.localdate()) if may_urge else None


def _around(request, campaign, filters, standing):
    """Which views there are of the ledger, and where else the list leads."""
    address = without_page(request.GET).urlencode()
    return {
        "words": WORDS,
        "is_whole": filters == EVERYTHING,
        "views": quick_views(request.user, standing, filters),
        "more_is_open": not ASKED_OFTEN.issuperset(request.GET),
        "may_manage": rules.may_manage(request.user, campaign),
        "may_file": rules.may_file(request.user, campaign),
        "address": address,
        "export_url": f"{reverse('inspections:hazards_export', args=[campaign.slug])}?{address}",
        "clear_url": reverse("inspections:hazards", args=[campaign.slug]),
    }
