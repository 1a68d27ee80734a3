"""What a reporter does with the code in hand; it stays in the body of each post."""

from django import forms
from django.utils.translation import gettext_lazy

from core.file_fields import CleanPhotosField
from core.forms import PortalForm
from core.photos import MOST_BYTES
from inspections.models import Report

CODE = gettext_lazy("Your code")


class CodeForm(PortalForm):
    code = forms.CharField(
        label=CODE,
        max_length=200,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "off",
                "autocapitalize": "characters",
                "spellcheck": "false",
                "class": "receipt-input",
            }
        ),
    )


class AnswerForm(PortalForm):
    text = forms.CharField(
        label=gettext_lazy("Your answer, or what you want to add"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LaterPhotosForm(PortalForm):
    photos = CleanPhotosField(most=6, max_bytes=MOST_BYTES, label=gettext_lazy("More photos"))


class FixedForm(PortalForm):
    fixed = forms.ChoiceField(choices=Report.FixedAnswer.choices)


class ClaimForm(PortalForm):
    claim_word = forms.CharField(
        label=gettext_lazy("Your secret word for the reward"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}),
    )
