"""Files that may be handed in."""

from pathlib import PurePath

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.file_fields import MEGABYTE, MultipleFileField
from core.text import shortened

# What offices exchange; nothing that a browser or a desktop runs.
ENDINGS = [
    "pdf",
    "ofd",
    "doc",
    "docx",
    "wps",
    "xls",
    "xlsx",
    "et",
    "ppt",
    "pptx",
    "dps",
    "txt",
    "csv",
    "jpg",
    "jpeg",
    "png",
    "zip",
]


class AttachmentsField(MultipleFileField):
    """Up to ten files of at most 20 MB, of the kinds that offices exchange."""

    def __init__(self, **kwargs):
        kwargs.setdefault("help_text", gettext_lazy("PDF, OFD, Word, Excel, WPS, pictures or zip, up to 20 MB each."))
        super().__init__(most=10, max_bytes=20 * MEGABYTE, **kwargs)
        self.widget.attrs["accept"] = ",".join(f".{ending}" for ending in ENDINGS)

    def clean_one(self, file):
        file = super().clean_one(file)
        if PurePath(file.name).suffix.lower().removeprefix(".") not in ENDINGS:
            words = _("“%(name)s” can't be taken: its kind is not one of %(endings)s.")
            raise ValidationError(
                words % {"name": shortened(file.name), "endings": ", ".join(ENDINGS)}, code="kind_of_file"
            )
        return file
