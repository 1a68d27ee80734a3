"""A team and who belongs to it."""

from crispy_forms.layout import Div
from django import forms
from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from campaigns.forms.base import EditForm
from campaigns.forms.fields import unit_field
from core.forms import ManyPickerField, PickerField, PortalForm
from core.widgets import ButtonChoices
from inspections.models import Team
from inspections.services.teams import Crew, Expert

MOST_EXPERTS = 30


def _finding():
    return {"search_url": reverse_lazy("accounts:people_search"), "placeholder": _("Name or phone")}


class TeamForm(EditForm):
    leader = PickerField(User.objects.none(), label=_("Team leader"), required=False, **_finding())
    people = ManyPickerField(User.objects.none(), label=_("Members"), required=False, **_finding())

    class Meta:
        model = Team
        fields = ["name", "kind"]
        widgets = {"kind": ButtonChoices}

    def __init__(self, *args, people, members=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["leader"].queryset = self.fields["people"].queryset = people
        with_accounts = [member for member in members if member.person_id]
        self.fields["people"].initial = [each.person_id for each in with_accounts if not each.is_leader]
        self.fields["leader"].initial = next((each.person_id for each in with_accounts if each.is_leader), None)

    def layout(self):
        version = ["version"] if "version" in self.fields else []
        return (*version, Div("name", "kind", css_class="field-row"), "leader", "people")

    def crew(self, experts):
        return Crew(list(self.cleaned_data["people"]), self.cleaned_data["leader"], experts)


class ExpertForm(PortalForm):
    mark_optional = False
    name = forms.CharField(label=_("Expert's name"), max_length=60, required=False)
    unit = unit_field(label=_("Where they work"), required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units

    def clean(self):
        if self.cleaned_data.get("unit") and not self.cleaned_data.get("name") and "name" not in self.errors:
            self.add_error("name", _("Say who it is."))
        return self.cleaned_data


class BaseExpertFormSet(forms.BaseFormSet):
    def experts(self):
        """Rows without a name are no experts."""
        rows = (form.cleaned_data for form in self.forms)
        return [Expert(row["name"], row.get("unit")) for row in rows if row.get("name")]


def expert_formset(data, members, *, units, more=0):
    """One row for each expert, and empty ones to fill in."""
    initial = [{"name": each.name, "unit": each.unit_id} for each in members if not each.person_id]
    factory = forms.formset_factory(
        ExpertForm,
        formset=BaseExpertFormSet,
        extra=2 if not initial else 1,
        max_num=MOST_EXPERTS,
        absolute_max=MOST_EXPERTS,
    )
    if data is not None and more:
        shown = data.get("expert-TOTAL_FORMS", "")
        data = data.copy()
        data["expert-TOTAL_FORMS"] = str(min(int(shown[:3]) + more, MOST_EXPERTS) if shown.isdecimal() else more)
    return factory(data, initial=initial, prefix="expert", form_kwargs={"units": units})
