"""Filters named in a token, looked up in this campaign's records; what isn't there is named."""

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext

from activities.selectors.filtering import ActivityFilters
from campaigns.models import ActivityKind, Assignment, Campaign, Entry, Indicator, Linkage, PlanItem, PlanItemKind
from core.text import shortened
from inspections.models import HazardSource
from units.models import Unit

FILTERS = {"unit", "below", "from", "to", "kind", "linkage", "entry", "plan_item", "assignment"}


class Mistake(ValueError):
    """Why a token can't be read, in a sentence for the editor."""


class Binder:
    """Reads the filters of many tokens; each list of rows is loaded once."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self._units: dict[str, Unit | None] = {}

    @cached_property
    def kinds(self) -> dict[str, ActivityKind]:
        return {row.code: row for row in ActivityKind.objects.all()}

    @cached_property
    def linkages(self) -> dict[str, Linkage]:
        return {row.code: row for row in Linkage.objects.all()}

    @cached_property
    def entries(self) -> dict[str, Entry]:
        return {row.code: row for row in Entry.objects.all()}

    @cached_property
    def indicators(self) -> dict[str, Indicator]:
        return {row.code: row for row in Indicator.objects.all()}

    @cached_property
    def hazard_sources(self) -> dict[str, HazardSource]:
        return {row.code: row for row in HazardSource.objects.all()}

    @cached_property
    def plan_kinds(self) -> dict[str, PlanItemKind]:
        return {row.code: row for row in PlanItemKind.objects.all()}

    @cached_property
    def plan_items(self) -> dict[str, PlanItem]:
        return {str(row.pk): row for row in PlanItem.objects.filter(campaign=self.campaign).select_related("campaign")}

    @cached_property
    def assignments(self) -> dict[str, Assignment]:
        return {str(row.pk): row for row in Assignment.objects.filter(campaign=self.campaign)}

    def filters(self, params: Iterable[tuple[str, str]]) -> ActivityFilters:
        given: dict[str, list[str]] = {}
        for name, value in params:
            if name not in FILTERS:
                raise Mistake(gettext("There is no filter “%(name)s”.") % {"name": shortened(name)})
            given.setdefault(name, []).append(value)
        for name, values in given.items():
            if len(values) > 1 and name not in ("kind", "linkage", "entry"):
                raise Mistake(gettext("The filter “%(name)s” is given twice.") % {"name": name})
        one = {name: values[0] for name, values in given.items()}
        return ActivityFilters(
            unit=self.unit(one["unit"]) if "unit" in one else None,
            unit_itself=self._is_alone(one),
            day_from=self._day(one.get("from")),
            day_to=self._day(one.get("to")),
            kinds=tuple(self.row(self.kinds, code) for code in given.get("kind", ())),
            linkages=tuple(self.row(self.linkages, code) for code in given.get("linkage", ())),
            entries=tuple(self.row(self.entries, code) for code in given.get("entry", ())),
            plan_item=self._plan_item(one.get("plan_item")),
            no_plan_item=one.get("plan_item") == "none",
            assignment=self.row(self.assignments, one["assignment"]) if "assignment" in one else None,
        )

    def unit(self, typed: str) -> Unit:
        """By division code or number, as in an address."""
        if typed not in self._units:
            found = None
            if typed.isascii() and typed.isdigit() and len(typed) <= 12:
                rows = Unit.objects.below(self.campaign.area.path)
                found = rows.filter(division_code=typed).order_by("path").first() or rows.filter(pk=int(typed)).first()
            self._units[typed] = found
        unit = self._units[typed]
        if unit is None:
            raise Mistake(gettext("There is no unit “%(code)s”.") % {"code": shortened(typed)})
        return unit

    def row(self, rows: dict[str, Any], code: str) -> Any:
        if code not in rows:
            raise Mistake(gettext("“%(code)s” is not in the portal's lists.") % {"code": shortened(code)})
        return rows[code]

    def _plan_item(self, typed: str | None) -> PlanItem | None:
        return None if typed in (None, "none") else self.row(self.plan_items, str(typed))

    def _is_alone(self, one: dict[str, str]) -> bool:
        if "below" not in one:
            return False
        if one["below"] != "no" or "unit" not in one:
            raise Mistake(gettext("“below” only takes “no”, and stands beside a unit."))
        return True

    def _day(self, typed: str | None) -> date | None:
        if typed is None:
            return None
        try:
            return date.fromisoformat(typed)
        except ValueError:
            words = gettext("“%(text)s” isn't a day; write it as 2026-06-10.")
            raise Mistake(words % {"text": shortened(typed)}) from None


def only(params: Iterable[tuple[str, str]], *names: str) -> dict[str, str]:
    """The parameters of a token that takes these and no others."""
    found: dict[str, str] = {}
    for name, value in params:
        if name not in names:
            raise Mistake(gettext("There is no filter “%(name)s”.") % {"name": shortened(name)})
        found[name] = value
    return found


def keys(rows: Iterable[Model]) -> tuple[int, ...]:
    return tuple(sorted(row.pk for row in rows))
