"""Which units a notice or an assignment goes to."""

from collections.abc import Iterable
from datetime import date

from django.db.models import QuerySet

from campaigns.models import Campaign, Notice, PlanItem, Receipt
from units.models import Unit, UnitKind


def addressable(campaign: Campaign, today: date) -> QuerySet[Unit]:
    """Units of the campaign's area that take part today."""
    return Unit.objects.below(campaign.area.path).active_on(today).exclude(pk=campaign.area_id)


def units_of_kinds(campaign: Campaign, kinds: Iterable[UnitKind], today: date) -> QuerySet[Unit]:
    return addressable(campaign, today).filter(kind__in=list(kinds))


def reasons_of_recipients(notice: Notice, today: date) -> dict[int, str]:
    """Each unit that the draft would go to, and why; chosen by hand outweighs its kind."""
    units = addressable(notice.campaign, today)
    by_kind = units.filter(kind__in=notice.recipient_kinds.all()).values_list("pk", flat=True)
    by_hand = units.filter(pk__in=notice.recipient_units.all()).values_list("pk", flat=True)
    return dict.fromkeys(by_kind, Receipt.Reason.KIND) | dict.fromkeys(by_hand, Receipt.Reason.HAND)


def units_of_plan_item(item: PlanItem, today: date) -> QuerySet[Unit]:
    """Its lead and co-operating units, as far as they take part today."""
    units = addressable(item.campaign, today)
    return (units.filter(pk=item.lead_id) | units.filter(co_operated_items=item)).distinct()
