"""Exposures of a campaign, and the quota of each town and department counted."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from campaigns.selectors.recipients import addressable
from inspections import rules
from inspections.models import Exposure, ExposureQuota, Hazard
from inspections.selectors.part import WHOLE, Part
from units.models import Unit, UnitKind

# Who owes exposures as long as the office hasn't said otherwise.
FIRST_KINDS = ("town", "department")


def exposures_in(part: Part) -> Q:
    """The unit is the one whose quota an exposure fills, the day that of its publication."""
    return part.of("by_unit", "published_on")


def exposures_of(campaign: Campaign, user: User, chosen: dict[str, Any], part: Part = WHOLE) -> QuerySet[Exposure]:
    """Narrowed by the filters of the page."""
    rows = Exposure.objects.visible_to(user).filter(exposures_in(part), campaign=campaign)
    for name in ("state", "kind", "tier"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if chosen.get("month"):
        year, month = chosen["month"].split("-")
        rows = rows.filter(published_on__year=int(year), published_on__month=int(month))
    if chosen.get("q"):
        rows = rows.filter(title__icontains=chosen["q"].strip())
    return rows.select_related("by_unit", "unit", "tier", "hazard")


def units_that_may_expose(campaign: Campaign, user: User) -> QuerySet[Unit]:
    """Whose quota this person may fill: any unit of the area, of a liaison the own one and those below."""
    rows = Unit.objects.below(campaign.area.path).filter(merged_into=None)
    return rows.visible_to(user) if user.is_liaison else rows


def quota_of(campaign: Campaign) -> ExposureQuota:
    """The row of the office, or what holds without one."""
    return ExposureQuota.objects.filter(campaign=campaign).first() or ExposureQuota(
        campaign=campaign, version=0, source=_("The campaign's plan: 1 to 2 cases a month")
    )


def owing_kinds(quota: ExposureQuota) -> QuerySet[UnitKind]:
    return quota.kinds.all() if quota.pk else UnitKind.objects.filter(code__in=FIRST_KINDS)


@dataclass(frozen=True)
class Cell:
    """Published in a month by one unit with those below it; `query` opens these records."""

    done: int
    owed: int
    most: int
    query: str

    @property
    def is_short(self) -> bool:
        return self.done < self.owed

    @property
    def is_over(self) -> bool:
        return self.done > self.most


@dataclass(frozen=True)
class Line:
    unit: Unit
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class QuotaTable:
    quota: ExposureQuota
    months: tuple[date, ...]
    lines: tuple[Line, ...]

    @property
    def short_units(self) -> int:
        """Units that owe something in a month that has begun."""
        return sum(any(cell.is_short for cell in line.cells) for line in self.lines)


def quota_table(campaign: Campaign, user: User, today: date) -> QuotaTable:
    """Towns and departments by months of the campaign, as far as the person may read the units."""
    quota = quota_of(campaign)
    months = tuple(month for month in _months(campaign) if month <= today) or _months(campaign)[:1]
    units = addressable(campaign, today).filter(kind__in=owing_kinds(quota), pk__in=Unit.objects.visible_to(user))
    counted = _published(campaign)
    lines = tuple(
        Line(unit, tuple(_cell(unit, month, counted, quota) for month in months))
        for unit in units.order_by("kind__position", "sort_key", "id")
    )
    return QuotaTable(quota, months, lines)


def _published(campaign: Campaign) -> list[tuple[str, date, int]]:
    rows = Exposure.objects.published().filter(campaign=campaign).annotate(month=TruncMonth("published_on"))
    return list(rows.order_by().values_list("by_unit__path", "month").annotate(number=Count("pk")))


def _cell(unit: Unit, month: date, counted: list[tuple[str, date, int]], quota: ExposureQuota) -> Cell:
    done = sum(number for path, when, number in counted if when == month and path.startswith(unit.path))
    query = urlencode({"unit": unit.pk, "month": f"{month:%Y-%m}", "state": Exposure.State.PUBLISHED})
    return Cell(done, quota.at_least, quota.at_most, query)


def _months(campaign: Campaign) -> tuple[date, ...]:
    first, last = campaign.starts_on, campaign.ends_on
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return tuple(
        date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(count)
    )


def exposures_panel(hazard: Hazard, user: User) -> dict[str, Any] | None:
    """What was made public of a hazard, on its page."""
    rows = list(Exposure.objects.visible_to(user).filter(hazard=hazard).select_related("by_unit", "tier"))
    is_proved = hazard.state not in (Hazard.State.REPORTED, *Hazard.OFF_LEDGER)
    may_prepare = is_proved and rules.may_prepare_exposures(user, hazard.campaign)
    return {"rows": rows, "may_prepare": may_prepare} if rows or may_prepare else None
