"""One of the five implementations, and nothing else to read on a phone."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.forms import DateField, PortalModelForm, VersionField
from inspections.models import Hazard
from inspections.services.implementations import COLUMNS

LONG = ("measures", "contingency")


class ImplementationForm(PortalModelForm):
    version = VersionField()

    class Meta:
        model = Hazard
        fields = [column for columns in COLUMNS.values() for column in columns]
        field_classes = {"due_on": DateField}
        widgets = {name: forms.Textarea(attrs={"rows": 5}) for name in LONG}

    def __init__(self, *args, name, **kwargs):
        super().__init__(*args, **kwargs)
        self.name = name
        self.initial["version"] = self.instance.version
        for field in set(self.Meta.fields) - set(COLUMNS[name]):
            del self.fields[field]
        for column in COLUMNS[name]:
            self.fields[column].required = True

    def clean_due_on(self):
        day = self.cleaned_data["due_on"]
        if day < self.instance.reported_on:
            raise ValidationError(_("The deadline lies before the report."), code="early")
        return day

    def clean_funds_yuan(self):
        amount = self.cleaned_data["funds_yuan"]
        if amount < 0:
            raise ValidationError(_("An amount can't be less than nothing."), code="negative")
        return amount

    def facts(self):
        return {"name": self.name} | self.cleaned_data
