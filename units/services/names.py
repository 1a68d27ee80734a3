"""Units as a workbook's cells name them."""

from django.utils.translation import gettext as _

from core.names import Names
from units.models import Unit
from units.services.workbook import Places


class UnitNames:
    """The units of an area: by name, "superior/name" or division code, in full width or half."""

    def __init__(self, area: Unit) -> None:
        rows = Unit.objects.below(area.path).filter(merged_into=None)
        self._units = {row.pk: row for row in rows.only("pk", "name", "parent", "path", "division_code")}
        self._places, self._plain = Places(), Names()
        self._labels: dict[int, str] = {}
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

    def label(self, key: int) -> str:
        """The shortest text that means this unit alone; nothing for a unit that is not of the area."""
        if key not in self._units:
            return ""
        if key not in self._labels:
            self._labels[key] = self._places.label(key)
        return self._labels[key]
