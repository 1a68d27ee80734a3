from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from core.forms import DateField, FilterForm, PickerField
from inspections.models import Round, Team, Visit
from inspections.selectors.visit_filters import VisitFilters
from units.models import Unit


class VisitFilterForm(FilterForm):
    """Names as in the address: unit, below, kind, state, team, round, from, to, found, q."""

    q = forms.CharField(
        label=_("Unit by name"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name or pinyin initials")}),
    )
    unit = PickerField(
        Unit.objects.none(),
        search_url=reverse_lazy("units:search"),
        label=_("Unit"),
        placeholder=_("Name or pinyin initials"),
    )
    below = forms.ChoiceField(
        choices=[("", _("With the units below")), ("no", _("The unit itself"))], label=_("Units below")
    )
    kind = forms.MultipleChoiceField(choices=Visit.Kind.choices, label=_("Kind"), widget=forms.CheckboxSelectMultiple)
    state = forms.MultipleChoiceField(
        choices=Visit.State.choices, label=_("State"), widget=forms.CheckboxSelectMultiple
    )
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=_("Any"))
    round = forms.ModelChoiceField(Round.objects.none(), label=_("Round"), empty_label=_("Any"))
    to = DateField(label=_("To"), input_formats=["%Y-%m-%d"])
    found = forms.ChoiceField(
        choices=[("", _("Any")), ("yes", _("With hazards")), ("no", _("Without hazards"))], label=_("Hazards")
    )

    def __init__(self, *args, units, teams, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"] = DateField(label=_("From"), required=False, input_formats=["%Y-%m-%d"])
        self.fields["unit"].queryset = units
        self.fields["team"].queryset = teams
        self.fields["round"].queryset = rounds

    def clean(self):
        data = super().clean()
        if data.get("from") and data.get("to") and data["to"] < data["from"]:
            self.add_error("to", _("The last day lies before the first."))
        if not data.get("unit"):
            data["below"] = ""
        return data

    def filters(self) -> VisitFilters:
        """The filters of a valid form; of an invalid one those that could be read."""
        data = self.cleaned_data
        return VisitFilters(
            unit=data.get("unit"),
            unit_itself=data.get("below") == "no",
            kinds=tuple(data.get("kind") or ()),
            states=tuple(data.get("state") or ()),
            team=data.get("team"),
            round=data.get("round"),
            day_from=data.get("from"),
            day_to=data.get("to"),
            found={"yes": True, "no": False}.get(data.get("found") or ""),
            text=data.get("q") or "",
        )
