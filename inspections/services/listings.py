"""Listed supervision of a major hazard (挂牌督办): listed, filed and made public, de-listed, the result made public."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import User
from core.editing import refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from core.templatetags.portal import day as as_said
from core.text import with_note
from inspections import rules
from inspections.models import Hazard, Listing
from inspections.services.alarms import alarm_listed
from inspections.services.states import demand, locked, refuse_without, save, tell_unit, too_late
from units.models import Unit


def list_hazard(
    hazard: Hazard,
    *,
    by: User,
    listed_by_unit: Unit,
    listed_on: date,
    document_no: str = "",
    filed_on: date | None = None,
    public_on: date | None = None,
) -> Listing:
    with because(by=by), transaction.atomic():
        row = locked(hazard)
        demand(rules.may_manage(by, row.campaign))
        if not row.is_major:
            raise DomainError(_("Only a major hazard is listed for supervision."))
        if row.state not in rules.MENDED_IN:
            raise too_late(row)
        if listed_on < row.reported_on:
            raise DomainError(_("It was listed before it was reported."))
        if row.listings.filter(delisted_on=None).exists():
            raise DomainError(_("This hazard is listed already."))
        listing = Listing(hazard=row, listed_by_unit=listed_by_unit, listed_on=listed_on, by=by)
        listing.document_no, listing.filed_on, listing.public_on = document_no, filed_on, public_on
        _save(listing)
        save(row)
        alarm_listed(row, listed_by=listed_by_unit.name, by=by)
        return listing


def note_listing(
    listing: Listing,
    *,
    by: User,
    document_no: str = "",
    filed_on: date | None = None,
    public_on: date | None = None,
    result_public_on: date | None = None,
) -> Listing:
    """Note when it was filed and made public; the result can be made public once it is de-listed."""
    with because(by=by), transaction.atomic():
        row = locked(listing.hazard)
        demand(rules.may_manage(by, row.campaign))
        current = Listing.objects.select_for_update().get(pk=listing.pk)
        if result_public_on and current.delisted_on is None:
            raise DomainError(_("The result is made public after de-listing."))
        current.document_no, current.filed_on, current.public_on = document_no, filed_on, public_on
        current.result_public_on = result_public_on
        _save(current)
        return current


def delist(listing: Listing, *, by: User, delisted_on: date, delisted_why: str) -> Listing:
    """Only what is proved to be mended leaves the list."""
    why = refuse_without(delisted_why)
    with because(why, by=by), transaction.atomic():
        row = locked(listing.hazard)
        demand(rules.may_manage(by, row.campaign))
        current = Listing.objects.select_for_update().get(pk=listing.pk)
        if current.delisted_on is not None:
            raise DomainError(_("It has been de-listed in the meantime."))
        if row.state != Hazard.State.FIXED:
            raise DomainError(_("A hazard is de-listed only once it is re-inspected and signed off."))
        if row.closed_on and delisted_on < row.closed_on:
            raise DomainError(_("It can't be de-listed before it was signed off."))
        current.delisted_on, current.delisted_why = delisted_on, why
        _save(current)
        save(row)
        words = lazy(lambda: _("De-listed on %(day)s: %(hazard)s") % _delisted(row, delisted_on), str)()
        tell_unit(row, "delisted", words)
        return current


def _delisted(row: Hazard, day: date) -> dict[str, str]:
    return {"hazard": with_note(row, row.unit), "day": as_said(day)}


def _save(listing: Listing) -> None:
    """Days in their order and none to come: they say what has been done."""
    days = [listing.listed_on, listing.filed_on, listing.public_on, listing.delisted_on, listing.result_public_on]
    if any(day and day > timezone.localdate() for day in days):
        raise DomainError(_("This day lies ahead: note what has been done."))
    if any(day and day < listing.listed_on for day in days):
        raise DomainError(_("It can't be filed or made public before it was listed."))
    if listing.result_public_on and listing.delisted_on and listing.result_public_on < listing.delisted_on:
        raise DomainError(_("The result is made public after de-listing."))
    refuse_broken_constraints(listing)
    listing.save()
