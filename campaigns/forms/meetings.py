from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.attachments import AttachmentsField
from campaigns.forms.base import EditForm
from campaigns.forms.fields import units_field
from campaigns.models import Assignment, Indicator, Meeting, Resolution
from campaigns.services.assignments import Quota
from core.forms import DateTimeField, PortalForm, PortalModelForm


class MeetingForm(EditForm):
    held_at = DateTimeField(label=_("Time"))
    units_present = units_field(label=_("Units present"), required=False)
    files = AttachmentsField(label=_("Attachments"), required=False)

    class Meta:
        model = Meeting
        fields = ["title", "held_at", "place", "chair", "units_present", "others_present", "minutes"]
        widgets = {
            "others_present": forms.Textarea(attrs={"rows": 2}),
            "minutes": forms.Textarea(attrs={"rows": 10}),
        }

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units_present"].queryset = units

    def facts(self):
        return super().facts() | {"files": self.cleaned_data["files"]}

    def layout(self):
        version = ["version"] if "version" in self.fields else []
        return (
            *version,
            "title",
            Div("held_at", "place", "chair", css_class="field-row"),
            "units_present",
            "others_present",
            "minutes",
            "files",
        )


class ShortAssignmentForm(PortalForm):
    """The short form of an assignment whose units are known: what, until when."""

    title = forms.CharField(label=_("Title"), max_length=160)
    due_at = DateTimeField(label=_("Due"))
    answer = forms.ChoiceField(label=_("The answer is"), choices=Assignment.Answer.choices)
    at_least = forms.IntegerField(
        label=_("At least"),
        help_text=_("Activities, or of the indicator beside it; asked only where the answer is activities."),
        min_value=1,
        max_value=1_000_000,
        initial=1,
        required=False,
    )
    indicator = forms.ModelChoiceField(
        Indicator.objects.in_use(), label=_("Indicator"), required=False, empty_label=_("activities")
    )
    instructions = forms.CharField(label=_("Instructions"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    send = forms.BooleanField(
        label=_("Send it at once"), help_text=_("Without the tick it stays a draft."), required=False
    )

    def layout(self):
        return (
            "title",
            *(["units"] if "units" in self.fields else []),
            Div("due_at", "answer", css_class="field-row"),
            Div("at_least", "indicator", css_class="field-row"),
            "instructions",
            "send",
        )

    def facts(self):
        facts = dict(self.cleaned_data)
        indicator, at_least = facts.pop("indicator"), facts.pop("at_least")
        asks_activities = facts["answer"] == Assignment.Answer.ACTIVITIES
        facts["quotas"] = [Quota(at_least, indicator)] if asks_activities and at_least else []
        return facts


class AssignResolutionForm(ShortAssignmentForm):
    """And who."""

    units = units_field(label=_("Units"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units


class ResolutionForm(PortalModelForm):
    class Meta:
        model = Resolution
        fields = ["text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 2})}
