"""The list of visits."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core import imports
from core.pagination import page_of
from inspections import rules
from inspections.forms.visit_filters import VisitFilterForm
from inspections.models import Round, Team
from inspections.selectors.visit_filters import in_order, known_sort, units_of, visits_of, with_counts
from inspections.selectors.visits import is_in_some_team
from inspections.selectors.visits_workbook import COLUMNS, export_rows
from units.models import Unit

WORDS = {
    "unit": gettext_lazy("Unit"),
    "team": gettext_lazy("Team"),
    "day": gettext_lazy("Day"),
    "state": gettext_lazy("State"),
    "found": gettext_lazy("Found"),
    "fixed": gettext_lazy("Fixed"),
    "checklist": gettext_lazy("Checklist"),
}
ASKED_LESS = {"below", "team", "round", "found"}


def narrowed(request, slug):
    """Campaign, filter form and the rows in their order; the page and its export use the same."""
    campaign = campaign_or_404(request.user, slug)
    form = VisitFilterForm(
        request.GET,
        units=Unit.objects.visible_to(request.user),
        teams=Team.objects.visible_to(request.user).filter(campaign=campaign),
        rounds=Round.objects.visible_to(request.user).filter(campaign=campaign),
    )
    form.is_valid()
    rows = visits_of(campaign, request.user, form.filters())
    return campaign, form, with_counts(in_order(rows, known_sort(request.GET.get("sort", ""))))


@require_safe
def visits(request, slug):
    campaign, form, rows = narrowed(request, slug)
    address = request.GET.copy()
    address.pop("page", None)
    in_team = is_in_some_team(request.user, campaign)
    context = {
        "campaign": campaign,
        "filter_form": form,
        "page_obj": page_of(rows, request.GET.get("page")),
        "units": units_of(rows),
        "sees_all": rules.may_see_objects(request.user),
        "words": WORDS,
        "more_is_open": not ASKED_LESS.isdisjoint(request.GET),
        "sort": known_sort(request.GET.get("sort", "")),
        "export_url": f"{reverse('inspections:visits_export', args=[slug])}?{address.urlencode()}",
        "may_visit": rules.may_visit_in(request.user, campaign, in_team=in_team),
    }
    return render(request, "inspections/visits.html", context)


@require_safe
def visits_export(request, slug):
    """The list as it is shown, all its pages."""
    _campaign, _form, rows = narrowed(request, slug)
    return imports.table_response("visits", _("Visits"), COLUMNS, export_rows(rows))
