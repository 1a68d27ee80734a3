"""A part of a campaign that lists and figures alike can be narrowed to: a unit with those below it, and days."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from units.models import Unit


@dataclass(frozen=True)
class Part:
    """Empty is the whole. With `unit_itself` only the very unit; both days are included."""

    unit: Unit | None = None
    unit_itself: bool = False
    day_from: date | None = None
    day_to: date | None = None

    def of(self, unit: str, day: str) -> Q:
        """The condition on rows whose unit and day stand in these columns."""
        return self.of_unit(unit) & self.of_days(day)

    def of_unit(self, column: str) -> Q:
        if self.unit is None:
            return Q()
        return Q(**{column: self.unit}) if self.unit_itself else Q(**{f"{column}__path__startswith": self.unit.path})

    def of_days(self, column: str) -> Q:
        found = Q()
        if self.day_from:
            found &= Q(**{f"{column}__gte": self.day_from})
        if self.day_to:
            found &= Q(**{f"{column}__lte": self.day_to})
        return found

    def pairs(self) -> list[tuple[str, Any]]:
        """As it stands in an address."""
        found: list[tuple[str, Any]] = [("unit", self.unit.pk)] if self.unit else []
        if self.unit_itself:
            found.append(("below", "no"))
        days = {"from": self.day_from, "to": self.day_to}
        return found + [(name, day.isoformat()) for name, day in days.items() if day]


WHOLE = Part()
