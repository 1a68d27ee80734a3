"""Sorting: each report is accepted, refused, handed on or tied to the one it repeats."""

from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.forms import ReasonForm
from inspections import rules
from inspections.forms.sorting import AcceptForm, DuplicateForm, TransferForm
from inspections.models import Hazard
from inspections.selectors.duplicates import others_of, suggestions_for
from inspections.selectors.offers import units_of_area
from inspections.services import sorting as services
from inspections.views.stepping import Page, demand, find_hazard, take_step


def accept(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Accept this report?"),
        submit=pgettext("report", "Accept"),
        said=_("Accepted: %(hazard)s"),
        may=hazard.state == Hazard.State.REPORTED,
        template="inspections/accept.html",
    )
    form = accept_form(request.POST or None, hazard)
    return take_step(request, hazard, form, services.accept_hazard, page)


def accept_form(data, hazard):
    """With what is known of the hazard; the reporter's photos are ticked as far as they were passed on."""
    photos = hazard.photos.exclude(report=None)
    initial = {name: getattr(hazard, f"{name}_id") for name in ("unit", "supervising", "category")}
    initial |= {"description": hazard.description, "photos": [photo.pk for photo in photos if photo.for_unit]}
    return AcceptForm(data, initial=initial, hazard=hazard, units=units_of_area(hazard.campaign), photos=photos)


def reject(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Reject this report?"),
        submit=_("Reject"),
        said=_("Rejected: %(hazard)s"),
        may=rules.may_sort(request.user, hazard),
        lead=_("It leaves the ledger. Whoever reported it is told the reason."),
    )
    return take_step(request, hazard, ReasonForm(request.POST or None), services.reject_hazard, page)


def transfer(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Hand this report on?"),
        submit=_("Hand on"),
        said=_("Handed on: %(hazard)s"),
        may=rules.may_sort(request.user, hazard),
        lead=_("It leaves this ledger. Whoever reported it is told which department has it now."),
    )
    return take_step(request, hazard, TransferForm(request.POST or None), services.transfer_hazard, page)


def duplicate(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Is it known already?"),
        submit=_("It repeats this one"),
        said=_("Tied to the hazard it repeats: %(hazard)s"),
        may=rules.may_sort(request.user, hazard),
        template="inspections/duplicate.html",
    )
    form = DuplicateForm(request.POST or None, campaign=hazard.campaign, rows=others_of(hazard, request.user))
    return take_step(request, hazard, form, services.mark_duplicate, page, partial(_suggestions, hazard, request.user))


def _suggestions(hazard, user):
    return {"suggestions": suggestions_for(hazard, user)}


def take_back(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("Put it back into the inbox?"),
        submit=_("Back to the inbox"),
        said=_("Back in the inbox: %(hazard)s"),
        may=rules.may_take_back(request.user, hazard),
        lead=_("It is sorted anew, as if it had just come in."),
    )
    return take_step(request, hazard, ReasonForm(request.POST or None), services.take_back, page)


def withdraw(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.is_finder(request.user, hazard))
    page = Page(
        title=_("Withdraw this hazard?"),
        submit=_("Withdraw"),
        said=_("Withdrawn: %(hazard)s"),
        may=rules.may_withdraw(request.user, hazard),
        lead=_("For a slip of the pen only: it leaves the ledger and keeps its number."),
    )
    return take_step(request, hazard, ReasonForm(request.POST or None), services.withdraw_hazard, page)
