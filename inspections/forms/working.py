"""From the grade to the sign-off: a short form for each step."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.file_fields import CleanPhotosField
from core.forms import DateField, PortalForm, PortalModelForm, VersionField
from core.photos import MOST_BYTES
from core.widgets import ButtonChoices
from inspections.forms.sorting import unit_field
from inspections.models import Hazard
from inspections.selectors.deadlines import proposed_deadline
from inspections.services.photos import MOST_PHOTOS
from inspections.services.working import Plan


class GradeForm(PortalForm):
    grade = forms.ChoiceField(label=gettext_lazy("Grade"), choices=Hazard.Grade.choices, widget=ButtonChoices)
    clause = forms.CharField(
        label=gettext_lazy("Clause the grade rests on"),
        help_text=gettext_lazy("A major hazard names the clause of its sector's criteria."),
        max_length=200,
        required=False,
    )
    checked_on = DateField(label=gettext_lazy("Checked on site on"))

    def __init__(self, *args, hazard, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"] = unit_field(hazard.campaign, units, label=gettext_lazy("Unit that has to rectify"))
        self.order_fields(["grade", "clause", "unit", "checked_on"])

    def clean(self):
        data = super().clean()
        if data.get("grade") == Hazard.Grade.MAJOR and not data.get("clause"):
            self.add_error("clause", _("Name the clause that makes it a major hazard."))
        return data


class PlanForm(PortalModelForm):
    """The five implementations. Once ordered, the deadline is not asked: an extension changes it."""

    version = VersionField()

    class Meta:
        model = Hazard
        fields = [
            "responsible",
            "measures",
            "funds_yuan",
            "funds_source",
            "due_on",
            "contingency",
            "interim_control",
            "production_stopped",
        ]
        field_classes = {"due_on": DateField}
        widgets = {name: forms.Textarea(attrs={"rows": 3}) for name in ("measures", "contingency", "interim_control")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["version"] = self.instance.version
        if self.instance.state == Hazard.State.RECTIFYING:
            del self.fields["due_on"]
            self.fields["responsible"].required = True
        else:
            _propose_deadline(self, self.instance)

    def clean_due_on(self):
        return _not_before_report(self.cleaned_data["due_on"], self.instance)

    def facts(self):
        said = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        return {"plan": Plan(**said), "version": self.cleaned_data["version"]}


class OrderForm(PortalForm):
    """Of an ordinary hazard the order says who and until when; a major one has been planned before."""

    notice_no = forms.CharField(label=gettext_lazy("Number of the rectification notice"), max_length=60, required=False)
    reinspector = forms.ModelChoiceField(None, label=gettext_lazy("Who re-inspects"), required=False)

    def __init__(self, *args, hazard, reinspectors, **kwargs):
        super().__init__(*args, **kwargs)
        self.hazard = hazard
        self.fields["reinspector"].queryset = reinspectors
        self.fields["reinspector"].empty_label = _("Not decided yet")
        if not hazard.is_major:
            who = forms.CharField(label=_("Responsible person"), max_length=80, initial=hazard.responsible)
            self.fields["responsible"] = who
            self.fields["due_on"] = DateField(label=_("Deadline"), initial=hazard.due_on)
            _propose_deadline(self, hazard)
            self.order_fields(["responsible", "due_on", "reinspector", "notice_no"])

    def clean_due_on(self):
        return _not_before_report(self.cleaned_data["due_on"], self.hazard)


class RectifyForm(PortalForm):
    """A photo is needed, though not of this field: it may have gone ahead."""

    mark_optional = False
    done = forms.CharField(
        label=pgettext_lazy("rectification", "What was done"), max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    cost_yuan = forms.DecimalField(
        label=gettext_lazy("Cost in yuan, if known"),
        min_value=0,
        max_digits=14,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "field-figure", "autocomplete": "off"}),
    )

    def __init__(self, *args, add_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photos"] = photos_field(add_url, label=gettext_lazy("How it looks now"), required=False)

    def facts(self):
        return {name: self.cleaned_data[name] for name in ("done", "cost_yuan")} | {
            "new_photos": self.cleaned_data["photos"]
        }


class PhotosForm(PortalForm):
    """Photos alone: sent ahead of their form, or added to a hazard."""

    def __init__(self, *args, add_url="", required=True, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photos"] = photos_field(add_url, label=gettext_lazy("Photos"), required=required)

    def facts(self):
        return {"new": self.cleaned_data["photos"]}


class ReinspectForm(PortalForm):
    passed = forms.TypedChoiceField(
        label=gettext_lazy("Is it mended?"),
        choices=[("yes", gettext_lazy("Yes, sign it off")), ("no", gettext_lazy("No, back to work"))],
        coerce=lambda value: value == "yes",
        widget=ButtonChoices,
    )
    note = forms.CharField(
        label=gettext_lazy("What was seen"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def clean(self):
        data = super().clean()
        if data.get("passed") is False and not data.get("note"):
            self.add_error("note", _("Say what is still wrong: the unit reads it."))
        return data


def photos_field(add_url, **kwargs):
    """Photos that go ahead one by one to `add_url` where a script runs."""
    field = CleanPhotosField(most=MOST_PHOTOS, max_bytes=MOST_BYTES, **kwargs)
    if add_url:
        field.widget.attrs["data-add"] = add_url
    return field


def _propose_deadline(form, hazard):
    """Where none is said yet, the usual one of an ordinary hazard and what it rests on."""
    proposed = None if hazard.due_on else proposed_deadline(hazard, timezone.localdate())
    if proposed:
        form.initial["due_on"], rule = proposed
        facts = {"length": rule.length, "source": rule.source}
        form.fields["due_on"].help_text = _("Usually %(length)s from today (%(source)s).") % facts


def _not_before_report(day, hazard):
    if day and day < hazard.reported_on:
        raise ValidationError(_("The deadline lies before the report."), code="early")
    return day
