from django import forms
from django.utils.translation import gettext_lazy as _

from inspections.models import Round, Team, Visit
from inspections.selectors.visit_filters import VisitFilters
from units.forms.part import UnitBelowDaysForm


class VisitFilterForm(UnitBelowDaysForm):
    """Names as in the address: unit, below, kind, state, team, round, from, to, found, q."""

    q = forms.CharField(
        label=_("Unit by name"),
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Name or pinyin initials")}),
    )
    kind = forms.MultipleChoiceField(choices=Visit.Kind.choices, label=_("Kind"), widget=forms.CheckboxSelectMultiple)
    state = forms.MultipleChoiceField(
        choices=Visit.State.choices, label=_("State"), widget=forms.CheckboxSelectMultiple
    )
    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"), empty_label=_("Any"))
    round = forms.ModelChoiceField(Round.objects.none(), label=_("Round"), empty_label=_("Any"))
    found = forms.ChoiceField(
        choices=[("", _("Any")), ("yes", _("With hazards")), ("no", _("Without hazards"))], label=_("Hazards")
    )

    def __init__(self, *args, teams, rounds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = teams
        self.fields["round"].queryset = rounds

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
