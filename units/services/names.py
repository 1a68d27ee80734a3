"""Units as a workbook's cells name them."""

from collections.abc import Callable
from functools import cache

from django.utils.translation import gettext as _

from core.names import Names
from units.models import Unit
from units.services.workbook import Places, places_of


def unit_labels(area: Unit) -> Callable[[int], str]:
    """For a unit's key the shortest text that means it alone; nothing for a unit that is not of the area."""
    places = places_of(area.path)

    @cache
    def label(key: int) -> str:
        return places.label(key) if key in places else ""

    return label


class UnitNames:
    """The units of an area: by name, "superior/name" or division code, in full width or half."""

    def __init__(self, area: Unit) -> None:
        rows = Unit.objects.below(area.path).filter(merged_into=None)
        self._units = {row.pk: row for row in rows.only("pk", "name", "parent", "path", "division_code")}
        self._places, self._plain = Places(), Names()
        for key, unit in self._units.items():
            self._places.add(key, unit.name, unit.parent_id, unit.division_code)
            self._plain.add(unit, unit.name)

    def find(self, text: str) -> list[Unit]:
        found = [self._units[key] for key in self._places.find(text)]
        return found or self._plain.find(text)

    def one(self, text: str) -> Unit:
        """The one unit that the text means, or a ValueError that says why there is none."""
        found = self.find(text)
        if len(found) > 1:
            raise ValueError(_("Several units are called so. Write the superior unit before it: A/B."))
        if not found:
            raise ValueError(_("There is no such unit in the area of this campaign."))
        return found[0]
