"""What background work leaves behind: a sign that it runs, and what failed."""

import re
import traceback
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from core.errors import DomainError
from core.models import Heartbeat, TaskFailure

# What may be somebody's: quoted or bracketed, an address, a long number, anything but ASCII.
VALUES = re.compile(r"""'[^']*'|"[^"]*"|\{.*\}|\[.*\]|\(.*\)|\S*@\S*|\S*\d{6,}\S*|[^\x00-\x7f]+""")
LONGEST_MESSAGE = 200


def beat(name: str) -> None:
    """Note that it ran just now: one statement."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=timezone.now())], update_conflicts=True, unique_fields=["name"], update_fields=["at"]
    )


def record_failure(task: str, error: BaseException) -> None:
    """Count it on the line nobody has seen yet, or begin one."""
    now, words = timezone.now(), described(error)
    if not _count_again(task, words, now):
        try:
            with transaction.atomic():
                TaskFailure.objects.create(task=task, error=words, first_at=now, at=now)
        except IntegrityError:
            # Another worker began the line in between.
            _count_again(task, words, now)


def _count_again(task: str, words: str, now: datetime) -> int:
    same = TaskFailure.objects.filter(task=task, error=words, seen_at=None)
    return same.update(times=F("times") + 1, at=now)


def described(error: BaseException) -> str:
    """Class, place in our code and the first line of the message with each possible value left out."""
    where = _place(error)
    message = _first_line(error)
    return "".join((type(error).__qualname__, f" ({where})" if where else "", f": {message}" if message else ""))


def _first_line(error: BaseException) -> str:
    if isinstance(error, DomainError | ValidationError):
        # Sentences for the reader, in any language, about whom they concern.
        return ""
    first = (str(error).splitlines() or [""])[0]
    return VALUES.sub("…", first)[:LONGEST_MESSAGE].strip()


def _place(error: BaseException) -> str:
    """The last line of our own that ran."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(settings.BASE_DIR) and "site-packages" not in path.parts:
            return f"{path.relative_to(settings.BASE_DIR).as_posix()}:{frame.lineno}"
    return ""


@transaction.atomic
def mark_seen(failure: TaskFailure, *, by: Any) -> None:
    """Whoever looks after the portal knows of it; the first who saw it stays."""
    if not TaskFailure.objects.visible_to(by).filter(pk=failure.pk).exists():
        raise PermissionDenied
    TaskFailure.objects.filter(pk=failure.pk, seen_at=None).update(seen_at=timezone.now(), seen_by=by)
