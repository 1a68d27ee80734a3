"""How background work and the machine are doing: asked by /readyz every few seconds, so cheap to ask."""

import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from django.apps import apps
from django.conf import settings

from core.models import Heartbeat, TaskFailure, TotalsProof
from core.totals.keeping import tail_length
from core.totals.kinds import kinds
from notifications.selectors import health
from safetymonth.apps import SafetymonthConfig

# Rows of totals not folded yet, of one kind of record. Ten thousand make a dashboard about three times as dear.
LONGEST_TAIL = 5_000


@dataclass(frozen=True)
class Disk:
    free: int
    total: int

    @property
    def share(self) -> float:
        # A file system without a size (/proc) has nothing free.
        return self.free / self.total if self.total else 0.0


@dataclass(frozen=True)
class Facts:
    """`disk` is None where files are kept in a bucket; `tail` is counted little further than it may grow."""

    now: datetime
    started_at: datetime
    beat_at: datetime | None
    sweep_at: datetime | None
    oldest_unsent: datetime | None
    unclear: int
    failed_tasks: int
    disk: Disk | None
    tail: int
    wrong_totals: int


def gather(now: datetime) -> Facts:
    """Each query reads an index of the few rows in question."""
    beats = dict(Heartbeat.objects.values_list("name", "at"))
    return Facts(
        now=now,
        started_at=own_app().started_at,
        beat_at=beats.get(Heartbeat.Name.BEAT),
        sweep_at=beats.get(Heartbeat.Name.SWEEP),
        oldest_unsent=health.oldest_unsent(now),
        unclear=health.unclear_count(),
        failed_tasks=TaskFailure.objects.filter(seen_at=None).count(),
        disk=disk_of_files(),
        tail=tail_length(*kinds(), most=LONGEST_TAIL + 1),
        wrong_totals=sum(TotalsProof.objects.values_list("differs", flat=True)),
    )


def own_app() -> SafetymonthConfig:
    return cast(SafetymonthConfig, apps.get_app_config("safetymonth"))


def disk_of_files() -> Disk | None:
    if settings.S3_BUCKET:
        return None
    media = Path(settings.MEDIA_ROOT).absolute()
    # The folder itself is made by the first file that is stored.
    folder = next(path for path in (media, *media.parents) if path.exists())
    usage = shutil.disk_usage(folder)
    return Disk(free=usage.free, total=usage.total)
