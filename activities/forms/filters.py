"""The filters of activities as typed into a page or an address."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from activities.selectors.filtering import ActivityFilters
from campaigns.models import ActivityKind, Assignment, Campaign, Entry, Indicator, Linkage, PlanItem
from units.models import Unit

NO_PLAN_ITEM = "none"


def by_code(model, label):
    return forms.ModelMultipleChoiceField(
        queryset=model.objects.all(), to_field_name="code", required=False, label=label
    )


class ActivityFilterForm(forms.Form):
    """Names as in the address: unit, below, from, to, kind, linkage, entry, plan_item, assignment, state, indicator, photos, q."""

    q = forms.CharField(label=_("Text"), required=False, max_length=80, strip=True)
    unit = forms.CharField(label=_("Unit"), required=False, max_length=20)
    below = forms.ChoiceField(
        choices=[("", _("With the units below")), ("no", _("The unit itself"))], label=_("Units below"), required=False
    )
    to = forms.DateField(label=_("To"), required=False, input_formats=["%Y-%m-%d"])
    kind = by_code(ActivityKind, _("Kind"))
    linkage = by_code(Linkage, _("Linkage"))
    entry = by_code(Entry, _("Entry"))
    plan_item = forms.CharField(label=_("Plan item"), required=False, max_length=20)
    assignment = forms.ModelChoiceField(Assignment.objects.none(), label=_("Assignment"), required=False)
    state = forms.MultipleChoiceField(choices=Activity.State.choices, label=_("State"), required=False)
    indicator = forms.ModelChoiceField(
        Indicator.objects.all(), to_field_name="code", label=_("With a figure for"), required=False
    )
    photos = forms.ChoiceField(
        choices=[("", _("Any")), ("yes", _("With photos")), ("no", _("Without photos"))],
        label=_("Photos"),
        required=False,
    )

    def __init__(self, *args, campaign: Campaign, units: QuerySet[Unit], **kwargs):
        super().__init__(*args, **kwargs)
        self.campaign, self.units = campaign, units
        self.fields["from"] = forms.DateField(label=_("From"), required=False, input_formats=["%Y-%m-%d"])
        self.fields["assignment"].queryset = campaign.assignments.all()

    def clean_unit(self) -> Unit | None:
        """By division code or number."""
        typed = self.cleaned_data["unit"].strip()
        if not typed:
            return None
        if not typed.isascii() or not typed.isdigit():
            raise forms.ValidationError(_("Give the unit's number or division code."))
        unit = self.units.filter(division_code=typed).order_by("path").first()
        unit = unit or self.units.filter(pk=int(typed)).first()
        if unit is None:
            raise forms.ValidationError(_("There is no such unit."))
        return unit

    def clean_plan_item(self) -> PlanItem | str | None:
        typed = self.cleaned_data["plan_item"].strip()
        if typed in ("", NO_PLAN_ITEM):
            return typed or None
        item = self.campaign.plan_items.filter(pk=int(typed)).first() if typed.isascii() and typed.isdigit() else None
        if item is None:
            raise forms.ValidationError(_("The plan has no such item."))
        return item

    def clean(self):
        data = super().clean()
        if data.get("from") and data.get("to") and data["to"] < data["from"]:
            self.add_error("to", _("The last day lies before the first."))
        return data

    def filters(self) -> ActivityFilters:
        """The filters of a valid form; of an invalid one those that could be read."""
        data = self.cleaned_data
        plan_item = data.get("plan_item")
        return ActivityFilters(
            unit=data.get("unit"),
            unit_itself=bool(data.get("unit")) and data.get("below") == "no",
            day_from=data.get("from"),
            day_to=data.get("to"),
            kinds=tuple(data.get("kind") or ()),
            linkages=tuple(data.get("linkage") or ()),
            entries=tuple(data.get("entry") or ()),
            plan_item=plan_item if isinstance(plan_item, PlanItem) else None,
            no_plan_item=plan_item == NO_PLAN_ITEM,
            assignment=data.get("assignment"),
            states=tuple(data.get("state") or ()),
            indicator=data.get("indicator"),
            has_photos={"yes": True, "no": False}.get(data.get("photos") or ""),
            text=data.get("q") or "",
        )
