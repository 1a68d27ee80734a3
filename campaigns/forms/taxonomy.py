from crispy_forms.layout import Div, Fieldset
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.models import ActivityKind, Entry, EntrySet, Indicator, PlanItemKind
from campaigns.models.taxonomy import KindIndicator
from core.forms import PortalModelForm
from units.models import UnitKind


class RowForm(PortalModelForm):
    """Both names, and a code only where the row is new."""

    extra: list[str] = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            del self.fields["code"]
        else:
            self.fields["code"].required = False
            self.fields["code"].help_text = _("For workbooks and other systems; empty makes one of the English name.")

    def layout(self):
        code = ["code"] if "code" in self.fields else []
        return (Div("name_zh", "name_en", css_class="field-row"), *code, *self.extra)

    def facts(self):
        names = [name for name in self.Meta.fields if name in self.cleaned_data]
        return {name: self.cleaned_data[name] for name in names}


NAMES = ["code", "name_zh", "name_en"]


class PlanItemKindForm(RowForm):
    extra = [Div("measure_zh", "plural_en", css_class="field-row")]

    class Meta:
        model = PlanItemKind
        fields = [*NAMES, "measure_zh", "plural_en"]


class UnitKindForm(RowForm):
    extra = ["is_area"]

    class Meta:
        model = UnitKind
        fields = [*NAMES, "is_area"]


class IndicatorForm(RowForm):
    extra = [Div("measure_zh", "measure_en", css_class="field-row"), "addition", "of_event"]

    class Meta:
        model = Indicator
        fields = [*NAMES, "measure_zh", "measure_en", "addition", "of_event"]


class EntrySetForm(RowForm):
    extra = ["entries"]
    entries = forms.ModelMultipleChoiceField(
        Entry.objects.in_use(), label=gettext_lazy("Entries"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = EntrySet
        fields = [*NAMES, "entries"]


class ActivityKindForm(RowForm):
    """A number beside an indicator says that the kind asks it, and in which place."""

    mark_optional = False

    class Meta:
        model = ActivityKind
        fields = [*NAMES, "has_grid"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        places = dict(KindIndicator.objects.filter(kind=self.instance.pk).values_list("indicator", "position"))
        rows = list(Indicator.objects.in_use())
        self.indicators = sorted(rows, key=lambda row: (row.pk not in places, places.get(row.pk, row.position)))
        for indicator in self.indicators:
            self.fields[f"place_{indicator.code}"] = forms.IntegerField(
                label=indicator.name, required=False, min_value=1, max_value=99, initial=places.get(indicator.pk)
            )

    def layout(self):
        places = Div(*(f"place_{indicator.code}" for indicator in self.indicators), css_class="field-row")
        legend = _("Indicators: 1 for the first asked, 2 for the next, empty for not asked")
        return (*super().layout(), "has_grid", Fieldset(legend, places, css_class="group"))

    def facts(self):
        order = {indicator: self.cleaned_data[f"place_{indicator.code}"] for indicator in self.indicators}
        return super().facts() | {"indicator_order": order}


# Lists that have more than names; all others get the plain form.
FORMS = {
    form.Meta.model: form for form in (PlanItemKindForm, ActivityKindForm, IndicatorForm, EntrySetForm, UnitKindForm)
}


def form_for(model):
    return FORMS.get(model) or forms.modelform_factory(model, form=RowForm, fields=NAMES)
