"""The form on the wall: photos, what, where; everything else may stay empty."""

import re
import uuid

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.file_fields import CleanPhotosField
from core.forms import OnceKeyField, PortalForm
from core.photos import MOST_BYTES
from core.short_choices import ShortChoiceField
from core.text import half_width, printable
from core.widgets import ButtonChoices
from inspections.models import HazardCategory

MOST_PHOTOS = 6
# A number of the local exchange; hotlines are shorter, and nobody can be called back there.
FEWEST_DIGITS = 7
PHONE = re.compile(r"[+(]?\d[\d\s()-]{4,28}")
SECRET = forms.HiddenInput


class Standing:
    """Who reports at a unit's own code, and to whom."""

    UNIT, OFFICE, PUBLIC = "unit", "office", "public"
    CHOICES = [
        (PUBLIC, gettext_lazy("I don't work here")),
        (UNIT, gettext_lazy("I work here: tell my manager and the office")),
        (OFFICE, gettext_lazy("I work here: tell only the office")),
    ]


class PlaceField(forms.DecimalField):
    """A number of the telephone's place; an odd one is no place, and no reason to refuse a report."""

    widget = forms.HiddenInput

    def __init__(self, most):
        super().__init__(required=False)
        self.most = most

    def clean(self, value):
        try:
            number = super().clean(value)
        except ValidationError:
            return None
        return round(number, 5) if number is not None and abs(number) <= self.most else None


class ReportForm(PortalForm):
    """`unit`: the one whose code was read, if any; then who reports is asked."""

    once_key = OnceKeyField(required=False)
    photos_key = OnceKeyField(required=False)
    photos_expected = forms.IntegerField(min_value=0, max_value=MOST_PHOTOS, required=False, widget=forms.HiddenInput)
    opened = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    work = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    nonce = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    photos = CleanPhotosField(
        most=MOST_PHOTOS, required=False, max_bytes=MOST_BYTES, label=gettext_lazy("Photos of the danger")
    )
    description = forms.CharField(
        label=gettext_lazy("What is dangerous?"),
        max_length=2000,
        widget=forms.Textarea(
            attrs={"rows": 3, "placeholder": gettext_lazy("e.g. goods block the fire exit on the 2nd floor")}
        ),
    )
    place = forms.CharField(label=gettext_lazy("Where?"), max_length=160, required=False)
    latitude = PlaceField(90)
    longitude = PlaceField(180)
    category = ShortChoiceField(
        HazardCategory.objects.in_use(),
        label=gettext_lazy("What kind of danger?"),
        required=False,
        empty_label=gettext_lazy("Not sure"),
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Do you work here?"), choices=Standing.CHOICES, required=False, widget=forms.RadioSelect
    )
    naming = forms.ChoiceField(
        label=gettext_lazy("Your name and phone"),
        choices=[("anonymous", gettext_lazy("Stay anonymous")), ("named", gettext_lazy("Leave a phone"))],
        required=False,
        widget=ButtonChoices,
    )
    contact_name = forms.CharField(
        label=gettext_lazy("How may we call you?"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    contact_phone = forms.CharField(
        label=gettext_lazy("Phone"),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    claim_word = forms.CharField(
        label=gettext_lazy("A secret word for the reward"),
        help_text=gettext_lazy("Whoever fetches a reward needs this word besides the code. Nobody can look it up."),
        min_length=4,
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
    # Nobody sees it; programs that fill in everything do.
    website = forms.CharField(required=False, max_length=500)

    def __init__(self, *args, unit=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit
        self.fields["contact_phone"].is_needed_when_shown = True
        if unit is None:
            del self.fields["audience"]

    def clean_description(self):
        return printable(self.cleaned_data["description"]).strip()

    def clean_once_key(self):
        return self.cleaned_data["once_key"] or uuid.uuid4()

    def clean_photos_key(self):
        return self.cleaned_data["photos_key"] or uuid.uuid4()

    def clean(self):
        data = super().clean()
        if None in (data.get("latitude"), data.get("longitude")):
            data["latitude"] = data["longitude"] = None
        if not (data.get("place") or self.unit or data["latitude"] is not None or "place" in self.errors):
            self.add_error("place", _("Say where it is, or press “Here”."))
        self._clean_contact(data)
        return data

    def _clean_contact(self, data):
        """What was typed before choosing to stay anonymous is not taken along."""
        if data.get("naming") == "anonymous":
            data["contact_name"] = data["contact_phone"] = ""
            for name in ("contact_name", "contact_phone"):
                self.errors.pop(name, None)
            return
        phone = half_width(data.get("contact_phone") or "")
        if phone and not (PHONE.fullmatch(phone) and sum(sign.isdigit() for sign in phone) >= FEWEST_DIGITS):
            self.add_error("contact_phone", _("This isn't a telephone number. Correct it, or stay anonymous."))
        elif not phone and data.get("naming") == "named" and "contact_phone" not in self.errors:
            self.add_error("contact_phone", _("Leave a telephone number, or choose to stay anonymous."))
        data["contact_phone"] = phone

    @property
    def is_trap_sprung(self):
        return bool(self.data.get("website"))

    @property
    def is_only_too_large(self):
        """Whether nothing but the size of photos is wrong."""
        codes = {error.code for errors in self.errors.as_data().values() for error in errors}
        return codes == {"too_large"}


class PhotoAheadForm(PortalForm):
    """One photo sent alone, one taken back, or neither: the answer always lists what has arrived."""

    photos_key = forms.UUIDField()
    photos = CleanPhotosField(most=1, required=False, max_bytes=MOST_BYTES)
    remove = forms.IntegerField(required=False, min_value=1, max_value=10**18 - 1)
