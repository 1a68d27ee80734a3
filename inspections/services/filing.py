"""A new line of the ledger, whatever its source."""

import uuid
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from campaigns.models import Campaign
from core.history import because
from inspections import rules
from inspections.models import Hazard, HazardCategory, HazardSource, LedgerCounter
from inspections.services.alarms import alarm_of_device
from units.models import Unit

SHOWN_AT_ONCE = (HazardSource.SELF_CHECK, HazardSource.ALARM)


@dataclass(frozen=True)
class HazardFacts:
    """What is said about a hazard when it comes to the ledger."""

    description: str
    place: str = ""
    part: str = ""
    unit: Unit | None = None
    supervising: Unit | None = None
    category: HazardCategory | None = None
    violation: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    interim_control: str = ""

    def columns(self) -> dict:
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def open_ledger(campaign: Campaign, year: int) -> LedgerCounter:
    """The counter of a campaign and year, locked until the transaction ends: nobody else gets its numbers."""
    LedgerCounter.objects.get_or_create(campaign=campaign, year=year)
    return LedgerCounter.objects.select_for_update().get(campaign=campaign, year=year)


def take_serials(counter: LedgerCounter, count: int = 1) -> range:
    """The next numbers of a locked counter; without gaps, since a rollback gives them back."""
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return range(first, first + count)


def add_hazard(counter: LedgerCounter, source: str, facts: HazardFacts, *, reported_on: date, **columns: Any) -> Hazard:
    """The row with its number; callers have asked the rules. `columns` are set as they are."""
    return Hazard.objects.create(
        campaign=counter.campaign,
        year=counter.year,
        serial=take_serials(counter)[0],
        source=HazardSource.objects.get(code=source),
        reported_on=reported_on,
        **facts.columns(),
        **columns,
    )


def file_hazard(
    campaign: Campaign, facts: HazardFacts, *, source: str, by: User, key: uuid.UUID, reported_on: date | None = None
) -> Hazard:
    """Enter a hazard as reported. Sent twice with one key, it is one hazard.

    What the unit itself or one of its devices found is shown to it at once.
    """
    if not rules.may_file_for(by, campaign, facts.unit):
        raise PermissionDenied
    day = reported_on or timezone.localdate()
    with because(by=by), transaction.atomic():
        ledger = open_ledger(campaign, day.year)
        known = Hazard.objects.filter(submission_key=key).first()
        if known is not None:
            return known
        hazard = add_hazard(
            ledger,
            source,
            facts,
            reported_on=day,
            reported_at=timezone.now(),
            found_by=by,
            unit_sees=source in SHOWN_AT_ONCE,
            submission_key=key,
        )
        if source == HazardSource.ALARM:
            alarm_of_device(hazard, by=by)
        return hazard
