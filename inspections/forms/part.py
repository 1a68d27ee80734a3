"""Narrowing a list to a unit and to days."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, FilterForm
from inspections.forms.filters import unit_field
from inspections.selectors.part import Part


class PartForm(FilterForm):
    """Names as in the address: unit, below, from, to. A page that asks for more inherits from it."""

    unit = unit_field(label=_("Unit"))
    below = forms.ChoiceField(
        choices=[("", _("With the units below")), ("no", _("The unit itself"))], label=_("Units below")
    )
    to = DateField(label=_("To"), input_formats=["%Y-%m-%d"])

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"] = DateField(label=_("From"), required=False, input_formats=["%Y-%m-%d"])
        self.fields["to"] = self.fields.pop("to")
        self.fields["unit"].queryset = units

    def clean(self):
        data = super().clean()
        if data.get("from") and data.get("to") and data["to"] < data["from"]:
            self.add_error("to", _("The last day lies before the first."))
        if not data.get("unit"):
            data["below"] = ""
        return data

    def part(self) -> Part:
        """Of a valid form; of an invalid one what could be read."""
        data = self.cleaned_data
        return Part(data.get("unit"), data.get("below") == "no", data.get("from"), data.get("to"))
