"""What may not stand in words that everybody reads."""

import re

from django import forms
from django.utils.translation import gettext as _

# A mobile phone of the mainland, or the number of an identity card; read by Python and by PostgreSQL.
PERSONAL_NUMBER = r"(?<!\d)(1[3-9]\d{9}|\d{17}[\dXx])(?!\d)"


def refuse_personal_number(text: str) -> str:
    """The text; a sentence for the field where it holds one."""
    if found := re.search(PERSONAL_NUMBER, text):
        words = _("“%(number)s” looks like the number of a person. Take it out before it is published.")
        raise forms.ValidationError(words % {"number": found[0]})
    return text


class PublishedForm(forms.BaseForm):
    """A form whose title and text everybody will read."""

    def clean_title(self) -> str:
        return refuse_personal_number(self.cleaned_data["title"])

    def clean_text(self) -> str:
        return refuse_personal_number(self.cleaned_data["text"])
