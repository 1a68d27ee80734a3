"""Listed supervision: what is listed, and what of it is late."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from campaigns.models import Campaign
from inspections import rules
from inspections.models import Hazard, Listing
from inspections.selectors.deadlines import Duty, Terms, listing_duties


@dataclass(frozen=True)
class ListingLine:
    """A listing with what is still to be done; `longest_until` is the last day of treatment that the rule allows."""

    listing: Listing
    duties: list[Duty]
    longest_until: date
    today: date

    @property
    def late(self) -> list[Duty]:
        return [duty for duty in self.duties if duty.is_late(self.today)]

    @property
    def is_too_long(self) -> bool:
        """Treated longer than allowed, or its deadline says that it will be."""
        if self.listing.delisted_on is not None or self.listing.hazard.state == Hazard.State.FIXED:
            return False
        due_on = self.listing.hazard.due_on
        return max(self.today, due_on or self.today) > self.longest_until


def line_of(listing: Listing, terms: Terms, today: date) -> ListingLine:
    longest = terms.due("listed_longest", listing.listed_on)
    return ListingLine(listing, sorted(listing_duties(listing, terms), key=lambda duty: duty.due_on), longest, today)


def listings_of(campaign: Campaign, user: User) -> QuerySet[Listing]:
    """Those still listed first, the newest first among them."""
    rows = Listing.objects.visible_to(user).filter(hazard__campaign=campaign)
    return rows.select_related("hazard__unit", "listed_by_unit").order_by("-delisted_on", "-listed_on", "-pk")


@dataclass(frozen=True)
class ListingPanel:
    lines: list[ListingLine]
    may_list: bool
    may_note: bool
    may_delist: bool


def listing_panel(hazard: Hazard, user: User) -> ListingPanel | None:
    rows = list(hazard.listings.select_related("listed_by_unit", "hazard"))
    is_listed = any(row.delisted_on is None for row in rows)
    may_list = not is_listed and rules.may_list(user, hazard)
    if not rows and not may_list:
        return None
    terms, today = Terms.load(), timezone.localdate()
    may_note = rules.may_manage(user, hazard.campaign)
    may_delist = may_note and is_listed and hazard.state == Hazard.State.FIXED
    return ListingPanel([line_of(row, terms, today) for row in rows], may_list, may_note, may_delist)
