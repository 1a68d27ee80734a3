"""The five implementations of a major hazard, each in its own short form."""

from django.http import Http404
from django.utils.translation import gettext as _

from inspections import rules
from inspections.forms.implementations import ImplementationForm
from inspections.selectors.implementations import NAMES
from inspections.services.implementations import enter_implementation
from inspections.views.stepping import Page, demand, find_hazard, take_step


def implementation(request, pk, name):
    hazard = find_hazard(request, pk)
    if name not in NAMES:
        raise Http404
    demand(rules.works_on(request.user, hazard))
    page = Page(
        title=NAMES[name],
        submit=_("Save"),
        said=_("Saved: %(hazard)s"),
        may=rules.may_enter(request.user, hazard, name),
        draft_key=f"implementation-{name}-{request.user.pk}-{hazard.pk}",
    )
    # A form writes what was typed into its row, which the page goes on showing.
    form = ImplementationForm(request.POST or None, instance=find_hazard(request, pk), name=name)
    return take_step(request, hazard, form, enter_implementation, page)
