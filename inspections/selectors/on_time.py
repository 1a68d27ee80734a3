"""How much is mended in time: one definition for figures, tables and summary."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from inspections.models import Hazard

State = Hazard.State
MENDED = Q(state=State.FIXED)
HANDED_IN = Q(state__in=[State.FIXED, State.RECTIFIED])


@dataclass(frozen=True)
class OnTime:
    """Both are numbers of hazards; what is open and not due yet is in neither."""

    in_time: int
    late: int

    @property
    def share(self) -> float | None:
        """None where nothing was due: a dash, not 0 %."""
        total = self.in_time + self.late
        return self.in_time / total if total else None


def in_time() -> Q:
    """Proved to be mended, and handed in by the deadline as it stood after extensions."""
    return MENDED & Q(rectified_on__lte=F("due_on"))


def too_late(today: date) -> Q:
    """Handed in after the deadline, proved or not yet; or open with the deadline behind it.

    A relapse has its first deadline again, so its second fix is late however soon it comes.
    """
    return (HANDED_IN & Q(rectified_on__gt=F("due_on"))) | Q(state=State.RECTIFYING, due_on__lt=today)


def on_time(rows: QuerySet[Hazard], today: date) -> OnTime:
    """What was given up without a fix is a matter of its own and counts in neither."""
    counts = rows.aggregate(in_time=Count("pk", filter=in_time()), late=Count("pk", filter=too_late(today)))
    return OnTime(**counts)
