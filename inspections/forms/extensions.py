from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DateField, PortalForm
from core.widgets import ButtonChoices
from inspections.models import Extension


def text(name, rows=3, **kwargs):
    """A text of the model, with its label and length."""
    return Extension._meta.get_field(name).formfield(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class AskExtensionForm(PortalForm):
    """Why so late is asked only where it is late."""

    new_due_on = DateField(label=gettext_lazy("New deadline"))
    why = text("why")
    late_why = text("late_why", rows=2, required=True)

    def __init__(self, *args, hazard, term, **kwargs):
        super().__init__(*args, **kwargs)
        self.hazard = hazard
        if not (term and term.is_late):
            del self.fields["late_why"]

    def clean_new_due_on(self):
        day = self.cleaned_data["new_due_on"]
        if self.hazard.due_on and day <= self.hazard.due_on:
            raise ValidationError(_("The new deadline has to be later than the present one."), code="early")
        if day <= timezone.localdate():
            raise ValidationError(_("The new deadline has to lie ahead."), code="past")
        return day


class DecideExtensionForm(PortalForm):
    granted = forms.TypedChoiceField(
        label=gettext_lazy("Extend the deadline?"),
        choices=[("yes", gettext_lazy("Yes, extend it")), ("no", gettext_lazy("No, it stays"))],
        coerce=lambda value: value == "yes",
        widget=ButtonChoices,
    )
    decision = text(
        "decision", required=False, help_text=gettext_lazy("The unit reads it. A refusal needs its reason.")
    )

    def clean(self):
        data = super().clean()
        if data.get("granted") is False and not data.get("decision"):
            self.add_error("decision", _("Give a reason: those concerned read it."))
        return data
