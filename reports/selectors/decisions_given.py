"""What units owe the office, and what they handed in that waits for it; the number of queries is fixed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from activities.models import Activity
from activities.models.activity import ActivityQuerySet
from activities.rules import may_review_in
from activities.selectors.filtering import ActivityFilters
from campaigns.models import Campaign, Receipt, UnitAssignment
from campaigns.models.assignment import UnitAssignmentQuerySet
from campaigns.rules import may_follow_up
from core.templatetags.portal import day as as_said
from reports.selectors.helping import Counts
from reports.selectors.listed import FEW_CASES, Case, Decision, urge_address
from reports.selectors.reach import view_of
from units.models import Unit


@dataclass(frozen=True)
class Waiting:
    """Activities handed in and not yet looked at."""

    number: int
    oldest: datetime | None


def waiting_activities(campaign: Campaign, *, user: User, below: Unit | None = None) -> Waiting:
    rows = _handed_in(campaign, user, below)
    totals = view_of(user, campaign, ActivityFilters(unit=below, states=(Activity.State.SUBMITTED,))).totals
    number = totals.count() if totals else rows.count()
    # By the order of an index: a minimum would read all of them.
    oldest = rows.order_by("submitted_at").values_list("submitted_at", flat=True).first() if number else None
    return Waiting(number, oldest)


def _handed_in(campaign: Campaign, user: User, below: Unit | None) -> ActivityQuerySet:
    rows = Activity.objects.visible_to(user).filter(campaign=campaign, state=Activity.State.SUBMITTED)
    return rows.of_unit(below) if below else rows


def late(campaign: Campaign, user: User, counts: Counts, below: Unit | None) -> Iterator[Decision]:
    if not counts.late_shares:
        return
    address = f"{reverse('campaigns:assignments', args=[campaign.slug])}?state=late"
    yield Decision(
        ngettext("%(number)s assignment is late", "%(number)s assignments are late", counts.late_shares)
        % {"number": f"{counts.late_shares:,}"},
        ngettext("of %(units)s unit", "of %(units)s units", counts.late) % {"units": f"{counts.late:,}"},
        f"{address}&unit={below.pk}" if below else address,
        "red",
        "clock",
        _("Urge"),
        urge_address(campaign, "assignments", below) if may_follow_up(user, campaign) else "",
    )


def unsigned(campaign: Campaign, user: User, now: datetime) -> Iterator[Decision]:
    rows = Receipt.objects.visible_to(user).late(now).filter(notice__campaign=campaign)
    found = rows.order_by().aggregate(number=Count("pk"), notices=Count("notice", distinct=True))
    if not found["number"]:
        return
    yield Decision(
        ngettext(
            "%(number)s unit has not signed for a notice in time",
            "%(number)s signatures for notices are late",
            found["number"],
        )
        % {"number": f"{found['number']:,}"},
        ngettext("%(notices)s notice", "%(notices)s notices", found["notices"]) % {"notices": found["notices"]},
        f"{reverse('campaigns:notices', args=[campaign.slug])}?state=unsigned",
        "red",
        "sign",
        _("Urge"),
        urge_address(campaign, "notices", None) if may_follow_up(user, campaign) else "",
    )


def review(campaign: Campaign, user: User, waiting: Waiting, today: date, below: Unit | None) -> Iterator[Decision]:
    if not waiting.number:
        return
    days = _days_since(waiting.oldest, today)
    age = ngettext("the oldest since yesterday", "the oldest for %(days)s days", days) % {"days": days}
    is_reviewer = may_review_in(user, campaign)
    part = f"&unit={below.pk}" if below else ""
    listed = f"{reverse('activities:activities', args=[campaign.slug])}?state=submitted{part}"
    queue = reverse("activities:review", args=[campaign.slug]) + part.replace("&", "?")
    yield Decision(
        ngettext("%(number)s activity waits for review", "%(number)s activities wait for review", waiting.number)
        % {"number": f"{waiting.number:,}"},
        age if days else _("all handed in today"),
        queue if is_reviewer else listed,
        "yellow" if days > 1 else "blue",
        "file-check",
        _("Review"),
        cases=tuple(_oldest(campaign, user, below)) if is_reviewer else (),
    )


def _oldest(campaign: Campaign, user: User, below: Unit | None) -> Iterator[Case]:
    rows = _handed_in(campaign, user, below).select_related("unit").order_by("submitted_at", "pk")
    for row in rows[:FEW_CASES]:
        post = reverse("activities:activity_approve", args=[row.pk])
        detail = f"{row.unit.name} · {as_said(row.starts_on)}"
        yield Case(row.title, detail, row.get_absolute_url(), _("Approve"), post, (("version", row.version),))


def answers(campaign: Campaign, user: User, today: date, below: Unit | None) -> Iterator[Decision]:
    """Answers to assignments that the office has not looked at yet."""
    rows = UnitAssignment.objects.visible_to(user).open().filter(assignment__campaign=campaign)
    rows = rows.filter(answered_at__isnull=False)
    if below:
        rows = rows.filter(unit__path__startswith=below.path)
    found = rows.order_by().aggregate(number=Count("pk"), oldest=Min("answered_at"))
    if not found["number"]:
        return
    days = _days_since(found["oldest"], today)
    age = ngettext("the oldest since yesterday", "the oldest for %(days)s days", days) % {"days": days}
    address = f"{reverse('campaigns:assignments', args=[campaign.slug])}?state=waiting"
    yield Decision(
        ngettext("%(number)s answer waits for the office", "%(number)s answers wait for the office", found["number"])
        % {"number": f"{found['number']:,}"},
        age if days else _("all handed in today"),
        f"{address}&unit={below.pk}" if below else address,
        "yellow" if days > 1 else "blue",
        "check2-square",
        _("Look at it"),
        cases=tuple(_first_answers(campaign, rows)) if may_follow_up(user, campaign) else (),
    )


def _first_answers(campaign: Campaign, rows: UnitAssignmentQuerySet) -> Iterator[Case]:
    for row in rows.select_related("unit", "assignment").order_by("answered_at", "pk")[:FEW_CASES]:
        page = reverse("campaigns:unit_assignment", args=[campaign.slug, row.pk])
        post = reverse("campaigns:share_accept", args=[campaign.slug, row.pk])
        yield Case(row.assignment.title, row.unit.name, page, _("Accept"), post)


def unled(campaign: Campaign, counts: Counts, below: Unit | None) -> Iterator[Decision]:
    if not counts.unled:
        return
    address = f"{reverse('reports:helping', args=[campaign.slug])}?why=unled"
    yield Decision(
        ngettext("%(number)s unit that owes has no liaison", "%(number)s units that owe have no liaison", counts.unled)
        % {"number": f"{counts.unled:,}"},
        ngettext(
            "%(shares)s assignment has nobody to answer it",
            "%(shares)s assignments have nobody to answer them",
            counts.unled_shares,
        )
        % {"shares": f"{counts.unled_shares:,}"},
        f"{address}&unit={below.pk}" if below else address,
        "yellow",
        "person-x",
        _("See which"),
    )


def _days_since(moment: datetime | None, today: date) -> int:
    return (today - timezone.localtime(moment).date()).days if moment else 0
