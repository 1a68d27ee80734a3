"""What the office asks and what a unit answers."""

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from campaigns.forms.attachments import AttachmentsField
from campaigns.forms.fields import KindsField, units_field
from campaigns.models import Assignment, Indicator, PlanItem
from campaigns.selectors.assignments import STANDINGS
from core.forms import DateTimeField, FilterForm, PortalForm, PortalModelForm, VersionField
from core.widgets import ButtonChoices
from units.forms.part import UnitBelowDaysForm
from units.models import UnitKind

STANDING_NAMES = {
    "late": _("Late"),
    "silent": _("Not answered"),
    "waiting": _("Waiting for the office"),
    "open": _("Open"),
    "done": _("Done"),
    "waived": _("Waived"),
}
STANDING_LABEL = pgettext_lazy("how far they are", "Units")
STANDING_CHOICES = [("", _("All")), *((name, STANDING_NAMES[name]) for name in STANDINGS)]
LARGEST_QUOTA = 2**31 - 1


class AssignmentForm(PortalModelForm):
    due_at = DateTimeField(label=_("Due"))
    files = AttachmentsField(label=_("Attachments"), required=False)
    version = VersionField(required=False)

    class Meta:
        model = Assignment
        fields = ["title", "plan_item", "instructions", "files", "due_at", "answer"]
        widgets = {"instructions": forms.Textarea(attrs={"rows": 6}), "answer": ButtonChoices}

    def __init__(self, *args, plan_items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan_item"].queryset = plan_items

    def facts(self):
        """What goes to the service; files go beside it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("files", "version")}


class QuotaForm(PortalForm):
    mark_optional = False
    indicator = forms.ModelChoiceField(
        Indicator.objects.in_use(), label=_("What is counted"), required=False, empty_label=_("Activities")
    )
    at_least = forms.IntegerField(
        label=_("At least"),
        required=False,
        min_value=1,
        max_value=LARGEST_QUOTA,
        widget=forms.NumberInput(attrs={"class": "field-figure"}),
    )

    def clean(self):
        if (
            self.cleaned_data.get("indicator")
            and not self.cleaned_data.get("at_least")
            and "at_least" not in self.errors
        ):
            self.add_error("at_least", _("Say how many at least."))
        return self.cleaned_data


class BaseQuotaFormSet(forms.BaseFormSet):
    """Rows without a number ask nothing; the same thing is asked once."""

    def asked(self):
        """Pairs of indicator (None: activities) and number."""
        rows = (form.cleaned_data for form in self.forms)
        return [(row.get("indicator"), row["at_least"]) for row in rows if row.get("at_least")]

    def clean(self):
        if any(self.errors):
            return
        seen = set()
        for form in self.forms:
            indicator = form.cleaned_data.get("indicator")
            if not form.cleaned_data.get("at_least"):
                continue
            if indicator in seen:
                form.add_error("indicator", _("The same indicator is asked twice."))
            seen.add(indicator)


def quota_formset(data, rows, *, more=0):
    """A formset over pairs of indicator and number, with empty rows to fill in."""
    initial = [{"indicator": indicator, "at_least": at_least} for indicator, at_least in rows]
    factory = forms.formset_factory(
        QuotaForm, formset=BaseQuotaFormSet, extra=max(3 - len(initial), 1), max_num=100, absolute_max=100
    )
    if data is not None and more:
        shown = data.get("quota-TOTAL_FORMS", "")
        data = data.copy()
        data["quota-TOTAL_FORMS"] = str(min(int(shown[:3]) + more, 100) if shown.isdecimal() else more)
    return factory(data, initial=initial, prefix="quota")


class AskedUnitsForm(PortalForm):
    """Whom to ask; a plan item offers its lead and co-operating units."""

    of_plan_item = forms.BooleanField(required=False)
    kinds = KindsField(label=_("All units of these kinds"), required=False)
    units = units_field(label=_("These units"), required=False)

    def __init__(self, *args, units, kinds, of_plan_item=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units
        self.fields["kinds"].queryset = kinds
        if of_plan_item:
            names = gettext(", ").join(unit.name for unit in of_plan_item)
            self.fields["of_plan_item"].label = _("Lead and co-operating units of the plan item: %(names)s") % {
                "names": names
            }
        else:
            del self.fields["of_plan_item"]

    def clean(self):
        if not any(self.cleaned_data.values()) and not self.errors:
            raise forms.ValidationError(_("Choose at least one kind or one unit."))
        return self.cleaned_data


class AssignmentFilter(UnitBelowDaysForm):
    """Names as in the address: q, state, plan_item, unit, below, from, to (due)."""

    q = forms.CharField(label=_("Title"), max_length=60)
    state = forms.ChoiceField(label=STANDING_LABEL, choices=STANDING_CHOICES)
    plan_item = forms.ModelChoiceField(PlanItem.objects.none(), label=_("Plan item and below"), empty_label=_("All"))

    def __init__(self, *args, plan_items, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["from"].label, self.fields["to"].label = _("Due from"), _("Due to")
        self.fields["plan_item"].queryset = plan_items


class ShareFilter(FilterForm):
    q = forms.CharField(label=_("Unit"), max_length=60)
    state = forms.ChoiceField(label=_("State"), choices=STANDING_CHOICES)
    kind = forms.ModelChoiceField(UnitKind.objects.all(), label=_("Kind of unit"), empty_label=_("All"))


class SentenceForm(PortalForm):
    text = forms.CharField(label=_("Your answer"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))


class DocumentForm(PortalForm):
    files = AttachmentsField(label=_("Document"))
    text = forms.CharField(label=_("Remark"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, has_files, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["files"].required = not has_files


class AcceptForm(PortalForm):
    why = forms.CharField(
        label=_("Why does it count as done?"),
        help_text=_("It stays in the history."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
