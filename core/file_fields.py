"""Fields that take files and photos."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.photos import MOST_BYTES, PhotoError, clean_photo
from core.widgets import FilesInput, PhotosInput

MEGABYTE = 1024 * 1024


class MultipleFileField(forms.FileField):
    """Gives a list of files, empty when none was sent."""

    widget = FilesInput

    def __init__(self, *, most=10, max_bytes=10 * MEGABYTE, **kwargs):
        self.most, self.max_bytes = most, max_bytes
        super().__init__(**kwargs)

    def clean(self, data, initial=None):
        files = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not files:
            super().clean(None, initial)
            return []
        if len(files) > self.most:
            raise ValidationError(self._too_many(len(files)), code="too_many")
        return [self.clean_one(each) for each in files]

    def clean_one(self, file):
        if file.size > self.max_bytes:
            limit = {"name": file.name, "megabytes": self.max_bytes // MEGABYTE}
            raise ValidationError(_("“%(name)s” is larger than %(megabytes)s MB.") % limit, code="too_large")
        return super().clean(file)

    def _too_many(self, sent):
        return ngettext(
            "You chose %(sent)s files; at most %(most)s is taken here.",
            "You chose %(sent)s files; at most %(most)s are taken here.",
            self.most,
        ) % {"sent": sent, "most": self.most}


class CleanPhotosField(MultipleFileField):
    """Gives `core.photos.CleanPhoto` objects, or says of which file it can't be one and why."""

    def __init__(self, *, most=6, **kwargs):
        super().__init__(most=most, widget=PhotosInput(most=most), **kwargs)

    def clean_one(self, file):
        if file.size > MOST_BYTES:
            limit = {"name": file.name, "megabytes": MOST_BYTES >> 20}
            raise ValidationError(_("“%(name)s” is larger than %(megabytes)s MB.") % limit, code="too_large")
        try:
            return clean_photo(file)
        except PhotoError as error:
            words = _("%(name)s: %(value)s") % {"name": file.name, "value": error}
            raise ValidationError(words, code="unreadable") from error

    def clean(self, data, initial=None):
        """The good photos are kept in `kept` even when another is refused."""
        self.kept, refused = [], []
        files = [each for each in (data if isinstance(data, list | tuple) else [data]) if each]
        if not files and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.most:
            raise ValidationError(self._too_many(len(files)), code="too_many")
        for file in files:
            try:
                self.kept.append(self.clean_one(file))
            except ValidationError as error:
                refused.append(error)
        if refused:
            raise ValidationError(refused)
        return self.kept
