"""What the office says when it sorts the inbox."""

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import FilterForm, PickerField, PortalForm
from inspections.forms.fields import HazardField
from inspections.models import HazardCategory, HazardSource

UNIT_HINT = gettext_lazy("Name or pinyin initials of a unit")


def unit_field(campaign, units, **kwargs):
    """A unit of the campaign's area, found by typing."""
    search_url = reverse("inspections:unit_search", args=[campaign.slug])
    return PickerField(units, search_url=search_url, placeholder=UNIT_HINT, **kwargs)


class AcceptForm(PortalForm):
    """Empty fields change nothing. `photos` are the reporter's, ticked for the unit."""

    category = forms.ModelChoiceField(
        HazardCategory.objects.none(),
        label=gettext_lazy("Category"),
        required=False,
        empty_label=gettext_lazy("Not known"),
    )
    description = forms.CharField(
        label=gettext_lazy("What is dangerous, as the unit will read it"),
        help_text=gettext_lazy("Take out whatever could tell who reported it."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, hazard, units, photos, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["category"].queryset = HazardCategory.objects.in_use()
        choose = {"campaign": hazard.campaign, "units": units, "required": False}
        self.fields["unit"] = unit_field(label=gettext_lazy("Unit"), **choose)
        self.fields["supervising"] = unit_field(label=gettext_lazy("Supervising department"), **choose)
        self.order_fields(["unit", "supervising", "category", "description"])
        self.fields["photos"] = forms.ModelMultipleChoiceField(photos, required=False)

    def layout(self):
        return ("unit", "supervising", "category", "description")

    @property
    def photo_ticks(self):
        """The reporter's photos, each with whether it is passed on."""
        chosen = {str(key) for key in self["photos"].value() or ()}
        return [(photo, str(photo.pk) in chosen) for photo in self.fields["photos"].queryset]

    def facts(self):
        known = {name: self.cleaned_data[name] for name in ("unit", "supervising", "category", "description")}
        return known | {"photos_for_unit": [photo.pk for photo in self.cleaned_data["photos"]]}


class SourceForm(FilterForm):
    source = forms.ModelChoiceField(
        HazardSource.objects.all(), label=gettext_lazy("Source"), to_field_name="code", empty_label=gettext_lazy("All")
    )


class TransferForm(PortalForm):
    to = forms.CharField(label=gettext_lazy("Department that takes it over"), max_length=120)
    why = forms.CharField(
        label=gettext_lazy("Why?"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class DuplicateForm(PortalForm):
    """One of the suggestions, or another hazard by number or words; `rows` are those it may be."""

    mark_optional = False

    def __init__(self, *args, campaign, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["of"] = forms.ModelChoiceField(rows, label=gettext_lazy("Suggestions"), required=False)
        self.fields["other"] = HazardField(campaign=campaign, queryset=rows)
        self.fields["other"].label = gettext_lazy("Or another hazard of the ledger")

    def clean(self):
        data = super().clean()
        if not self.errors and not (data.get("other") or data.get("of")):
            raise ValidationError(_("Choose the hazard that it repeats."), code="required")
        return data

    def facts(self):
        return {"of": self.cleaned_data["other"] or self.cleaned_data["of"]}
