"""Narrowing a list to a part of the county and to days."""

from inspections.selectors.part import Part
from units.forms.part import UnitBelowDaysForm


class PartForm(UnitBelowDaysForm):
    """A page that asks for more inherits from it."""

    def part(self) -> Part:
        """Of a valid form; of an invalid one what could be read."""
        data = self.cleaned_data
        return Part(data.get("unit"), data.get("below") == "no", data.get("from"), data.get("to"))
