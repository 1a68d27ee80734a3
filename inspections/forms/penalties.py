"""What is typed about an enforcement record."""

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.base import EditForm
from campaigns.forms.fields import unit_field
from core.forms import DateField, FilterForm
from inspections.forms.fields import HazardField
from inspections.models import Penalty


class PenaltyForm(EditForm):
    unit = unit_field(label=_("Firm"))
    decided_on = DateField(label=_("Decided on"))
    executed_on = DateField(label=_("Executed on"), required=False)

    class Meta:
        model = Penalty
        fields = [
            "hazard",
            "unit",
            "basis",
            "document_no",
            "decided_on",
            "firm_yuan",
            "person_post",
            "person_yuan",
            "other",
            "executed_on",
        ]
        help_texts = {
            "basis": _("Law and article."),
            "person_post": _("The post, not the name: for example legal representative."),
            "other": _("Stop of production, warning, licence withdrawn …"),
        }

    def __init__(self, *args, campaign, hazards, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hazard"] = HazardField(campaign=campaign, queryset=hazards)
        self.fields["unit"].queryset = units
        for name in ("firm_yuan", "person_yuan"):
            self.fields[name].min_value = 0

    def layout(self):
        version = ["version"] if "version" in self.fields else []
        return (
            *version,
            "hazard",
            "unit",
            "basis",
            Div("document_no", "decided_on", css_class="field-row"),
            "firm_yuan",
            Div("person_post", "person_yuan", css_class="field-row"),
            "other",
            "executed_on",
        )


class PenaltyFilterForm(FilterForm):
    """Names as in the address: q, double (firm and person), executed (yes, no), hazard."""

    q = forms.CharField(
        label=_("Text"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Firm, basis, number")}),
    )
    double = forms.ChoiceField(
        label=_("Punished"), choices=[("", _("All")), ("yes", _("Firm and person")), ("no", _("One of them"))]
    )
    executed = forms.ChoiceField(
        label=_("Execution"), choices=[("", _("All")), ("yes", _("Executed")), ("no", _("Not yet executed"))]
    )
