"""What narrows the list of units."""

from django import forms
from django.utils.translation import gettext_lazy as _

from core.forms import FilterForm
from units.forms.units import unit_picker
from units.models import Industry, Unit, UnitKind
from units.selectors import NOT_RATED

STATES = [
    ("active", _("active today")),
    ("later", _("not yet active")),
    ("ended", _("ended")),
    ("merged", _("merged into another")),
    ("all", _("all")),
]
GAPS = [("", _("complete or not")), ("liaison", _("without a liaison")), ("contact", _("without a contact"))]
LEVELS = [("", _("all levels")), *Unit.RiskLevel.choices[1:], (NOT_RATED, Unit.RiskLevel.__empty__)]


class UnitFilterForm(FilterForm):
    q = forms.CharField(
        label=_("Search"),
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, initials, code")}),
    )
    kind = forms.ModelChoiceField(UnitKind.objects.all(), label=_("Kind"), empty_label=_("all kinds"))
    industry = forms.ModelChoiceField(Industry.objects.all(), label=_("Industry"), empty_label=_("all industries"))
    risk_level = forms.ChoiceField(label=_("Risk level"), choices=LEVELS)
    state = forms.ChoiceField(label=_("State"), choices=STATES)
    gap = forms.ChoiceField(label=_("What is missing"), choices=GAPS)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["below"] = unit_picker(units, label=_("Below"), required=False)
