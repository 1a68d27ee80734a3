"""A leader's instruction as it is written."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from campaigns.forms.assignments import STANDING_CHOICES, STANDING_LABEL
from campaigns.forms.attachments import AttachmentsField
from campaigns.forms.fields import units_field
from campaigns.models import Assignment
from core.forms import DateTimeField, FilterForm, PortalForm
from core.widgets import ButtonChoices

ANSWERS = [(answer.value, answer.label) for answer in (Assignment.Answer.SENTENCE, Assignment.Answer.DOCUMENT)]


class InstructionForm(PortalForm):
    text = forms.CharField(
        label=pgettext_lazy("by a leader", "Instruction"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("Its first line stands in lists and reminders."),
    )
    units = units_field(label=gettext_lazy("Who is to answer"))
    due_at = DateTimeField(label=gettext_lazy("Answer due"))
    answer = forms.ChoiceField(
        label=gettext_lazy("The answer is"), choices=ANSWERS, initial=Assignment.Answer.SENTENCE, widget=ButtonChoices
    )
    files = AttachmentsField(label=gettext_lazy("Attachments"), required=False)

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units

    def clean_due_at(self):
        due_at = self.cleaned_data["due_at"]
        if due_at <= timezone.now():
            raise forms.ValidationError(_("The due time has already passed. Set a later one."))
        return due_at


class InstructionFilter(FilterForm):
    q = forms.CharField(label=gettext_lazy("Instruction or unit"), max_length=60)
    state = forms.ChoiceField(label=STANDING_LABEL, choices=STANDING_CHOICES)
    whose = forms.ChoiceField(
        label=gettext_lazy("Whose"), choices=[("", gettext_lazy("All")), ("own", gettext_lazy("My own"))]
    )

    def __init__(self, *args, is_leader, **kwargs):
        super().__init__(*args, **kwargs)
        if not is_leader:
            del self.fields["whose"]
