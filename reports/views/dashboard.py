"""The dashboard of a campaign, for any unit and days."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from activities.rules import may_review_in
from campaigns.rules import may_edit
from campaigns.selectors import campaign_or_404
from reports.forms.dashboard import DashboardForm
from reports.selectors.dashboard import dashboard_of
from reports.selectors.dashboard_ranges import ranges_of
from reports.selectors.reach import view_of
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
        "ranges": ranges_of(view, shown.today),
        "above": _above(request.user, view),
        "may_edit": may_edit(request.user, campaign),
        "may_act": may_review_in(request.user, campaign),
    }
    return render(request, "reports/dashboard.html", context)


def viewed(request, campaign):
    """The filters as a form, and what this person reads of the campaign under them."""
    units = Unit.objects.visible_to(request.user).below(campaign.area.path)
    form = DashboardForm(request.GET, units=units)
    form.is_valid()
    filters = form.filters()
    if filters.unit and filters.unit.pk == campaign.area_id:
        filters = filters.with_(unit=None)
    return form, view_of(request.user, campaign, filters)


def _above(user, view):
    """The units from the campaign's area down to the one in view, as far as the person reads."""
    unit, area = view.filters.unit, view.campaign.area
    if unit is None:
        return []
    seen = user.reach or "-"
    return [each for each in superiors(unit) if each.path.startswith(seen) and each.path.startswith(area.path)]
