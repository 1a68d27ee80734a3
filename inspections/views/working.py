"""From the grade to the sign-off: each step a small page."""

from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from core.forms import ReasonForm
from inspections import rules
from inspections.forms.working import GradeForm, OrderForm, PlanForm, RectifyForm, ReinspectForm
from inspections.models import Hazard
from inspections.selectors.hazard import evidence_of
from inspections.selectors.offers import reinspectors_for, units_of_area
from inspections.selectors.reporters import words_for_reopening
from inspections.services import working as services
from inspections.views.kept_photos import add_url, chosen_photos, keep_photos
from inspections.views.stepping import Page, demand, find_hazard, take_step


def grade(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Ordinary or major?"),
        submit=_("Grade"),
        said=_("Graded: %(hazard)s"),
        may=rules.may_grade(request.user, hazard),
        lead=_("From here on the unit sees the hazard."),
    )
    initial = {"unit": hazard.unit_id, "checked_on": timezone.localdate()}
    form = GradeForm(request.POST or None, initial=initial, hazard=hazard, units=units_of_area(hazard.campaign))
    return take_step(request, hazard, form, services.grade_hazard, page)


def plan(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.works_on(request.user, hazard))
    page = Page(
        title=_("Who mends it, how, with what money, by when?"),
        submit=_("Save the plan"),
        said=_("The plan is saved: %(hazard)s"),
        may=rules.may_plan(request.user, hazard),
        draft_key=f"hazard-plan-{request.user.pk}-{hazard.pk}",
    )
    return take_step(
        request, hazard, PlanForm(request.POST or None, instance=hazard), services.plan_rectification, page
    )


def order(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Order the rectification?"),
        submit=_("Send the notice"),
        said=_("The unit has been told: %(hazard)s"),
        may=rules.may_order_rectification(request.user, hazard),
        template="inspections/order.html",
    )
    form = OrderForm(request.POST or None, hazard=hazard, reinspectors=reinspectors_for(hazard))
    return take_step(request, hazard, form, services.order_rectification, page, partial(_missing, hazard))


def _missing(hazard):
    return {"missing": rules.missing_implementations(hazard) if hazard.is_major else []}


def rectify(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.works_on(request.user, hazard))
    page = Page(
        title=_("Is it mended?"),
        submit=_("File the completion"),
        said=_("Filed. Somebody else looks at it now: %(hazard)s"),
        may=rules.may_rectify(request.user, hazard),
        template="inspections/rectify.html",
        draft_key=f"hazard-rectify-{request.user.pk}-{hazard.pk}",
    )
    form = RectifyForm(request.POST or None, request.FILES or None, add_url=add_url(hazard.campaign))
    service = partial(services.file_completion, waiting_photos=chosen_photos(request))
    return take_step(request, hazard, form, service, page, lambda: _proof(request, hazard) | keep_photos(request, form))


def reinspect(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.re_inspects(request.user, hazard))
    page = Page(
        title=_("Is it really mended?"),
        submit=_("Save the re-inspection"),
        said=_("The re-inspection is saved: %(hazard)s"),
        may=hazard.state == Hazard.State.RECTIFIED,
        template="inspections/reinspect.html",
    )
    form = ReinspectForm(request.POST or None)
    return take_step(request, hazard, form, services.reinspect, page, partial(_proof, request, hazard))


def _proof(request, hazard):
    return {"evidence": evidence_of(hazard, request.user), "filed": hazard.rectifications.first()}


def give_up(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Close it without a fix?"),
        submit=_("Close without a fix"),
        said=_("Closed without a fix: %(hazard)s"),
        may=rules.may_give_up(request.user, hazard),
        lead=_("Demolished, moved away, nowhere to be found: it is counted apart from what is fixed."),
    )
    return take_step(request, hazard, ReasonForm(request.POST or None), services.give_up, page)


def reopen(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Reopen this hazard?"),
        submit=_("Reopen"),
        said=_("Reopened: %(hazard)s"),
        may=rules.may_reopen(request.user, hazard),
        lead=_("Its first deadline counts again: a fix that didn't hold was never in time."),
    )
    form = ReasonForm(request.POST or None, initial={"why": words_for_reopening(hazard)})
    return take_step(request, hazard, form, services.reopen_hazard, page)
