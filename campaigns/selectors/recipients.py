"""Which units a notice or an assignment goes to."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, QuerySet

from accounts.models import Post, Role
from campaigns.models import Campaign, Notice, PlanItem, Receipt
from units.models import Unit, UnitKind


def addressable(campaign: Campaign, today: date) -> QuerySet[Unit]:
    """Units of the campaign's area that take part today."""
    return Unit.objects.below(campaign.area.path).active_on(today).exclude(pk=campaign.area_id)


def kinds_with_units(campaign: Campaign, today: date) -> QuerySet[UnitKind]:
    """Kinds that somebody in the area is of, each with its `unit_count`."""
    meant = addressable(campaign, today).exclude(pk__in=_offices(today))
    found = UnitKind.objects.in_use().filter(units__in=meant).annotate(unit_count=Count("units"))
    return found.order_by("position", "code")


def _offices(today: date) -> QuerySet[Post]:
    """The offices themselves: they don't write to themselves unless chosen by hand."""
    return Post.objects.held_on(today).filter(role=Role.OFFICE).values("unit")


def units_of_kinds(campaign: Campaign, kinds: Iterable[UnitKind], today: date) -> QuerySet[Unit]:
    """All of these kinds but the offices."""
    return addressable(campaign, today).filter(kind__in=list(kinds)).exclude(pk__in=_offices(today))


def reasons_of_recipients(notice: Notice, today: date) -> dict[int, str]:
    """Each unit that the draft would go to, and why; chosen by hand outweighs its kind."""
    by_kind = units_of_kinds(notice.campaign, notice.recipient_kinds.all(), today).values_list("pk", flat=True)
    by_hand = (
        addressable(notice.campaign, today).filter(pk__in=notice.recipient_units.all()).values_list("pk", flat=True)
    )
    reasons: dict[int, str] = dict.fromkeys(by_kind, str(Receipt.Reason.KIND))
    return reasons | dict.fromkeys(by_hand, str(Receipt.Reason.HAND))


def units_of_plan_item(item: PlanItem, today: date) -> QuerySet[Unit]:
    """Its lead and co-operating units, as far as they take part today."""
    units = addressable(item.campaign, today)
    return (units.filter(led_items=item) | units.filter(co_operated_items=item)).distinct()
