"""Narrowing a list to a unit and to days."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, FilterForm, refuse_backward
from units.forms.fields import UnitField


def day_field(label):
    return DateField(label=label, required=False, input_formats=["%Y-%m-%d"])


class UnitDaysForm(FilterForm):
    """Names as in the address: unit, from, to. A page that asks for more inherits from it."""

    unit = UnitField(label=_("Unit"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["from"], self.fields["to"] = day_field(_("From")), day_field(_("To"))

    def clean(self):
        data = super().clean()
        refuse_backward(self, "from", "to")
        return data


class UnitBelowDaysForm(UnitDaysForm):
    """Names as in the address: unit, below, from, to."""

    below = forms.ChoiceField(
        choices=[("", _("With the units below")), ("no", _("The unit itself"))], label=_("Units below")
    )

    def clean(self):
        data = super().clean()
        if not data.get("unit"):
            data["below"] = ""
        return data
