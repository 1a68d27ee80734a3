"""Urging all units that are late with something, from the page that says so."""

from collections.abc import Callable, Iterable
from functools import partial

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import Assignment, Campaign, Notice, Receipt, UnitAssignment
from campaigns.services.urging import Before, Urged, urge_receipts, urge_shares
from core.errors import DomainError
from inspections.models import Hazard
from inspections.services.urging import urge_hazards
from units.models import Unit


@transaction.atomic
def urge_late_assignments(campaign: Campaign, *, by: User, below: Unit | None = None) -> Urged:
    """Of each assignment those whose time is over; refused when nobody is left of any."""
    _demand(by, campaign)
    late = UnitAssignment.objects.visible_to(by).late(timezone.now()).filter(assignment__campaign=campaign)
    if below:
        late = late.filter(unit__path__startswith=below.path)
    rows = UnitAssignment.objects.filter(pk__in=late.values("pk"))
    papers = Assignment.objects.filter(pk__in=late.values("assignment")).order_by("due_at", "pk")
    return _together(partial(urge_shares, paper, rows, by=by) for paper in papers)


@transaction.atomic
def urge_late_signatures(campaign: Campaign, *, by: User) -> Urged:
    """Of each notice those whose time to sign is over; refused when nobody is left of any."""
    _demand(by, campaign)
    late = Receipt.objects.visible_to(by).late(timezone.now()).filter(notice__campaign=campaign)
    rows = Receipt.objects.filter(pk__in=late.values("pk"))
    papers = Notice.objects.filter(pk__in=late.values("notice")).order_by("sign_by", "pk")
    return _together(partial(urge_receipts, paper, rows, by=by) for paper in papers)


@transaction.atomic
def urge_overdue_hazards(campaign: Campaign, *, by: User, below: Unit | None = None) -> Urged:
    rows = Hazard.objects.visible_to(by).filter(campaign=campaign).overdue(timezone.localdate())
    if below:
        rows = rows.filter(unit__path__startswith=below.path)
    return urge_hazards(campaign, rows, by=by)


def _demand(by: User, campaign: Campaign) -> None:
    if not rules.may_follow_up(by, campaign):
        raise PermissionDenied


def _together(urgings: Iterable[Callable[[], Urged]]) -> Urged:
    """What became of all of them; a paper of which nobody is left doesn't stop the others."""
    done, refusals = [], []
    for urge in urgings:
        try:
            with transaction.atomic():
                done.append(urge())
        except DomainError as refusal:
            refusals.append(str(refusal))
    if not done:
        raise DomainError(refusals[0] if refusals else _("Nobody is left to urge."))
    return Urged(
        told=_units(each.told for each in done),
        again=_befores(each.again for each in done),
        refused=_befores(each.refused for each in done),
        nobody_there=_units(each.nobody_there for each in done),
        waiting=_units(each.waiting for each in done),
    )


def _units(parts: Iterable[Iterable[Unit]]) -> list[Unit]:
    return list(dict.fromkeys(unit for part in parts for unit in part))


def _befores(parts: Iterable[Iterable[Before]]) -> list[Before]:
    return list({each.unit: each for part in parts for each in part}.values())
