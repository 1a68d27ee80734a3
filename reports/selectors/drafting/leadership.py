"""Who led the campaign, on which papers, and what was asked of the units."""

from typing import Any

from django.utils import timezone

from campaigns.models import CommitteeSeat, Meeting, TimelineEntry
from campaigns.selectors.plan import kind_counts
from reports.selectors.drafting.desk import Desk
from reports.selectors.tokens import plain


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    found: dict[str, Any] = {
        "group": _group(desk),
        "papers": _timeline(desk, TimelineEntry.Kind.NOTICE),
        "meetings": _meetings(desk),
        "plan": _plan(desk),
        "mobilisation": desk.say("activities", kind="mobilisation"),
        "notices": desk.say("notices"),
        "receipts": desk.say("receipts"),
        "signed": desk.say("receipts_signed"),
        "asked": desk.say("assignments_due"),
        "done": desk.say("assignments_done"),
        "units": desk.say("units_asked"),
    }
    lists = found["group"] or found["papers"] or found["meetings"] or found["plan"]
    counts = any(found[name] and found[name].some for name in ("notices", "asked", "mobilisation"))
    return found if lists or counts else None


def _group(desk: Desk) -> dict[str, str]:
    """The seats that are filled, each kind as one list; empty without a leading group."""
    seats = CommitteeSeat.objects.filter(campaign=desk.campaign).held_on(desk.campaign.starts_on)
    by_kind: dict[str, list[CommitteeSeat]] = {}
    for seat in seats.select_related("unit"):
        by_kind.setdefault(seat.kind, []).append(seat)
    return {kind: desk.names([_seat(desk, seat) for seat in rows]) for kind, rows in by_kind.items()}


def _seat(desk: Desk, seat: CommitteeSeat) -> str:
    post = seat.post or (seat.unit.name if seat.unit else "")
    return desk.words["seat"].format(post=post, person=seat.person).strip()


def _timeline(desk: Desk, kind: str) -> list[dict[str, str]]:
    entries = TimelineEntry.objects.filter(campaign=desk.campaign, kind=kind, actual_on__isnull=False)
    return [
        {"day": desk.day(entry.actual_on), "title": plain(entry.title), "number": plain(entry.document_number)}
        for entry in entries.order_by("actual_on", "id")
        if entry.actual_on
    ]


def _meetings(desk: Desk) -> list[dict[str, Any]]:
    """Meetings with minutes; without any, those the timeline says were held."""
    meetings = Meeting.objects.filter(campaign=desk.campaign).order_by("held_at", "id")
    found: list[dict[str, Any]] = [
        {
            "day": desk.day(timezone.localtime(meeting.held_at).date()),
            "title": plain(meeting.title),
            "place": plain(meeting.place),
            "chair": plain(meeting.chair),
            "present": desk.names([unit.name for unit in meeting.units_present.all()]),
        }
        for meeting in meetings.prefetch_related("units_present")
    ]
    return found or _timeline(desk, TimelineEntry.Kind.MEETING)


def _plan(desk: Desk) -> list[dict[str, Any]]:
    return [
        {
            "entered": desk.say("plan_entered", kind=count.kind.code),
            "one": count.entered == 1,
            "name": plain(count.kind.name_in(desk.language)),
            "plural": plain(count.kind.plural_en or count.kind.name_en),
            "measure": count.kind.measure_zh,
        }
        for count in kind_counts(desk.campaign)
        if count.entered
    ]
