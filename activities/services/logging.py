"""Logging what a unit did, and changing it until it is approved."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from activities import rules
from activities.models import Activity, IndicatorValue
from activities.services.progress import settle_shares, shares_of
from activities.services.states import RecordLocked, locked
from activities.services.sums import add_up_lines
from campaigns.models import (
    ActivityKind,
    Assignment,
    Campaign,
    Entry,
    Indicator,
    Linkage,
    PlanItem,
    UnitAssignment,
)
from core.editing import apply
from core.errors import DomainError
from core.figures import Figure
from core.history import because
from units.models import Unit


@dataclass(frozen=True)
class ActivityFacts:
    """What a person says about an activity.

    `figures` holds every indicator that was asked: an unknown figure is stored as unknown.
    """

    unit: Unit
    kind: ActivityKind
    title: str
    starts_on: date
    ends_on: date | None = None
    place: str = ""
    narrative: str = ""
    plan_item: PlanItem | None = None
    assignment: Assignment | None = None
    linkages: Sequence[Linkage] = ()
    entries: Sequence[Entry] = ()
    co_organisers: Sequence[Unit] = ()
    figures: Mapping[Indicator, Figure] = field(default_factory=dict)

    def columns(self) -> dict:
        """All but the figures, with the host taken off the co-organisers."""
        facts = {name: getattr(self, name) for name in self.__dataclass_fields__ if name != "figures"}
        return facts | {"co_organisers": [unit for unit in self.co_organisers if unit.pk != self.unit.pk]}


class AlreadyLogged(DomainError):
    """The unit has logged the same kind of activity of the same name on the same day."""

    def __init__(self, existing: Activity):
        super().__init__(
            _("“%(title)s” of this day is already logged. Open it, or give this one another title.")
            % {"title": existing.title}
        )
        self.existing = existing


def log_activity(
    campaign: Campaign, facts: ActivityFacts, *, by: User, key: uuid.UUID, submit: bool = False
) -> Activity:
    """Make the record, as a draft or handed in. The same `key` again answers with the first record.

    A key belongs to one opened form, so double taps and repeated sendings make one record
    however close they come: the unique constraint decides, not a look beforehand.
    """
    known = Activity.objects.filter(submission_key=key, created_by=by).first()
    if known:
        return known
    try:
        with transaction.atomic(), because(by=by):
            return _create(campaign, facts, by=by, key=key, submit=submit)
    except IntegrityError:
        known = Activity.objects.filter(submission_key=key, created_by=by).first()
        existing = _same(campaign, facts)
        if known:
            return known
        if existing:
            raise AlreadyLogged(existing) from None
        raise


def update_activity(activity: Activity, facts: ActivityFacts, *, by: User, version: int) -> Activity:
    """Change a record that isn't approved. Raises EditConflict when somebody has saved since `version`."""
    try:
        with transaction.atomic(), because(by=by):
            row = locked(activity, version=version)
            if row.state not in rules.EDITABLE_STATES:
                raise RecordLocked
            if not rules.may_edit(by, row):
                raise PermissionDenied
            _refuse(row.campaign, facts, by=by, known=row)
            before = shares_of([row])
            many = apply(row, facts.columns())
            row.save()
            _set_many(row, many, facts)
            settle_shares(before | shares_of([row]))
            return row
    except IntegrityError:
        existing = _same(activity.campaign, facts, other_than=activity)
        if existing:
            raise AlreadyLogged(existing) from None
        raise


def _create(campaign: Campaign, facts: ActivityFacts, *, by: User, key: uuid.UUID, submit: bool) -> Activity:
    _refuse(campaign, facts, by=by)
    row = Activity(campaign=campaign, created_by=by, submission_key=key)
    many = apply(row, facts.columns())
    if submit:
        row.state, row.submitted_at, row.submitted_by = Activity.State.SUBMITTED, timezone.now(), by
    row.save()
    _set_many(row, many, facts)
    settle_shares(shares_of([row]))
    return row


def _refuse(campaign: Campaign, facts: ActivityFacts, *, by: User, known: Activity | None = None) -> None:
    """What neither the form nor the database can say: whose unit, which assignment, while what."""
    if (known is None or known.unit_id != facts.unit.pk) and not rules.may_log_for(by, campaign, facts.unit):
        raise PermissionDenied
    if facts.ends_on and facts.ends_on < facts.starts_on:
        raise DomainError(_("The activity ends before it starts."))
    _refuse_foreign(campaign, facts)
    if known:
        _refuse_without_stands(known, facts)
    sent_back = known is not None and known.state in rules.KNOWN_TO_OFFICE
    if facts.assignment is None and not sent_back and rules.must_answer_an_assignment(by, campaign):
        raise DomainError(_("The campaign is closing: choose the assignment that this activity answers."))


def _refuse_foreign(campaign: Campaign, facts: ActivityFacts) -> None:
    if facts.plan_item and facts.plan_item.campaign_id != campaign.pk:
        raise DomainError(_("This plan item belongs to another campaign."))
    if facts.assignment is None:
        return
    takers = {facts.unit.pk, *(unit.pk for unit in facts.co_organisers)}
    asked = UnitAssignment.objects.sent().filter(assignment=facts.assignment, unit__in=takers)
    if facts.assignment.campaign_id != campaign.pk or not asked.exists():
        raise DomainError(_("This was not asked of the unit or of its co-organisers."))


def _refuse_without_stands(known: Activity, facts: ActivityFacts) -> None:
    """A unit of the grid takes part; it leaves through the grid, where its figures are."""
    present = [facts.unit.pk, *(unit.pk for unit in facts.co_organisers)]
    stand = known.stands.exclude(unit__in=present).select_related("unit").first()
    if stand:
        raise DomainError(_("“%(unit)s” stands in the grid. Take it off there first.") % {"unit": stand.unit})


def _set_many(row: Activity, many: Mapping, facts: ActivityFacts) -> None:
    for name, values in many.items():
        getattr(row, name).set(values)
    keep_figures(row, facts.figures)
    if row.stands.exists():
        add_up_lines(row)


def keep_figures(row: Activity, figures: Mapping[Indicator, Figure]) -> None:
    """Make the stated figures of the row these; what the grid computes stays unless another number is typed."""
    stated = {value.indicator_id: value for value in row.values.all()}
    for indicator, figure in figures.items():
        value = stated.pop(indicator.pk, None) or IndicatorValue(activity=row, indicator=indicator)
        changed = value.pk is None or value.figure != figure
        if changed and (figure.is_known or not value.is_computed):
            value.value, value.qualifier, value.is_computed = figure.value, figure.qualifier, False
            value.save()
    row.values.filter(pk__in=[value.pk for value in stated.values()], is_computed=False).delete()


def _same(campaign: Campaign, facts: ActivityFacts, other_than: Activity | None = None) -> Activity | None:
    rows = Activity.objects.filter(
        campaign=campaign, unit=facts.unit, kind=facts.kind, starts_on=facts.starts_on, title=facts.title
    ).exclude(state=Activity.State.WITHDRAWN)
    return rows.exclude(pk=other_than.pk).first() if other_than else rows.first()
