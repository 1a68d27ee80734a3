"""What the office owes of hazards: accept, check, re-inspect, tell the reporter; extensions, listings and look-backs
have lists of their own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.db.models import F, Q, QuerySet

from accounts.models import User
from campaigns.models import Campaign
from core.workdays import ONE_DAY
from inspections import rules
from inspections.models import Hazard
from inspections.selectors.deadlines import Duty, Terms, duties_of, with_duties

State = Hazard.State
OF_OFFICE = ("accept_days", "public_case_days", "acceptance_visit", "tell_reporter_days")
# What has a panel of its own beside this one, or is the unit's.
ELSEWHERE = {"five", "rectify", "extension_answer", "listing_filed", "listing_public", "result_public", "look_back"}


def first_start_in_time(due: Callable[[date], date], today: date) -> date:
    """The earliest day from which the term isn't over yet: what runs since before it is late."""
    start = today
    while due(start - ONE_DAY) >= today:
        start -= ONE_DAY
    return start


def late_with_office(campaign: Campaign, user: User, today: date, terms: Terms) -> QuerySet[Hazard]:
    """By the index of the deadline's own column as far as there is one; the oldest first."""
    since = {code: first_start_in_time(partial(terms.due, code), today) for code in OF_OFFICE}
    longer = first_start_in_time(partial(terms.check_due, is_extended=True), today)
    usual = Q(report__check_extended_on=None, accepted_on__lt=since["public_case_days"])
    extended = Q(report__check_extended_on__isnull=False, accepted_on__lt=longer)
    is_late = (
        Q(state=State.REPORTED, reported_on__lt=since["accept_days"])
        | (Q(state=State.ACCEPTED, report__isnull=False) & (usual | extended))
        | Q(state=State.RECTIFIED, rectified_on__lt=since["acceptance_visit"])
        | (Q(closed_on__lt=since["tell_reporter_days"]) & _not_told("closed_on"))
        | (Q(duplicate_of__closed_on__lt=since["tell_reporter_days"]) & _not_told("duplicate_of__closed_on"))
    )
    rows = Hazard.objects.visible_to(user).filter(is_late, campaign=campaign)
    return rows.order_by("reported_on", "pk")


def _not_told(closed_on: str) -> Q:
    """Anew after the case was reopened and closed again."""
    return Q(report__isnull=False) & (Q(report__told_on=None) | Q(report__told_on__lt=F(closed_on)))


@dataclass(frozen=True)
class LateLine:
    hazard: Hazard
    duties: list[Duty]


def late_lines(rows: QuerySet[Hazard], today: date, terms: Terms) -> list[LateLine]:
    """Of a page of them, each with what is late; as many queries for a page as for one."""
    return [
        LateLine(row, [duty for duty in duties_of(row, terms) if duty.code in OF_OFFICE and duty.is_late(today)])
        for row in with_duties(rows).select_related("unit", "source")
    ]


@dataclass(frozen=True)
class DutyPanel:
    duties: list[Duty]
    may_extend_check: bool


def duty_panel(hazard: Hazard, user: User) -> DutyPanel | None:
    """What the office owes of this hazard, for the office and its leader."""
    if not rules.may_see_sources(user):
        return None
    row = with_duties(Hazard.objects.filter(pk=hazard.pk)).get()
    duties = [duty for duty in duties_of(row, Terms.load()) if duty.code not in ELSEWHERE]
    may_extend = rules.may_extend_check(user, hazard) and hasattr(row, "report") and not row.report.check_extended_on
    return DutyPanel(duties, may_extend) if duties else None
