from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from core.forms import PortalForm


class TellForm(PortalForm):
    text = forms.CharField(
        label=gettext_lazy("What the reporter reads"),
        help_text=gettext_lazy("In plain words. Name nobody: the page opens with the code alone."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AskForm(PortalForm):
    text = forms.CharField(
        label=gettext_lazy("Question or answer"),
        help_text=gettext_lazy("Don't ask who they are or when they were there."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CallerForm(PortalForm):
    """Nothing is asked for that the caller doesn't want to give."""

    name = forms.CharField(label=pgettext_lazy("of a person", "Name"), max_length=60, required=False)
    phone = forms.CharField(
        label=gettext_lazy("Phone"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )


class OpenContactForm(PortalForm):
    why = forms.CharField(
        label=gettext_lazy("What do you need it for?"),
        help_text=gettext_lazy("Your name, the time and this reason are kept for good."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
