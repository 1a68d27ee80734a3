"""Phone numbers and division codes as people write them; used by forms and workbooks alike."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from core.text import half_width

# One number or several: 0571-8888 1234, 13900000000/13900000001, +86 571 88881234 转 802.
_PHONE = re.compile(r"\+?[0-9][0-9 ()\-,;/、转]{1,26}[0-9]")
_CODE = re.compile(r"[0-9]{6}([0-9]{3}){0,2}")


def plain_phone(typed: str) -> str:
    """A number as it may be dialled; raises ValidationError for anything else."""
    text = half_width(typed)
    if text and not _PHONE.fullmatch(text):
        raise ValidationError(_("Write a phone number with digits, spaces or hyphens only."))
    return text


def plain_code(typed: str) -> str:
    text = half_width(typed).replace(" ", "")
    if text and not _CODE.fullmatch(text):
        raise ValidationError(_("A division code has 6, 9 or 12 digits."))
    return text
