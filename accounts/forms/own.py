"""A person's own facts."""

from django import forms
from django.utils.translation import gettext as _

from accounts.models import User
from core.forms import PortalModelForm
from units.contacts import plain_phone


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
