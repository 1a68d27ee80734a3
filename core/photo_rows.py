"""Rows of photos with their files: stored whole or not at all, never a row without its file."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django.core.files.base import ContentFile
from django.db import models, transaction
from django.db.models import Q

from core.models import StoredPhoto
from core.photos import CleanPhoto
from core.storage import delete_files

Row = TypeVar("Row", bound=StoredPhoto)


def store_photo(row: Row, clean: CleanPhoto, stored: list[str]) -> Row:
    """Fill the row and save it; `stored` is the list of a surrounding `files_only_if_saved`."""
    row.width, row.height = clean.width, clean.height
    row.pixels, row.likeness = clean.sha256, signed(clean.phash)
    for field, content in ((row.file, clean.content), (row.thumbnail, clean.thumbnail)):
        field.save("photo.jpg", ContentFile(content), save=False)
        stored.append(str(field.name))
    row.save()
    return row


def remove_photos(photos: Iterable[StoredPhoto]) -> int:
    """Delete the rows, and their files once that is committed. Returns how many."""
    rows = list(photos)
    names = [str(field.name) for row in rows for field in (row.file, row.thumbnail)]
    for row in rows:
        row.delete()
    transaction.on_commit(lambda: delete_files(names))
    return len(rows)


def kept_names(*querysets: models.QuerySet) -> Callable[[str], set[str]]:
    """For `core.storage.remove_stray_files`: all files below a prefix that these rows hold, in any file field.

    Name every model that stores into the folder: a file of a forgotten one is a stray.
    """
    return lambda prefix: {name for rows in querysets for name in _names_below(rows, prefix)}


def _names_below(rows: models.QuerySet, prefix: str) -> set[str]:
    fields = [field.name for field in rows.model._meta.concrete_fields if isinstance(field, models.FileField)]
    below = Q()
    for field in fields:
        below |= Q(**{f"{field}__startswith": prefix})
    return {name for names in rows.filter(below).values_list(*fields) for name in names if name.startswith(prefix)}


def signed(number: int) -> int:
    """A 64-bit number as PostgreSQL's bigint holds it."""
    return number - (1 << 64) if number >= 1 << 63 else number
