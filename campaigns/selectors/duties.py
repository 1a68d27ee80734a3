"""What is owed in campaigns, for reminders and calendar feeds.

Only running and closing campaigns ask anything; a unit that ended or was merged owes nothing any more.
"""

from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from campaigns.models import Meeting, Receipt, TimelineEntry, UnitAssignment
from campaigns.selectors import instruction_duties
from campaigns.selectors.owing import AT_WORK, local_day, narrowed, pages_of, returned_because, still_there
from core.notation import document_number
from notifications.duties import Duty, Source, keys_of

_answers = lazy(
    lambda number: (
        ngettext("%(number)s answer waits for the office", "%(number)s answers wait for the office", number)
        % {"number": number}
    ),
    str,
)
_begins = lazy(lambda at: _("begins at %(time)s") % {"time": f"{at:%H:%M}"}, str)
_begins_in = lazy(
    lambda at, place: _("begins at %(time)s, %(place)s") % {"time": f"{at:%H:%M}", "place": place},
    str,
)
NOT_ANSWERED = gettext_lazy("not answered yet")
NOT_ENOUGH = gettext_lazy("begun, but not all that was asked is handed in")
NOT_READ = gettext_lazy("not opened and not signed yet")
NOT_SIGNED = gettext_lazy("read, but not signed yet")
NOT_HAPPENED = gettext_lazy("not marked as done yet")


def assignments(
    *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
) -> Iterator[Duty]:
    """Shares the units have to answer; and for the office, once for each assignment, answers it has not looked at.

    Activities that wait for review are reminded of themselves, so a share that they would fill is nobody's duty here.
    """
    yield from _shares(until, items, below)
    yield from _unseen_answers(until, items, below)


def _shares(until: date | None, items: Collection[str] | None, below: str | None) -> Iterator[Duty]:
    rows = UnitAssignment.objects.with_unit().filter(still_there("unit__"), assignment__campaign__state__in=AT_WORK)
    rows = narrowed(rows, until, "assignment__due_at", keys_of(items, "share-"))
    if below is not None:
        rows = rows.filter(unit__path__startswith=below)
    facts = rows.order_by("pk").values(
        "pk",
        "unit_id",
        "assignment_id",
        "started_at",
        "returned_why",
        title=F("assignment__title"),
        due_at=F("assignment__due_at"),
        asked=Coalesce("asked_at", "assignment__sent_at"),
        slug=F("assignment__campaign__slug"),
        area_path=F("assignment__campaign__area__path"),
        plan_number=F("assignment__plan_item__number"),
    )
    page = pages_of("campaigns:unit_assignment")
    for row in facts.iterator(chunk_size=2000):
        yield Duty(
            kind="assignment",
            subject=f"assignment-{row['assignment_id']}",
            item=f"share-{row['pk']}",
            due_on=local_day(row["due_at"]),
            due_at=row["due_at"],
            since=local_day(row["asked"]),
            area_path=row["area_path"],
            unit_id=row["unit_id"],
            name=row["title"],
            number=_plain(row["plan_number"]),
            url=page(row["slug"], row["pk"]),
            reason=_why_open(row),
        )


def _why_open(row: dict[str, Any]) -> str | Promise:
    if row["returned_why"]:
        return returned_because(row["returned_why"])
    return NOT_ENOUGH if row["started_at"] else NOT_ANSWERED


def _unseen_answers(until: date | None, items: Collection[str] | None, below: str | None) -> Iterator[Duty]:
    rows = UnitAssignment.objects.open().filter(answered_at__isnull=False, assignment__campaign__state__in=AT_WORK)
    rows = _of_office(rows, below, "assignment__campaign__")
    rows = narrowed(rows, until, "assignment__due_at", keys_of(items, "answers-"), "assignment")
    facts = (
        rows.order_by("assignment")
        .values(
            "assignment_id",
            title=F("assignment__title"),
            due_at=F("assignment__due_at"),
            slug=F("assignment__campaign__slug"),
            area_path=F("assignment__campaign__area__path"),
            plan_number=F("assignment__plan_item__number"),
        )
        .annotate(answers=Count("pk"), first=Min("answered_at"))
    )
    for row in facts:
        yield Duty(
            kind="assignment",
            subject=f"assignment-{row['assignment_id']}",
            item=f"answers-{row['assignment_id']}",
            due_on=local_day(row["due_at"]),
            due_at=row["due_at"],
            since=local_day(row["first"]),
            area_path=row["area_path"],
            name=row["title"],
            number=_plain(row["plan_number"]),
            url=reverse("campaigns:assignment", args=[row["slug"], row["assignment_id"]]) + "?state=waiting",
            reason=_answers(row["answers"]),
        )


def notices(
    *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
) -> Iterator[Duty]:
    """Signatures owed by a day; a notice without one can be signed at any time."""
    rows = Receipt.objects.owed().filter(still_there("unit__"), notice__campaign__state__in=AT_WORK)
    rows = rows.filter(notice__sign_by__isnull=False)
    rows = narrowed(rows, until, "notice__sign_by", keys_of(items, "receipt-"))
    if below is not None:
        rows = rows.filter(unit__path__startswith=below)
    facts = rows.order_by("pk").values(
        "pk",
        "unit_id",
        "notice_id",
        "state",
        title=F("notice__title"),
        mark=F("notice__mark"),
        year=F("notice__year"),
        serial=F("notice__serial"),
        sign_by=F("notice__sign_by"),
        asked=Coalesce("asked_at", "notice__issued_at"),
        slug=F("notice__campaign__slug"),
        area_path=F("notice__campaign__area__path"),
    )
    page = pages_of("campaigns:notice")
    for row in facts.iterator(chunk_size=2000):
        yield Duty(
            kind="notice",
            subject=f"notice-{row['notice_id']}",
            item=f"receipt-{row['pk']}",
            due_on=local_day(row["sign_by"]),
            due_at=row["sign_by"],
            since=local_day(row["asked"]),
            area_path=row["area_path"],
            unit_id=row["unit_id"],
            name=row["title"],
            number=document_number(row["mark"], row["year"], row["serial"]),
            url=page(row["slug"], row["notice_id"]),
            reason=NOT_READ if row["state"] == Receipt.State.UNREAD else NOT_SIGNED,
        )


def meetings(
    *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
) -> Iterator[Duty]:
    """Meetings still to come: for each unit that is to be present, for the office where none is named."""
    yield from _places(until, items, below)
    rows = _to_come(Meeting.objects.filter(units_present=None), "")
    rows = narrowed(_of_office(rows, below, "campaign__"), until, "held_at", keys_of(items, "meeting-"))
    for row in rows.order_by("pk").values(**_facts_of_meeting("")):
        yield _meeting(row, f"meeting-{row['key']}", None)


def _places(until: date | None, items: Collection[str] | None, below: str | None) -> Iterator[Duty]:
    rows = _to_come(Meeting.units_present.through.objects.filter(still_there("unit__")), "meeting__")
    rows = narrowed(rows, until, "meeting__held_at", keys_of(items, "place-"))
    if below is not None:
        rows = rows.filter(unit__path__startswith=below)
    for row in rows.order_by("pk").values("pk", "unit_id", **_facts_of_meeting("meeting__")):
        yield _meeting(row, f"place-{row['pk']}", row["unit_id"])


def _to_come(rows: QuerySet[Any], prefix: str) -> QuerySet[Any]:
    wanted = {f"{prefix}held_at__gt": timezone.now(), f"{prefix}campaign__state__in": AT_WORK}
    return rows.filter(**wanted)


def _facts_of_meeting(prefix: str) -> dict[str, F]:
    paths = {
        "key": "id",
        "name": "title",
        "at": "held_at",
        "room": "place",
        "entered": "created_at",
        "slug": "campaign__slug",
        "area": "campaign__area__path",
    }
    return {name: F(prefix + path) for name, path in paths.items()}


def _meeting(row: dict[str, Any], item: str, unit_id: int | None) -> Duty:
    at = timezone.localtime(row["at"])
    return Duty(
        kind="meeting",
        subject=f"meeting-{row['key']}",
        item=item,
        due_on=at.date(),
        due_at=row["at"],
        since=_before(row["entered"]),
        area_path=row["area"],
        unit_id=unit_id,
        name=row["name"],
        url=reverse("campaigns:meeting", args=[row["slug"], row["key"]]),
        reason=_begins_in(at, row["room"]) if row["room"] else _begins(at),
    )


def campaign_dates(
    *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
) -> Iterator[Duty]:
    """Steps of the timeline that were planned and that nobody has said to have happened."""
    rows: QuerySet[Any] = TimelineEntry.objects.filter(actual_on=None, campaign__state__in=AT_WORK)
    rows = _of_office(rows.filter(planned_on__isnull=False), below, "campaign__")
    keys = keys_of(items, "timeline-")
    rows = rows if keys is None else rows.filter(pk__in=keys)
    rows = rows if until is None else rows.filter(planned_on__lte=until)
    facts = rows.order_by("pk").values(
        "pk",
        "title",
        "planned_on",
        "document_number",
        "created_at",
        slug=F("campaign__slug"),
        area_path=F("campaign__area__path"),
    )
    for row in facts:
        yield Duty(
            kind="campaign-date",
            subject=f"timeline-{row['pk']}",
            item=f"timeline-{row['pk']}",
            due_on=row["planned_on"],
            since=_before(row["created_at"]),
            area_path=row["area_path"],
            name=row["title"],
            number=row["document_number"],
            url=reverse("campaigns:timeline", args=[row["slug"]]),
            reason=NOT_HAPPENED,
        )


def _of_office(rows: QuerySet[Any], below: str | None, campaign: str) -> QuerySet[Any]:
    return rows if below is None else rows.filter(**{f"{campaign}area__path": below})


def _before(entered: datetime) -> date:
    """Entering a meeting or a step tells nobody, so that a stage on that very day is told."""
    return timezone.localdate(entered) - timedelta(days=1)


def _plain(number: int | None) -> str:
    return "" if number is None else str(number)


SOURCES = [
    Source("assignment", gettext_lazy("Assignments"), assignments),
    instruction_duties.SOURCE,
    Source("notice", gettext_lazy("Notices to sign"), notices),
    Source("meeting", gettext_lazy("Meetings"), meetings),
    Source("campaign-date", gettext_lazy("Dates of the campaign"), campaign_dates),
]
