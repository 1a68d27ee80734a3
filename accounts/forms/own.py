"""A person's own facts."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from accounts.models import User
from core.forms import PortalModelForm
from core.text import half_width

_PHONE = re.compile(r"\+?[0-9][0-9 ()-]{4,26}[0-9]")


def plain_phone(typed: str) -> str:
    """A phone number as it may be dialled; raises ValidationError for anything else."""
    text = half_width(typed)
    if text and not _PHONE.fullmatch(text):
        raise ValidationError(_("Write a phone number with digits, spaces or hyphens only."))
    return text


class OwnFactsForm(PortalModelForm):
    class Meta:
        model = User
        fields = ["name", "phone", "email", "language"]
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [
            ("", _("as the browser asks for")),
            *User._meta.get_field("language").choices,
        ]

    def clean_phone(self):
        return plain_phone(self.cleaned_data["phone"])
