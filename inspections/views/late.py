"""What the office owes: the list of what is late, and a check that takes longer."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core.pagination import page_of
from inspections import rules
from inspections.forms.checks import ExtendCheckForm
from inspections.selectors.deadlines import Terms
from inspections.selectors.late import late_lines, late_with_office
from inspections.services.checks import extend_check
from inspections.views.stepping import Page, demand, find_hazard, step_on, take_step


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


def hazard_extend_check(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Take longer for the check?"),
        submit=_("Extend the check"),
        said=_("The reporter reads the reason under the code: %(hazard)s"),
        may=rules.may_extend_check(request.user, hazard) and hasattr(hazard, "report"),
        lead=_("Once only, with the approval of the level above. The reporter is told why."),
        too_late=_("Only the check of a report by the public, accepted and not graded yet, can be extended."),
    )
    form = ExtendCheckForm(request.POST or None)
    return take_step(request, hazard, form, step_on(hazard, extend_check), page)
