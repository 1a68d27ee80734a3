from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.base import EditForm
from campaigns.models import TimelineEntry
from core.forms import DateField, FilterForm


class TimelineEntryForm(EditForm):
    planned_on = DateField(label=_("Planned"), required=False)
    actual_on = DateField(label=_("Actual"), required=False)

    class Meta:
        model = TimelineEntry
        fields = ["kind", "title", "planned_on", "is_deadline", "actual_on", "document_number", "note"]

    def layout(self):
        version = ["version"] if "version" in self.fields else []
        return (
            *version,
            "title",
            Div("kind", "document_number", css_class="field-row"),
            Div("planned_on", "actual_on", css_class="field-row"),
            "is_deadline",
            "note",
        )


class TimelineFilter(FilterForm):
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("all kinds")), *TimelineEntry.Kind.choices])
