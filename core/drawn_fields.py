"""Fields that a person fills by drawing: what a picture hides, and a signature."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from core.boxes import boxes_of, lines_of
from core.photos import PhotoError, clean_signature
from core.widgets import MaskInput, SignatureInput


class MaskField(forms.Field):
    """Gives `core.boxes.Box` objects, an empty list where nothing is to be covered.

    A form says over which picture: `self.fields["boxes"].widget.show(url, width, height)`.
    """

    widget = MaskInput

    def prepare_value(self, value):
        return value if isinstance(value, str) else lines_of(value or ())

    def to_python(self, value):
        try:
            return boxes_of(value or "")
        except PhotoError as error:
            raise ValidationError(str(error), code="invalid") from error


class SignatureField(forms.Field):
    """Gives the signature as a `core.photos.CleanPhoto`, or None."""

    widget = SignatureInput
    default_error_messages = {"required": gettext_lazy("Nothing is signed yet. Please sign in the field.")}

    def to_python(self, value):
        try:
            return clean_signature(value) if value else None
        except PhotoError as error:
            raise ValidationError(str(error), code="invalid") from error
