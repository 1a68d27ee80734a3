"""Files on disk that are either whole or not there."""

import contextlib
import errno
import os
import secrets
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path, PurePosixPath

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage, default_storage
from django.utils import timezone
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext

from core.errors import DomainError

_KEPT_SUFFIXES = {".jpg", ".png", ".webp", ".pdf", ".docx", ".xlsx", ".xls", ".csv", ".json", ".txt", ".zip"}
_NO_SPACE = {errno.ENOSPC, errno.EDQUOT}
PART_PREFIX = ".part-"


class StorageFull(DomainError):
    """The disk took no more; nothing of the file is left. Words can still be saved without it."""


@deconstructible(path="core.storage.DurableStorage")
class DurableStorage(FileSystemStorage):
    """Stores under a random name, and answers only when the file is on the disk.

    A kill in between leaves at most a file that starts with `PART_PREFIX`. Of the name
    given only the folder and a suffix from a short list remain: it comes from users.
    """

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        path = PurePosixPath(str(name).replace("\\", "/"))
        suffix = path.suffix.lower()
        new = secrets.token_hex(16) + (suffix if suffix in _KEPT_SUFFIXES else "")
        return super().get_available_name(str(path.parent / new), max_length)

    def _save(self, name: str, content: File) -> str:
        target = Path(self.path(name))
        part = target.with_name(f"{PART_PREFIX}{secrets.token_hex(16)}")
        try:
            os.makedirs(target.parent, mode=self.directory_permissions_mode or 0o777, exist_ok=True)
            self._write(part, content)
            part.rename(target)
            _sync_folder(target.parent)
        except BaseException as error:
            with contextlib.suppress(OSError):
                part.unlink()
            if isinstance(error, OSError) and error.errno in _NO_SPACE:
                raise StorageFull(
                    gettext("The portal's disk is full, so the file was not saved. Please tell the administrator.")
                ) from error
            raise
        return str(name).replace("\\", "/")

    def _write(self, part: Path, content: File) -> None:
        with part.open("xb") as file:
            for chunk in content.chunks():
                file.write(chunk)
            file.flush()
            if self.file_permissions_mode is not None:
                os.fchmod(file.fileno(), self.file_permissions_mode)
            os.fsync(file.fileno())


@contextlib.contextmanager
def files_only_if_saved() -> Iterator[list[str]]:
    """Files whose names are put on the list go again when the block fails."""
    stored: list[str] = []
    try:
        yield stored
    except BaseException:
        delete_files(stored)
        raise


def delete_files(names: Iterable[str]) -> None:
    for name in names:
        default_storage.delete(name)


def forget_minute(names: Iterable[str]) -> None:
    """Files of people whom nobody may find out carry the day they came, not the minute.

    Only where files lie on a disk: an object store writes its own time, which nobody can change.
    """
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0).timestamp()
    for name in names:
        with contextlib.suppress(NotImplementedError):
            os.utime(default_storage.path(name), (midnight, midnight))


def remove_stray_files(folder: str, kept: Callable[[str], set[str]], *, older_than: datetime) -> int:
    """Remove files of `folder/year/month` without a row: what a kill between file and commit left.

    `kept` names the files that rows hold below a prefix. Returns how many went.
    """
    gone = 0
    for year in _folders(folder):
        for month in _folders(f"{folder}/{year}"):
            gone += _remove_strays(f"{folder}/{year}/{month}", kept, older_than)
    return gone


def _folders(path: str) -> list[str]:
    return sorted(default_storage.listdir(path)[0]) if default_storage.exists(path) else []


def _remove_strays(folder: str, kept: Callable[[str], set[str]], older_than: datetime) -> int:
    names = {f"{folder}/{name}" for name in default_storage.listdir(folder)[1]}
    old = {name for name in names if default_storage.get_modified_time(name) < older_than}
    strays = old - kept(f"{folder}/")
    delete_files(strays)
    return len(strays)


def _sync_folder(folder: Path) -> None:
    """The new name itself is only safe once its folder is on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
