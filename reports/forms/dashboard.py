"""What the dashboard shows: a unit, and a range of days."""

from django.db.models import QuerySet
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from activities.selectors.filtering import ActivityFilters
from core.forms import DateField, FilterForm
from units.forms.fields import UnitField
from units.models import Unit


class DashboardForm(FilterForm):
    """Names as in the address: unit, from, to."""

    unit = UnitField(
        Unit.objects.none(),
        search_url=reverse_lazy("units:search"),
        label=_("Unit"),
        placeholder=_("Name or pinyin initials"),
    )

    def __init__(self, *args, units: QuerySet[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        for name, label in (("from", _("From")), ("to", _("To"))):
            self.fields[name] = DateField(label=label, required=False, input_formats=["%Y-%m-%d"])

    def clean(self):
        data = super().clean()
        if data.get("from") and data.get("to") and data["to"] < data["from"]:
            self.add_error("to", _("The last day lies before the first."))
        return data

    def filters(self) -> ActivityFilters:
        """Those that could be read; without a last day that can't be, all later days."""
        data = self.cleaned_data
        return ActivityFilters(unit=data.get("unit"), day_from=data.get("from"), day_to=data.get("to"))
