"""A later deadline: asked on a phone, answered by the office, and the list of what waits for an answer."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core.pagination import page_of
from inspections import rules
from inspections.forms.extensions import AskExtensionForm, DecideExtensionForm
from inspections.models import Extension
from inspections.selectors import extensions as reading
from inspections.selectors.deadlines import Terms
from inspections.services import extensions as services
from inspections.views.stepping import Page, demand, find_hazard, step_on, take_step


def hazard_extend(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.works_on(request.user, hazard))
    page = Page(
        title=_("Until when is more time needed?"),
        submit=_("Ask for it"),
        said=_("The office answers within its time limit: %(hazard)s"),
        may=rules.may_ask_extension(request.user, hazard) and not hazard.extensions.filter(granted=None).exists(),
        too_late=_("An extension is asked for already. Wait for the answer."),
        template="inspections/extension_ask.html",
        draft_key=f"hazard-extend-{request.user.pk}-{hazard.pk}",
    )
    terms, today = Terms.load(), timezone.localdate()
    term = reading.asking_term(hazard, today, terms)
    form = AskExtensionForm(request.POST or None, hazard=hazard, term=term)
    more = {"term": term, "longest": reading.longest_until(hazard, terms), "today": today}
    more["answer_due_on"] = terms.due("extension_answer", today)
    return take_step(request, hazard, form, step_on(hazard, services.ask_extension), page, lambda: more)


def extension_decide(request, pk):
    rows = Extension.objects.visible_to(request.user).select_related("asked_by")
    asked = get_object_or_404(rows, pk=pk)
    hazard = find_hazard(request, asked.hazard_id)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Extend the deadline?"),
        submit=_("Save the decision"),
        said=_("The unit has been told: %(hazard)s"),
        may=asked.granted is None,
        too_late=_("This request has been decided in the meantime."),
        template="inspections/extension_decide.html",
    )
    form = DecideExtensionForm(request.POST or None)
    longest = reading.longest_until(hazard, Terms.load())
    more = {"asked": asked, "longest": longest, "today": timezone.localdate()}
    return take_step(request, hazard, form, step_on(asked, services.decide_extension), page, lambda: more)


@require_safe
def extensions(request, slug):
    campaign = campaign_or_404(request.user, slug)
    waiting = list(reading.open_extensions(campaign, request.user))
    today = timezone.localdate()
    context = {
        "campaign": campaign,
        "waiting": waiting,
        "late": sum(row.answer_due_on < today for row in waiting),
        "page_obj": page_of(reading.decided_extensions(campaign, request.user), request.GET.get("page")),
        "today": today,
        "may_decide": rules.may_manage(request.user, campaign),
    }
    return render(request, "inspections/extensions.html", context)
