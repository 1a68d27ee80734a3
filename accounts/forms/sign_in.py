"""Signing in and choosing passwords."""

from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts, validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import PortalForm

MOST_CHARACTERS = 128  # a password is hashed: without a limit its length costs the server time


class SignInForm(PortalForm):
    username = forms.CharField(
        label=gettext_lazy("User name"),
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label=gettext_lazy("Password"),
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def _new_password(label, **kwargs):
    widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(label=label, max_length=MOST_CHARACTERS, strip=False, widget=widget, **kwargs)


class PasswordForm(PortalForm):
    """`asks_old` is off for a first password: it was typed a moment ago."""

    old = forms.CharField(
        label=gettext_lazy("Password until now"),
        max_length=MOST_CHARACTERS,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = _new_password(gettext_lazy("New password"))
    again = _new_password(gettext_lazy("New password, once more"))

    def __init__(self, *args, person, asks_old, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        if not asks_old:
            del self.fields["old"]
        self.fields["new"].help_text = " ".join(map(str, password_validators_help_texts()))

    def clean_old(self):
        if not self.person.check_password(self.cleaned_data["old"]):
            raise ValidationError(_("This isn't your password."))
        return self.cleaned_data["old"]

    def clean_new(self):
        new = self.cleaned_data["new"]
        validate_password(new, self.person)
        if self.person.check_password(new):
            raise ValidationError(_("Choose another password than the one until now."))
        return new

    def clean(self):
        data = super().clean()
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", _("The two new passwords differ. Type the same one twice."))
        return data
