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
    """Campaign, filter form, filters and the rows in their order; the page, its export and its print use the same."""
    campaign = campaign_or_404(request.user, slug)
    units = Unit.objects.visible_to(request.user)
    form = HazardFilterForm(request.GET, campaign=campaign, user=request.user, units=units)
    form.is_valid()
    filters = form.filters()
    rows = filtered(campaign, request.user, filters, today=timezone.localdate())
    return campaign, form, filters, in_order(rows, known_sort(request.GET.get("sort", "")))


@require_safe
def hazards(request, slug):
    campaign, form, filters, rows = narrowed(request, slug)
    sort = known_sort(request.GET.get("sort", ""))
    page = long_page_of(listed(campaign, request.user, filters, sort), request.GET)
    may_manage = rules.may_manage(request.user, campaign)
    may_urge = may_manage and asks_what_units_owe(filters) and page.paginator.count
    context = {
        "campaign": campaign,
        "filter_form": form,
        "page_obj": page,
        "lines": lines_of(page),
        "words": WORDS,
        "today": timezone.localdate(),
        "more_is_open": not ASKED_OFTEN.issuperset(request.GET),
        "sort": sort,
        "may_manage": may_manage,
        "urged": urged_of(rows, timezone.localdate()) if may_urge else None,
        "may_file": rules.may_file(request.user, campaign),
    }
    return render(request, "inspections/hazards.html", context | _around(request, campaign, filters))


def _around(request, campaign, filters):
    """How the whole ledger stands, and where else the list leads."""
    standing = standing_of(campaign, request.user, today=timezone.localdate())
    address = without_page(request.GET)
    return {
        "is_whole": filters == EVERYTHING,
        "standing": standing,
        "views": quick_views(request.user, standing, filters),
        "address": address.urlencode(),
        "export_url": f"{reverse('inspections:hazards_export', args=[campaign.slug])}?{address.urlencode()}",
        "clear_url": reverse("inspections:hazards", args=[campaign.slug]),
    }
