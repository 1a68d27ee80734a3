"""A new line of the ledger, entered by people with an account."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DateField, OnceKeyField, PortalForm
from inspections.forms.sorting import unit_field
from inspections.forms.working import photos_field
from inspections.models import Hazard, HazardCategory
from inspections.services.filing import HazardFacts

FACTS = ("description", "place", "part", "unit", "supervising", "category", "violation", "interim_control")


class HazardForm(PortalForm):
    """`sources` are those the person may enter: with one it isn't asked. `units` are where it may be."""

    once_key = OnceKeyField()
    description = forms.CharField(
        label=gettext_lazy("What is dangerous"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    place = forms.CharField(label=gettext_lazy("Where"), max_length=160)
    part = forms.CharField(
        label=gettext_lazy("Part"),
        help_text=gettext_lazy("Machine, room or spot, if the place is large."),
        max_length=120,
        required=False,
    )
    category = forms.ModelChoiceField(
        HazardCategory.objects.none(),
        label=gettext_lazy("Category"),
        required=False,
        empty_label=gettext_lazy("Not known"),
    )
    violation = forms.ChoiceField(
        label=gettext_lazy("Violation"),
        help_text=gettext_lazy("Only if somebody broke a rule, rather than something being broken."),
        choices=[("", gettext_lazy("None of the three")), *Hazard.Violation.choices],
        required=False,
    )
    interim_control = forms.CharField(
        label=gettext_lazy("What is done about it at once"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    reported_on = DateField(label=gettext_lazy("Found on"))

    def __init__(self, *args, campaign, units, sources, add_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.sources = sources
        self.fields["category"].queryset = HazardCategory.objects.in_use()
        self.fields["photos"] = photos_field(add_url, label=gettext_lazy("Photos"), required=False)
        choose = {"campaign": campaign, "units": units}
        if len(sources) > 1:
            # An office may not know yet where it is; it says so when it accepts.
            self.fields["source"] = forms.ModelChoiceField(
                sources, label=gettext_lazy("Source"), to_field_name="code", empty_label=None
            )
            self.fields["unit"] = unit_field(label=gettext_lazy("Unit"), required=False, **choose)
            self.fields["supervising"] = unit_field(
                label=gettext_lazy("Supervising department"), required=False, **choose
            )
        else:
            self.fields["unit"] = unit_field(label=gettext_lazy("Unit"), **choose)

    @property
    def first_fields(self):
        """Above the photos: what there is to choose before anything is told."""
        return [self[name] for name in ("source", "unit") if name in self.fields]

    @property
    def folded_fields(self):
        names = ("part", "violation", "supervising", "interim_control", "reported_on")
        return [self[name] for name in names if name in self.fields]

    @property
    def folded_is_open(self):
        return any(field.errors for field in self.folded_fields)

    def clean_reported_on(self):
        day = self.cleaned_data["reported_on"]
        if day > timezone.localdate():
            raise ValidationError(_("This day is still to come."), code="future")
        return day

    def facts(self):
        return HazardFacts(**{name: self.cleaned_data[name] for name in FACTS if name in self.cleaned_data})

    def chosen_source(self):
        return self.cleaned_data["source"] if "source" in self.fields else self.sources[0]
