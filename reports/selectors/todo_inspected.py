"""What a unit has to mend, and where an inspector has to go."""

from collections.abc import Iterator
from datetime import date, datetime, time

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.models import Campaign
from inspections.models import Hazard, RoundObject, Visit
from inspections.rules import may_visit_in
from inspections.selectors.deadlines import Terms
from inspections.selectors.duty import duties_of
from inspections.selectors.filtering import HazardFilters
from inspections.selectors.inbox import to_reinspect
from inspections.selectors.visits import is_in_some_team
from reports.selectors.listed import ToDo

# Graded ones want the plan of their rectification, the others the rectification.
OURS = (Hazard.State.GRADED, Hazard.State.RECTIFYING)
# What stands on the phone before one line says how many more there are.
MOST_LISTED = 8


def hazards_to_rectify(user: User, campaign: Campaign, today: date) -> Iterator[ToDo]:
    """What the unit and those below it have to mend: the nearest deadline first, so what is overdue leads."""
    if user.unit is None:
        return
    filters = HazardFilters(unit=user.unit, states=OURS)
    rows = filters.apply(Hazard.objects.visible_to(user).filter(campaign=campaign))
    shown = list(rows.select_related("unit").order_by(F("due_on").asc(nulls_last=True), "pk")[: MOST_LISTED + 1])
    for hazard in shown[:MOST_LISTED]:
        where = hazard.unit.name if hazard.unit and hazard.unit_id != user.unit.pk else hazard.place
        yield ToDo(
            title=_title(hazard),
            detail=" · ".join(filter(None, [_("Major hazard") if hazard.is_major else "", where])),
            url=hazard.get_absolute_url(),
            symbol="exclamation-triangle",
            due_at=_end_of(hazard.due_on),
            is_late=hazard.is_overdue(today),
        )
    if len(shown) > MOST_LISTED:
        page = reverse("inspections:hazards", args=[campaign.slug])
        yield _more(rows.count() - MOST_LISTED, f"{page}?{filters.query_string()}&sort=due")


def _title(hazard: Hazard) -> str:
    words = _("Plan the rectification: %(title)s") if hazard.state == OURS[0] else _("Rectify: %(title)s")
    return words % {"title": hazard.title}


def inspections_to_do(user: User, campaign: Campaign, today: date) -> list[ToDo]:
    """Visits begun, then what waits for re-inspection, then the objects that the own teams haven't gone to."""
    if not may_visit_in(user, campaign, in_team=is_in_some_team(user, campaign)):
        return []
    return [*_begun(user, campaign), *_to_reinspect(user, campaign, today), *_to_visit(user, campaign, today)]


def _begun(user: User, campaign: Campaign) -> Iterator[ToDo]:
    rows = Visit.objects.visible_to(user).filter(campaign=campaign, state=Visit.State.GOING_ON, made_by=user)
    for visit in rows.select_related("unit", "round").order_by("visited_on", "pk"):
        yield ToDo(
            title=_("Finish the visit: %(unit)s") % {"unit": visit.unit},
            detail=visit.round.name if visit.round else "",
            url=reverse("inspections:visit_work", args=[visit.pk]),
            symbol="pencil",
        )


def _to_reinspect(user: User, campaign: Campaign, today: date) -> Iterator[ToDo]:
    rows = to_reinspect(campaign, user, today)
    shown = list(rows[: MOST_LISTED + 1])
    terms = Terms.load() if shown else None
    for hazard in shown[:MOST_LISTED]:
        due_on = terms.due("acceptance_visit", hazard.rectified_on) if terms and hazard.rectified_on else None
        yield ToDo(
            title=_("Re-inspect: %(title)s") % {"title": hazard.title},
            detail=str(hazard.unit or ""),
            url=hazard.get_absolute_url(),
            symbol="clipboard-check",
            due_at=_end_of(due_on),
            is_late=due_on is not None and due_on < today,
        )
    if len(shown) > MOST_LISTED:
        yield _more(rows.count() - MOST_LISTED, reverse("inspections:reinspections", args=[campaign.slug]))


def _to_visit(user: User, campaign: Campaign, today: date) -> Iterator[ToDo]:
    """Those begun already stand above."""
    begun = Visit.objects.filter(campaign=campaign, state=Visit.State.GOING_ON, made_by=user)
    taken = set(begun.values_list("round", "unit"))
    duties = duties_of(user, campaign)
    left = [row for row in duties.rows if (row.round_id, row.unit_id) not in taken]
    for row in left[:MOST_LISTED]:
        yield _visit(row, campaign, today)
    more = duties.count - len(taken & {(row.round_id, row.unit_id) for row in duties.rows}) - MOST_LISTED
    if more > 0:
        yield _more(more, reverse("inspections:inspections", args=[campaign.slug]))


def _visit(row: RoundObject, campaign: Campaign, today: date) -> ToDo:
    start = reverse("inspections:visit_new", args=[campaign.slug])
    return ToDo(
        title=_("Visit: %(unit)s") % {"unit": row.unit},
        detail=row.round.name,
        url=f"{start}?round={row.round_id}&unit={row.unit_id}",
        symbol="geo-alt",
        due_at=_end_of(row.round.ends_on),
        is_late=row.round.ends_on < today,
    )


def _more(number: int, url: str) -> ToDo:
    words = ngettext("%(number)s more", "%(number)s more", number) % {"number": number}
    return ToDo(title=words, detail="", url=url, symbol="chevron-right")


def _end_of(day: date | None) -> datetime | None:
    """A deadline is over when its day is."""
    return timezone.make_aware(datetime.combine(day, time(23, 59))) if day else None
