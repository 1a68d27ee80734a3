from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import DateField, PortalForm
from core.widgets import ButtonChoices
from inspections.forms.working import photos_field
from inspections.models import LookBack


class RecordLookBackForm(PortalForm):
    result = forms.ChoiceField(
        label=gettext_lazy("Does the fix hold?"),
        choices=[
            (LookBack.Result.HOLDS, gettext_lazy("Yes, it holds")),
            (LookBack.Result.RELAPSED, gettext_lazy("No, it relapsed")),
        ],
        widget=ButtonChoices,
    )
    note = forms.CharField(
        label=gettext_lazy("What was seen"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args, add_url, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["photos"] = photos_field(add_url, label=gettext_lazy("Photos of today"), required=False)

    def clean(self):
        data = super().clean()
        if data.get("result") == LookBack.Result.RELAPSED and not data.get("note"):
            self.add_error("note", _("Say what is wrong again: the unit reads it."))
        return data

    def facts(self):
        return {name: self.cleaned_data[name] for name in ("result", "note")} | {
            "new_photos": self.cleaned_data["photos"]
        }


class AskLookBackForm(PortalForm):
    due_on = DateField(label=gettext_lazy("Look again by"))


class DrawLookBacksForm(PortalForm):
    percent = forms.DecimalField(
        label=gettext_lazy("Share in percent"),
        help_text=gettext_lazy("Rounded up: 10 percent of three hazards is one."),
        max_digits=5,
        decimal_places=2,
        min_value=1,
        max_value=100,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "field-figure", "autocomplete": "off"}),
    )
    closed_from = DateField(label=gettext_lazy("Signed off from"))
    closed_to = DateField(label=gettext_lazy("Signed off until"))

    def clean(self):
        data = super().clean()
        first, last = data.get("closed_from"), data.get("closed_to")
        if first and last and last < first:
            self.add_error("closed_to", ValidationError(_("The period ends before it starts."), code="order"))
        return data
