"""How background tasks of the portal are announced, and how they end."""

import contextlib
import logging
from typing import Any

from celery import Task
from django.db import Error, connection
from kombu.exceptions import OperationalError

from core import operations

logger = logging.getLogger(__name__)


def announce(task: Any, *arguments: int) -> None:
    """For a worker, at once. Without a broker nothing happens: what must not be lost, a sweep finds in the database."""
    with contextlib.suppress(OperationalError):
        task.apply_async(arguments, retry=False)


class RecordedTask(Task):
    """A task whose failure the administrator finds on the page of operations."""

    abstract = True

    def on_failure(self, exc: BaseException, task_id: str, args: Any, kwargs: Any, einfo: Any) -> None:
        try:
            if not connection.in_atomic_block:
                # The task may have failed because this very connection broke.
                connection.close_if_unusable_or_obsolete()
            operations.record_failure(self.name, exc)
        except Error:
            # Without the database there is nowhere to put it, and a worker must go on.
            logger.exception("The failure of %s could not be recorded", self.name)
