"""What a unit owes now, in one list for the phone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from activities.models import Activity, Stand
from campaigns.models import Campaign, Receipt, UnitAssignment
from campaigns.selectors.assignments import Owed, owed_lines, with_quotas
from reports.selectors.listed import ToDo
from reports.selectors.todo_inspected import hazards_to_rectify, inspections_to_do


@dataclass(frozen=True)
class ToDoList:
    """`asked` is all that was ever asked of the very unit by assignments and notices, done or not."""

    items: list[ToDo]
    asked: int
    owed: int

    @property
    def late(self) -> int:
        return sum(item.is_late for item in self.items)


def to_do(user: User, campaign: Campaign, *, now: datetime) -> ToDoList:
    """Hazards first, then what was sent back, then by due time; only what this person may act on."""
    if user.unit is None or not campaign.is_writable:
        return ToDoList([], 0, 0)
    today = timezone.localtime(now).date()
    if not user.is_liaison:
        return ToDoList(inspections_to_do(user, campaign, today), 0, 0)
    dated = [*_assignments(user, campaign, now), *_notices(user, campaign, now)]
    dated.sort(key=lambda item: item.due_at or datetime.max.replace(tzinfo=now.tzinfo))
    items = [
        *hazards_to_rectify(user, campaign, today),
        *_returned(user, campaign),
        *dated,
        *inspections_to_do(user, campaign, today),
        *_lines_of_grids(user, campaign),
        *_drafts(user, campaign),
    ]
    return ToDoList(items, _asked(user, campaign), len(dated))


def _asked(user: User, campaign: Campaign) -> int:
    shares = UnitAssignment.objects.sent().filter(unit=user.unit, assignment__campaign=campaign)
    shares = shares.exclude(state=UnitAssignment.State.WAIVED)
    receipts = Receipt.objects.filter(unit=user.unit, notice__campaign=campaign)
    signed_or_owed = Q(pk__in=receipts.owed().values("pk")) | Q(state=Receipt.State.SIGNED)
    return shares.count() + receipts.filter(signed_or_owed).count()


def _assignments(user: User, campaign: Campaign, now: datetime) -> Iterator[ToDo]:
    rows = UnitAssignment.objects.visible_to(user).with_unit().filter(unit=user.unit, assignment__campaign=campaign)
    for owed in owed_lines(with_quotas(rows).order_by("assignment__due_at", "pk"), now):
        yield ToDo(
            title=owed.share.assignment.title,
            detail=_progress(owed),
            url=reverse("campaigns:unit_assignment", args=[campaign.slug, owed.share.pk]),
            symbol="checklist",
            due_at=owed.share.assignment.due_at,
            is_late=owed.is_late,
            quote=owed.share.returned_why,
        )


def _progress(owed: Owed) -> str:
    """What is reached of each quota, and that the office waits for it."""
    parts = [line.words for line in owed.lines]
    if owed.share.urged_at:
        parts.append(_("the office has reminded you"))
    return " · ".join(parts)


def _notices(user: User, campaign: Campaign, now: datetime) -> Iterator[ToDo]:
    rows = Receipt.objects.visible_to(user).owed().filter(unit=user.unit, notice__campaign=campaign)
    for receipt in rows.select_related("notice").order_by("notice__sign_by", "pk"):
        notice = receipt.notice
        yield ToDo(
            title=_("Sign for the notice: %(title)s") % {"title": notice.title},
            detail=notice.number,
            url=reverse("campaigns:notice", args=[campaign.slug, notice.pk]),
            symbol="sign",
            due_at=notice.sign_by,
            is_late=notice.sign_by is not None and notice.sign_by < now,
        )


def _own_activities(user: User, campaign: Campaign) -> QuerySet[Activity]:
    rows = Activity.objects.visible_to(user).filter(campaign=campaign, unit__path__startswith=user.reach)
    return rows.select_related("unit", "kind")


def _returned(user: User, campaign: Campaign) -> Iterator[ToDo]:
    rows = _own_activities(user, campaign).filter(state=Activity.State.RETURNED).order_by("reviewed_at", "pk")
    for activity in rows:
        detail = activity.kind.name
        if user.unit is not None and activity.unit_id != user.unit.pk:
            detail = f"{activity.unit.name} · {detail}"
        yield ToDo(
            title=_("Sent back: %(title)s") % {"title": activity.title},
            detail=detail,
            url=reverse("activities:activity", args=[activity.pk]),
            symbol="undo",
            quote=activity.returned_why,
        )


def _lines_of_grids(user: User, campaign: Campaign) -> Iterator[ToDo]:
    """One for each event at which the unit stands and hasn't said its figures; an approved one is locked."""
    rows = Stand.objects.visible_to(user).filter(unit=user.unit, filled_at=None, activity__campaign=campaign)
    rows = rows.exclude(activity__state__in=[Activity.State.APPROVED, Activity.State.WITHDRAWN])
    sites: dict[tuple[Activity, int], list[str]] = {}
    for stand in rows.select_related("activity", "site").order_by("activity__starts_on", "activity", "site__position"):
        sites.setdefault((stand.activity, stand.unit_id), []).append(stand.site.name)
    for (activity, unit), names in sites.items():
        yield ToDo(
            title=_("Fill in your line: %(title)s") % {"title": activity.title},
            detail=_(", ").join(names),
            url=reverse("activities:grid_line", args=[activity.pk, unit]),
            symbol="table",
        )


def _drafts(user: User, campaign: Campaign) -> Iterator[ToDo]:
    number = _own_activities(user, campaign).filter(state=Activity.State.DRAFT).count()
    if number:
        yield ToDo(
            title=ngettext("%(number)s draft not handed in", "%(number)s drafts not handed in", number)
            % {"number": number},
            detail="",
            url=f"{reverse('activities:activities', args=[campaign.slug])}?state=draft",
            symbol="pencil",
        )
