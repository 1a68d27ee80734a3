"""What fell due since the last brief, what leaders asked and heard, what is on today; a line for each that isn't zero."""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.models import Assignment, Campaign, Meeting, TimelineEntry, UnitAssignment
from campaigns.selectors.assignments import assignments_for_office, having_units
from core.text import shortened
from core.workdays import ONE_DAY
from inspections.models import Hazard
from inspections.selectors.filtering import HazardFilters
from inspections.selectors.listing import filtered
from reports.selectors.brief_lines import BriefLine

FEW = 5
QUOTED = 120


def falling_due(campaign: Campaign, *, user: User, now: datetime, since: date) -> tuple[BriefLine, ...]:
    """Of what was due in these days that which isn't done."""
    today = timezone.localdate(now)
    last = today - ONE_DAY
    late = HazardFilters(due_from=since, due_to=last, overdue=True)
    major = HazardFilters(day_from=since, day_to=last, grades=(Hazard.Grade.MAJOR,))
    return tuple(
        line
        for line in (
            _assignments(campaign, user, "late", since, last, now),
            _hazards(campaign, user, late, today, "red", _overdue_words),
            _hazards(campaign, user, major, today, "red", _major_words),
        )
        if line
    )


def on_today(campaign: Campaign, *, user: User, now: datetime) -> tuple[BriefLine, ...]:
    today = timezone.localdate(now)
    due = HazardFilters(due_from=today, due_to=today, states=(Hazard.State.RECTIFYING,))
    counted = (
        _assignments(campaign, user, "open", today, today, now),
        _hazards(campaign, user, due, today, "yellow", _due_words),
    )
    return (*(line for line in counted if line), *_meetings(campaign, user, today), *_steps(campaign, user, today))


def _assignments(
    campaign: Campaign, user: User, standing: str, first: date, last: date, now: datetime
) -> BriefLine | None:
    """The list under the same filters opens exactly these."""
    rows = having_units(assignments_for_office(user, campaign), standing, now)
    number = rows.filter(due_at__date__gte=first, due_at__date__lte=last).count()
    if not number:
        return None
    if standing == "late":
        words = ngettext("%(number)s assignment is late now", "%(number)s assignments are late now", number)
    else:
        words = ngettext("%(number)s assignment is due today", "%(number)s assignments are due today", number)
    query = urlencode({"state": standing, "from": first.isoformat(), "to": last.isoformat()})
    url = f"{reverse('campaigns:assignments', args=[campaign.slug])}?{query}"
    return BriefLine(words % {"number": number}, "", url, "red" if standing == "late" else "yellow", "check2-square")


def _hazards(
    campaign: Campaign, user: User, filters: HazardFilters, today: date, colour: str, words: Callable[[int], str]
) -> BriefLine | None:
    number = filtered(campaign, user, filters, today=today).order_by().count()
    if not number:
        return None
    url = f"{reverse('inspections:hazards', args=[campaign.slug])}?{filters.query_string()}"
    return BriefLine(words(number), "", url, colour, "exclamation-triangle")


def _overdue_words(number: int) -> str:
    return ngettext("%(number)s hazard is overdue now", "%(number)s hazards are overdue now", number) % {
        "number": number
    }


def _major_words(number: int) -> str:
    return ngettext("%(number)s major hazard was found", "%(number)s major hazards were found", number) % {
        "number": number
    }


def _due_words(number: int) -> str:
    return ngettext("%(number)s hazard is to be fixed today", "%(number)s hazards are to be fixed today", number) % {
        "number": number
    }


def _meetings(campaign: Campaign, user: User, today: date) -> Iterator[BriefLine]:
    for row in Meeting.objects.visible_to(user).filter(campaign=campaign, held_at__date=today).order_by("held_at"):
        at = f"{timezone.localtime(row.held_at):%H:%M}"
        detail = _("at %(time)s, %(place)s") % {"time": at, "place": row.place} if row.place else at
        url = reverse("campaigns:meeting", args=[campaign.slug, row.pk])
        yield BriefLine(row.title, detail, url, "blue", "people")


def _steps(campaign: Campaign, user: User, today: date) -> Iterator[BriefLine]:
    url = reverse("campaigns:timeline", args=[campaign.slug])
    for row in TimelineEntry.objects.visible_to(user).filter(campaign=campaign, planned_on=today).order_by("pk"):
        yield BriefLine(row.title, row.get_kind_display(), url, "blue", "calendar-event")


def of_instructions(campaign: Campaign, *, user: User, now: datetime, since: date) -> tuple[BriefLine, ...]:
    """Each answer of these days in its words, and how many units are late."""
    begin = timezone.make_aware(datetime.combine(since, datetime.min.time()))
    shares = UnitAssignment.objects.visible_to(user).filter(
        assignment__campaign=campaign, assignment__instruction__isnull=False
    )
    answered = shares.filter(answered_at__gte=begin, answered_at__lt=now).select_related("unit", "assignment__campaign")
    lines = [
        BriefLine(
            _("%(unit)s has answered: %(answer)s")
            % {"unit": row.unit.name, "answer": shortened(row.answer_text, QUOTED)},
            row.assignment.title,
            row.get_absolute_url(),
            "green",
            "sign",
        )
        for row in answered.order_by("-answered_at")[:FEW]
    ]
    return (*_late_instructions(campaign, user, now), *lines)


def _late_instructions(campaign: Campaign, user: User, now: datetime) -> Iterator[BriefLine]:
    rows = Assignment.objects.visible_to(user).filter(campaign=campaign, instruction__isnull=False)
    late = UnitAssignment.objects.late(now).filter(assignment__in=rows).values("assignment").distinct().count()
    if late:
        words = ngettext("%(number)s instruction is late", "%(number)s instructions are late", late)
        url = f"{reverse('campaigns:instructions', args=[campaign.slug])}?state=late"
        yield BriefLine(words % {"number": late}, "", url, "red", "sign")
