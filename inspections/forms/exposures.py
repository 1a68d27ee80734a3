"""What is typed about an exposure, its publication, its photos and the quota."""

from crispy_forms.layout import Div
from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.forms.base import EditForm
from campaigns.forms.fields import unit_field
from core.drawn_fields import MaskField
from core.file_fields import CleanPhotosField
from core.forms import DateField, PortalForm
from core.photos import MOST_BYTES
from core.published import PublishedForm
from inspections.forms.fields import HazardField
from inspections.forms.part import PartForm
from inspections.models import Exposure, ExposureQuota, MediaTier
from units.models import UnitKind


class ExposureForm(PublishedForm, EditForm):
    unit = unit_field(label=_("Exposed unit"), required=False)
    by_unit = unit_field(label=_("Exposed by"), help_text=_("The town or department whose quota it fills."))

    class Meta:
        model = Exposure
        fields = ["hazard", "unit", "by_unit", "title", "text"]
        help_texts = {
            "text": _("As the public will read it: no names, no phone numbers, nothing that leads to who reported it."),
        }
        widgets = {"text": forms.Textarea(attrs={"rows": 10})}

    def __init__(self, *args, campaign, hazards, units, own_units, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["hazard"] = HazardField(campaign=campaign, queryset=hazards, help_text=_("None: a typical case."))
        self.fields["unit"].queryset = units
        self.fields["by_unit"].queryset = own_units

    def _get_validation_exclusions(self):
        """Whether it is a hazard or a case follows from the choice; the service sets it and checks the row."""
        return super()._get_validation_exclusions() | {"kind"}


class PublicationForm(PortalForm):
    outlet = forms.CharField(
        label=_("Outlet"), max_length=120, help_text=_("The paper, channel or account it came out in.")
    )
    tier = forms.ModelChoiceField(MediaTier.objects.in_use(), label=_("Media tier"))
    published_on = DateField(label=_("Published on"))
    link = forms.URLField(label=_("Link"), max_length=300, required=False, assume_scheme="https")

    def layout(self):
        return Div("outlet", "tier", css_class="field-row"), Div("published_on", "link", css_class="field-row")


class UploadForm(PortalForm):
    photos = CleanPhotosField(
        most=6,
        max_bytes=MOST_BYTES,
        label=_("Other photos"),
        help_text=_("Each is masked next; unmasked ones are thrown away after a day."),
    )


class MaskForm(PortalForm):
    # One of the two is asked, so neither is marked as optional.
    mark_optional = False

    boxes = MaskField(label=_("Cover faces and plates"), required=False)
    nothing_to_mask = forms.BooleanField(
        label=_("No face or plate in it"),
        help_text=_("Only where there is nothing to cover: you have looked at the whole picture."),
        required=False,
    )

    def __init__(self, *args, photo, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["boxes"].widget.show(photo.get_absolute_url(), photo.width, photo.height)

    def clean(self):
        data = super().clean()
        if "boxes" in data and bool(data["boxes"]) == data.get("nothing_to_mask"):
            words = {
                True: _("Boxes are drawn and it is ticked that there is nothing to cover. Take one of them back."),
                False: _("Draw a box over each face and plate, or tick that there is none."),
            }
            self.add_error("nothing_to_mask", words[bool(data["boxes"])])
        return data


class QuotaForm(EditForm):
    kinds = forms.ModelMultipleChoiceField(
        UnitKind.objects.in_use(), label=_("Kinds of unit that owe it"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ExposureQuota
        fields = ["at_least", "at_most", "kinds", "source"]
        help_texts = {"source": _("The document that asks for it.")}


class ExposureFilterForm(PartForm):
    """Names as in the address: q, state, kind, tier, unit (whose quota), below, month, from, to (published)."""

    q = forms.CharField(
        label=_("Text"), max_length=80, widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Title")})
    )
    state = forms.ChoiceField(label=_("State"), choices=[("", _("All")), *Exposure.State.choices])
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *Exposure.Kind.choices])
    tier = forms.ModelChoiceField(
        MediaTier.objects.all(), label=_("Media tier"), to_field_name="code", empty_label=_("All")
    )
    month = forms.RegexField(
        r"^20[0-9]{2}-(0[1-9]|1[0-2])$",
        label=_("Month"),
        widget=forms.TextInput(attrs={"type": "month"}),
        error_messages={"invalid": _("Write the month like 2026-06.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["unit"].label = _("Exposed by")
        self.fields["from"].label, self.fields["to"].label = _("Published from"), _("Published to")
