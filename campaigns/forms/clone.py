from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.selectors.clone import PARTS
from core.forms import DateField, PortalForm, refuse_backward

NEED_A_DAY = {"timeline", "assignments"}


class ClonePartsForm(PortalForm):
    """What to take and where to; it only reads, so it travels in the address."""

    starts_on = DateField(label=gettext_lazy("New first day"))
    ends_on = DateField(label=gettext_lazy("New last day"))
    parts = forms.MultipleChoiceField(
        label=gettext_lazy("Take over"), choices=PARTS.items(), widget=forms.CheckboxSelectMultiple, required=False
    )

    def layout(self):
        return (Div("starts_on", "ends_on", css_class="field-row"), "parts")

    def clean(self):
        cleaned = super().clean()
        refuse_backward(self, "starts_on", "ends_on")
        return cleaned


class CloneRowsForm(PortalForm):
    """A tick and a day for each row of the pattern."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        self.pattern = rows
        for row in rows:
            self.fields[f"take_{row.key}"] = forms.BooleanField(label=row.label, required=False, initial=True)
            if row.becomes or row.part in NEED_A_DAY:
                self.fields[f"on_{row.key}"] = DateField(label=row.label, required=False, initial=row.becomes)
        for name, field in self.fields.items():
            field.widget.attrs["aria-label"] = field.label
            field.widget.attrs["class"] = "form-check-input" if name.startswith("take_") else "form-control field-date"

    def clean(self):
        cleaned = super().clean()
        for row in self.pattern:
            wants_day = row.part in NEED_A_DAY and cleaned.get(f"take_{row.key}")
            if wants_day and f"on_{row.key}" not in self.errors and not cleaned.get(f"on_{row.key}"):
                self.add_error(f"on_{row.key}", _("Give the new day, or take the tick away."))
        return cleaned

    def take(self):
        """Per part the keys of the rows to take, with their days."""
        taken = {part: {} for part in PARTS}
        for row in self.pattern:
            if self.cleaned_data[f"take_{row.key}"]:
                taken[row.part][row.pk] = self.cleaned_data.get(f"on_{row.key}")
        return taken

    def groups(self):
        """For the page: each part with its rows, their fields and the new day as it stands."""
        shown = []
        for part, label in PARTS.items():
            rows = [
                (row, self[f"take_{row.key}"], self._on(row), self._day(row))
                for row in self.pattern
                if row.part == part
            ]
            if rows:
                shown.append({"label": label, "rows": rows})
        return shown

    def _on(self, row):
        name = f"on_{row.key}"
        return self[name] if name in self.fields else None

    def _day(self, row):
        return getattr(self, "cleaned_data", {}).get(f"on_{row.key}") if self.is_bound else row.becomes
