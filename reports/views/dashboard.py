"""The dashboard of a campaign, for any unit and days."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.rules import may_review_in
from campaigns.rules import may_edit
from campaigns.selectors import campaign_or_404
from reports.forms.dashboard import DashboardForm
from reports.rules import may_count_records
from reports.selectors.dashboard import dashboard_of
from reports.selectors.dashboard_ranges import address, ranges_of
from reports.selectors.decisions import decisions
from reports.selectors.reach import sees_all, view_of
from units.models import Unit
from units.selectors import superiors


@require_safe
def dashboard(request, slug):
    return page(request, campaign_or_404(request.user, slug))


def page(request, campaign):
    """Also the overview of those who read the whole campaign."""
    form, view = viewed(request, campaign)
    shown = dashboard_of(view, user=request.user, now=timezone.now())
    context = {
        "campaign": campaign,
        "dashboard": shown,
        "filter_form": form,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "decisions_url": _later("dashboard_decisions", view) if sees_all(request.user, campaign) else "",
        "help_url": _later("helping", view),
        "counts_records": may_count_records(request.user),
        "ranges": ranges_of(view, shown.today),
        "above": _above(request.user, view),
        "may_edit": may_edit(request.user, campaign),
        "may_act": may_review_in(request.user, campaign),
    }
    return render(request, "reports/dashboard.html", context)


@require_safe
def dashboard_decisions(request, slug):
    """What waits for a decision: a part of the dashboard that comes after it, and a page by itself."""
    campaign = campaign_or_404(request.user, slug)
    if not sees_all(request.user, campaign):
        raise PermissionDenied
    _form, view = viewed(request, campaign)
    unit = view.filters.unit
    context = {
        "campaign": campaign,
        "unit": unit,
        "decisions": decisions(campaign, user=request.user, now=timezone.now(), below=unit),
        "may_act": may_review_in(request.user, campaign),
        "here": address(view, view.filters.day_from, view.filters.day_to) if request.htmx else request.get_full_path(),
    }
    part = "reports/dashboard_decisions.html" if request.htmx else "reports/dashboard_decisions_page.html"
    return render(request, part, context)


def viewed(request, campaign):
    """The filters as a form, and what this person reads of the campaign under them."""
    units = Unit.objects.visible_to(request.user).below(campaign.area.path).select_related("place", "parent")
    form = DashboardForm(request.GET, units=units)
    form.is_valid()
    filters = form.filters()
    if filters.unit and filters.unit.pk == campaign.area_id:
        filters = filters.with_(unit=None)
    return form, view_of(request.user, campaign, filters)


def _later(name, view):
    """The address of a part that comes after the page, and is one by itself."""
    page = reverse(f"reports:{name}", args=[view.campaign.slug])
    query = view.filters.query_string()
    return f"{page}?{query}" if query else page


def _above(user, view):
    """The units from the campaign's area down to the one in view, as far as the person reads."""
    unit, area = view.filters.unit, view.campaign.area
    if unit is None:
        return []
    seen = user.reach or "-"
    if unit.parent_id == area.pk:
        above = [area]
    elif unit.parent and unit.parent.parent_id == area.pk:
        above = [area, unit.parent]
    else:
        above = superiors(unit)
    return [each for each in above if each.path.startswith(seen) and each.path.startswith(area.path)]
