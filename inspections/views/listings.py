"""Listed supervision: its list, and the acts of the office on one listing."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core.pagination import page_of
from inspections import rules
from inspections.forms.listings import DelistForm, ListForm, NoteListingForm
from inspections.models import Hazard, Listing
from inspections.selectors.deadlines import Terms
from inspections.selectors.listings import line_of, listings_of
from inspections.selectors.offers import units_of_area
from inspections.services import listings as services
from inspections.views.stepping import Page, demand, find_hazard, step_on, take_step


@require_safe
def listings(request, slug):
    campaign = campaign_or_404(request.user, slug)
    page = page_of(listings_of(campaign, request.user), request.GET.get("page"))
    terms, today = Terms.load(), timezone.localdate()
    lines = [line_of(row, terms, today) for row in page]
    context = {
        "campaign": campaign,
        "page_obj": page,
        "lines": lines,
        "late": sum(bool(line.late) for line in lines),
        "listed": sum(line.listing.delisted_on is None for line in lines),
        "may_note": rules.may_manage(request.user, campaign),
        "today": today,
    }
    return render(request, "inspections/listings.html", context)


def hazard_list(request, pk):
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign))
    page = Page(
        title=_("List it for supervision?"),
        submit=_("List it"),
        said=_("Listed, and the unit has been told: %(hazard)s"),
        may=rules.may_list(request.user, hazard) and not hazard.listings.filter(delisted_on=None).exists(),
        template="inspections/listing_new.html",
    )
    initial = {"listed_on": timezone.localdate(), "listed_by_unit": request.user.unit}
    form = ListForm(request.POST or None, initial=initial, hazard=hazard, units=units_of_area(hazard.campaign))
    terms = Terms.load().rules
    limits = [terms[code] for code in ("listing_filed", "listing_public", "listed_longest")]
    return take_step(request, hazard, form, step_on(hazard, services.list_hazard), page, lambda: {"limits": limits})


def listing_dates(request, pk):
    listing, hazard = _listing(request, pk)
    page = Page(
        title=_("When was it filed and made public?"),
        submit=_("Save the days"),
        said=_("The days are saved: %(hazard)s"),
        may=True,
    )
    form = NoteListingForm(request.POST or None, instance=_listing(request, pk)[0])
    return take_step(request, hazard, form, step_on(listing, services.note_listing), page)


def listing_delist(request, pk):
    listing, hazard = _listing(request, pk)
    page = Page(
        title=_("Take it off the list?"),
        submit=_("De-list"),
        said=_("De-listed, and the unit has been told: %(hazard)s"),
        may=listing.delisted_on is None and hazard.state == Hazard.State.FIXED,
        lead=_("The result is made public afterwards, within its time limit."),
    )
    form = DelistForm(request.POST or None, initial={"delisted_on": timezone.localdate()})
    return take_step(request, hazard, form, step_on(listing, services.delist), page)


def _listing(request, pk):
    listing = get_object_or_404(Listing.objects.visible_to(request.user), pk=pk)
    hazard = find_hazard(request, listing.hazard_id)
    demand(rules.may_manage(request.user, hazard.campaign))
    return listing, hazard
