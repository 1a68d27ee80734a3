"""What the dashboard shows: a unit, and a range of days."""

from activities.selectors.filtering import ActivityFilters
from units.forms.part import UnitDaysForm


class DashboardForm(UnitDaysForm):
    def filters(self) -> ActivityFilters:
        """Those that could be read; without a last day that can't be, all later days."""
        data = self.cleaned_data
        return ActivityFilters(unit=data.get("unit"), day_from=data.get("from"), day_to=data.get("to"))
