"""What the office types into a notice."""

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.attachments import AttachmentsField
from campaigns.forms.fields import KindsField, units_field
from campaigns.models import Notice
from campaigns.selectors.notices import STANDINGS
from core.forms import DateTimeField, FilterForm, PortalForm, PortalModelForm, VersionField
from units.models import UnitKind

STANDING_NAMES = {
    "unsigned": _("Not signed"),
    "late": _("Late"),
    "unread": _("Not read"),
    "read": _("Read, not signed"),
    "signed": _("Signed"),
}


class NoticeForm(PortalModelForm):
    recipient_kinds = KindsField(label=_("All units of these kinds"), required=False)
    recipient_units = units_field(label=_("These units"), required=False)
    sign_by = DateTimeField(label=_("Sign by"), required=False)
    files = AttachmentsField(label=_("Attachments"), required=False)
    version = VersionField(required=False)

    class Meta:
        model = Notice
        fields = [
            "mark",
            "year",
            "serial",
            "title",
            "text",
            "files",
            "recipient_kinds",
            "recipient_units",
            "sign_by",
            "supersedes",
        ]
        labels = {"mark": _("Word before the number"), "year": _("Year"), "supersedes": _("Replaces")}
        help_texts = {"mark": ""}
        widgets = {"text": forms.Textarea(attrs={"rows": 14})}

    def __init__(self, *args, units, kinds, replaceable, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recipient_units"].queryset = units
        self.fields["recipient_kinds"].queryset = kinds
        self.fields["supersedes"].queryset = replaceable
        self.fields["supersedes"].label_from_instance = lambda notice: f"{notice.number} {notice.title}"

    def layout(self):
        names = self.Meta.fields
        return Div("mark", "year", "serial", css_class="number-row"), *names[3:], "version"

    def clean_year(self):
        year = self.cleaned_data["year"]
        if not 2000 <= year <= 2100:
            raise forms.ValidationError(_("The year of the number lies between 2000 and 2100."))
        return year

    def clean_serial(self):
        if self.cleaned_data["serial"] < 1:
            raise forms.ValidationError(_("Numbers begin with 1."))
        return self.cleaned_data["serial"]

    def facts(self):
        """What goes to the service; files go beside it."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("files", "version")}


class RecipientsForm(PortalForm):
    units = units_field(label=_("Units that joined later"))

    def __init__(self, *args, units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset = units


class ReceiptFilter(FilterForm):
    q = forms.CharField(label=_("Unit"), max_length=60)
    state = forms.ChoiceField(
        label=_("Receipt"), choices=[("", _("All")), *((name, STANDING_NAMES[name]) for name in STANDINGS)]
    )
    kind = forms.ModelChoiceField(UnitKind.objects.all(), label=_("Kind of unit"), empty_label=_("All"))


class NoticeFilter(FilterForm):
    q = forms.CharField(label=_("Title or number"), max_length=60)
    state = forms.ChoiceField(
        label=_("State"), choices=[("", _("All")), ("unsigned", _("Not signed by all")), *Notice.State.choices]
    )


class ShortReasonForm(PortalForm):
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("The units concerned read it, and it stays in the history."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
