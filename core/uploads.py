"""Limits on what a browser sends, applied while it arrives."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.translation import gettext

from core.errors import DomainError
from core.text import shortened

MOST_FILE = 20 * 1024 * 1024
MOST_REQUEST = 140 * 1024 * 1024
# A browser shows an answer only after its request was taken; beyond this it is cut off.
_MOST_DRAINED = 4 * MOST_REQUEST
_CHUNK = 1 << 16


class FileTooLarge(DomainError):
    """A file was over the limit of one file; nothing of it was kept."""


class OversizeFile(UploadedFile):
    """Stands in a form for a file over the limit, with its name and size and no content.

    So the form keeps what was typed and can say the sentence at its field: whatever reads
    the content gets `FileTooLarge`.
    """

    def _refuse(self, *args: Any, **kwargs: Any) -> Any:
        raise FileTooLarge(
            gettext("“%(name)s” has %(size)s MB; a file may have %(limit)s MB.")
            % {"name": shortened(self.name or ""), "size": (self.size or 0) >> 20, "limit": MOST_FILE >> 20}
        )

    open = read = seek = chunks = multiple_chunks = _refuse

    def close(self) -> None:
        """Nothing is open: Django closes every file of a request at its end."""


class SizeLimitHandler(FileUploadHandler):
    """First of the upload handlers: drops a file beyond MOST_FILE, refuses a request beyond MOST_REQUEST.

    The bytes of both are read and thrown away, as a browser shows a reset connection
    instead of the answer otherwise. The refused request is Django's RequestDataTooBig.
    """

    size = 0

    def handle_raw_input(
        self, input_data: Any, META: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        if content_length <= MOST_REQUEST:
            return
        if content_length <= _MOST_DRAINED:
            while input_data.read(_CHUNK):
                pass
        raise RequestDataTooBig(
            gettext("All files together are larger than %(limit)s MB.") % {"limit": MOST_REQUEST >> 20}
        )

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.size = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.size += len(raw_data)
        return raw_data if self.size <= MOST_FILE else None

    def file_complete(self, file_size: int) -> OversizeFile | None:
        if self.size <= MOST_FILE:
            return None
        self._drop_what_others_kept()
        return OversizeFile(name=self.file_name, content_type=self.content_type, size=self.size)

    def _drop_what_others_kept(self) -> None:
        assert self.request is not None
        for handler in self.request.upload_handlers:
            kept = getattr(handler, "file", None)
            if kept is not None:
                kept.close()
