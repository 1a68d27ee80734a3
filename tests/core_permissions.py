"""Who sees the records of core: whose import it is, and the one machine that all counties share."""

from core.models import Heartbeat, ImportRun, TaskFailure, TotalsProof
from tests.seeing import PERSONAL, seen

OF_ADMINISTRATORS = seen({"admin"}, {"admin"}, {"admin"})
AT = "2026-06-01T08:00+08:00"


def import_run(place):
    return ImportRun.objects.create(kind="units", by=place.person, file="a.xlsx", file_name="a.xlsx", sha256="0")


def heartbeat(place):
    return Heartbeat.objects.create(name=place.unit.name, at=AT)


def task_failure(place):
    return TaskFailure.objects.create(task="core.tasks.heartbeat", error=f"in {place.unit}", first_at=AT, at=AT)


def totals_proof(place):
    return TotalsProof.objects.create(name=str(place.unit.pk), at=AT, differs=0)


CORE = {
    "core.ImportRun": (import_run, PERSONAL),
    "core.Heartbeat": (heartbeat, OF_ADMINISTRATORS),
    "core.TaskFailure": (task_failure, OF_ADMINISTRATORS),
    "core.TotalsProof": (totals_proof, OF_ADMINISTRATORS),
}
