from django import forms
from django.utils.translation import gettext_lazy

from core.forms import PortalForm
from inspections.forms.sorting import unit_field


class PointForm(PortalForm):
    """`units`: those for which this person may hang up a code."""

    place = forms.CharField(
        label=gettext_lazy("Where will it hang?"),
        help_text=gettext_lazy("e.g. entrance of workshop 2. It stands on the poster and beside each report."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args, campaign, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(campaign, units, label=gettext_lazy("Unit"))
        self.order_fields(["unit", "place"])
