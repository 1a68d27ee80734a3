"""A round, what narrows its objects, and how many are drawn."""

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.base import EditForm
from core.forms import DateField, FilterForm, PortalForm, refuse_backward
from inspections.forms.part import PartForm
from inspections.models import Round, Team
from units.forms.lists import LEVELS
from units.forms.units import unit_picker
from units.models import Industry, UnitKind

STANDINGS = [
    ("", _("inspected or not")),
    ("never", _("never inspected")),
    ("due", _("due again")),
    ("wanted", _("never inspected or due again")),
    ("in_time", _("inspected in time")),
]
COVER = [
    ("", _("All")),
    ("open", _("not yet covered")),
    ("covered", _("covered")),
    ("no_team", _("without a team")),
]


class RoundForm(EditForm):
    starts_on = DateField(label=_("First day"))
    ends_on = DateField(label=_("Last day"))
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(), label=_("Teams"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Round
        fields = ["name", "kind", "aim", "starts_on", "ends_on", "is_announced", "checklist", "plan_item", "teams"]
        widgets = {"aim": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, teams, checklists, plan_items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = teams
        self.fields["checklist"].queryset = checklists
        self.fields["plan_item"].queryset = plan_items

    def layout(self):
        version = ["version"] if "version" in self.fields else []
        return (
            *version,
            Div("name", "kind", css_class="field-row"),
            Div("starts_on", "ends_on", css_class="field-row"),
            "aim",
            "is_announced",
            "teams",
            Div("checklist", "plan_item", css_class="field-row"),
        )

    def clean(self):
        data = super().clean()
        refuse_backward(self, "starts_on", "ends_on")
        return data


class ObjectFilterForm(FilterForm):
    """Units that a round may go to."""

    q = forms.CharField(
        label=_("Search"),
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, initials, code")}),
    )
    standing = forms.ChoiceField(label=_("Inspection"), choices=STANDINGS)
    risk_level = forms.ChoiceField(label=_("Risk level"), choices=LEVELS)
    kind = forms.ModelChoiceField(UnitKind.objects.all(), label=_("Kind"), empty_label=_("all kinds"))
    industry = forms.ModelChoiceField(Industry.objects.all(), label=_("Industry"), empty_label=_("all industries"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["below"] = unit_picker(units, label=_("Town or street"), required=False)

    def chosen(self):
        return self.cleaned_data if self.is_valid() else {}


class OfferFilterForm(ObjectFilterForm):
    """A supervision round goes to any unit, others mostly to those with an industry or a risk level."""

    which = forms.ChoiceField(
        label=_("Units"), choices=[("", _("every unit")), ("inspected", _("with an industry or risk level"))]
    )


class RoundObjectFilterForm(FilterForm):
    """What narrows the objects of one round."""

    q = forms.CharField(
        label=_("Search"),
        max_length=60,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name, initials, code")}),
    )
    cover = forms.ChoiceField(label=_("State"), choices=COVER)
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=_("all teams"))
    risk_level = forms.ChoiceField(label=_("Risk level"), choices=LEVELS)

    def __init__(self, *args, units, teams, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["below"] = unit_picker(units, label=_("Town or street"), required=False)

    def chosen(self):
        return self.cleaned_data if self.is_valid() else {}


class LotForm(PortalForm):
    mark_optional = False
    count = forms.IntegerField(
        label=_("How many"), min_value=1, max_value=10_000, widget=forms.NumberInput(attrs={"class": "field-figure"})
    )
    of_each_industry = forms.BooleanField(label=_("of each industry"), required=False)


class RoundFilterForm(PartForm):
    """Names as in the address: state, unit (that a round goes to), below, from, to (its first day)."""

    state = forms.MultipleChoiceField(choices=Round.State.choices, label=_("State"))
