from crispy_forms.layout import Div
from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.forms.base import EditForm
from campaigns.forms.fields import unit_field
from campaigns.models import CommitteeSeat
from core.forms import DateField, FilterForm, PortalForm


class SeatForm(EditForm):
    unit = unit_field(label=_("Unit"), required=False)
    valid_from = DateField(label=_("From"), required=False)
    valid_until = DateField(label=_("Until"), required=False)

    class Meta:
        model = CommitteeSeat
        fields = ["kind", "post", "unit", "person", "valid_from", "valid_until"]

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units
        self.fields["post"].help_text = _("A member unit needs no post.")

    def layout(self):
        version = ["version"] if "version" in self.fields else []
        return (
            *version,
            "kind",
            Div("post", "person", css_class="field-row"),
            "unit",
            Div("valid_from", "valid_until", css_class="field-row"),
        )


class ReplaceSeatForm(PortalForm):
    """Who holds the seat from a day on."""

    post = forms.CharField(label=_("Post"), max_length=120, required=False)
    person = forms.CharField(label=_("Person"), max_length=60, required=False)
    on = DateField(label=_("From"), initial=timezone.localdate)


class AsOfForm(FilterForm):
    on = DateField(label=_("As of"))
