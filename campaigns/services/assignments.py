"""Giving work to units: draft, sent, withdrawn; and how far each unit is with it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise, lazy
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import Assignment, AssignmentQuota, Campaign, Indicator, UnitAssignment
from campaigns.services.access import current_campaign, lock_assignment
from campaigns.services.attachments import attach, forget_files
from campaigns.services.instructed import tell_of_withdrawal
from campaigns.services.telling import moment_words, tell_liaisons
from core.editing import lock_for_edit
from core.errors import DomainError
from core.history import because
from notifications.duties import subject_of
from units.models import Unit


@dataclass(frozen=True)
class Quota:
    """At least so many of an indicator; so many activities when none is named."""

    at_least: int
    indicator: Indicator | None = None


@transaction.atomic
def create_assignment(
    campaign: Campaign,
    *,
    by: User,
    units: Iterable[Unit] = (),
    quotas: Iterable[Quota] = (),
    files: Iterable[File] = (),
    **facts: object,
) -> Assignment:
    """A draft: nobody but the office sees it. `facts` are title, due_at, answer, plan_item, instructions."""
    if not rules.may_give_work(by, current_campaign(campaign)):
        raise PermissionDenied
    with because(by=by):
        assignment = Assignment.objects.create(campaign=campaign, created_by=by, **facts)
        _replace_quotas(assignment, quotas)
        add_rows(assignment, units)
        attach(assignment, files, by=by)
    return assignment


@transaction.atomic
def update_assignment(
    assignment: Assignment,
    *,
    by: User,
    version: int | None,
    quotas: Iterable[Quota],
    files: Iterable[File] = (),
    **facts: object,
) -> Assignment:
    """Change a draft that nobody else has changed since this `version`."""
    assignment = lock_for_edit(assignment, version=version)
    if not rules.may_give_work(by, current_campaign(assignment.campaign)):
        raise PermissionDenied
    if assignment.state != Assignment.State.DRAFT:
        raise DomainError(_("The assignment has been sent. Withdraw it and make a new one to change what is asked."))
    for name, value in facts.items():
        setattr(assignment, name, value)
    with because(by=by):
        assignment.save(update_fields=[*facts, "version"])
        _replace_quotas(assignment, quotas)
        attach(assignment, files, by=by)
    return assignment


@transaction.atomic
def delete_assignment(assignment: Assignment, *, by: User) -> None:
    """Throw a draft away; what was sent can only be withdrawn."""
    assignment = lock_assignment(assignment)
    if not rules.may_give_work(by, assignment.campaign):
        raise PermissionDenied
    if assignment.state != Assignment.State.DRAFT:
        raise DomainError(_("The assignment has been sent. It can be withdrawn, not deleted."))
    forget_files(assignment)
    with because(by=by):
        assignment.delete()


@transaction.atomic
def send_assignment(assignment: Assignment, *, by: User) -> Assignment:
    """Hand the draft to its units and tell their liaisons, once."""
    assignment = lock_assignment(assignment)
    if not rules.may_give_work(by, assignment.campaign):
        raise PermissionDenied
    return hand_out(assignment, by=by)


def hand_out(assignment: Assignment, *, by: User) -> Assignment:
    """Send a locked draft; the caller has checked the right (`campaigns.services.instructions` too)."""
    _refuse_unsendable(assignment)
    assignment.state, assignment.sent_at, assignment.sent_by = Assignment.State.SENT, timezone.now(), by
    with because(by=by):
        assignment.save(update_fields=["state", "sent_at", "sent_by"])
    _tell_sent(assignment, list(assignment.units.values_list("unit", flat=True)))
    return assignment


@transaction.atomic
def add_units(assignment: Assignment, units: Iterable[Unit], *, by: User) -> int:
    """Ask these units too; those of a sent assignment are told. Returns how many are new."""
    assignment = lock_assignment(assignment)
    if not rules.may_give_work(by, assignment.campaign):
        raise PermissionDenied
    if assignment.state == Assignment.State.WITHDRAWN:
        raise DomainError(_("The assignment has been withdrawn."))
    is_sent = assignment.state == Assignment.State.SENT
    with because(by=by):
        fresh = add_rows(assignment, units, asked_at=timezone.now() if is_sent else None)
    if is_sent:
        _tell_sent(assignment, fresh)
    return len(fresh)


@transaction.atomic
def remove_units(assignment: Assignment, units: Iterable[Unit], *, by: User) -> int:
    """Take units off a draft; a unit already asked is waived instead."""
    assignment = lock_assignment(assignment)
    if not rules.may_give_work(by, assignment.campaign):
        raise PermissionDenied
    if assignment.state != Assignment.State.DRAFT:
        raise DomainError(_("The assignment has been sent. Waive it for a unit, with a reason, instead."))
    with because(by=by):
        return assignment.units.filter(unit__in=units).delete()[1].get(UnitAssignment._meta.label, 0)


@transaction.atomic
def withdraw_assignment(assignment: Assignment, *, by: User, why: str) -> Assignment:
    """Nothing is owed any more; what units have already done stays."""
    assignment = lock_assignment(assignment)
    if not rules.may_see_through(by, assignment):
        raise PermissionDenied
    if not assignment.can_become(Assignment.State.WITHDRAWN):
        raise DomainError(_("Only an assignment that was sent can be withdrawn."))
    assignment.state, assignment.withdrawn_why = Assignment.State.WITHDRAWN, why
    assignment.withdrawn_at, assignment.withdrawn_by = timezone.now(), by
    with because(why, by=by):
        assignment.save(update_fields=["state", "withdrawn_at", "withdrawn_by", "withdrawn_why"])
    text = lazy(
        lambda: _("“%(title)s” has been withdrawn: %(why)s") % {"title": assignment.title, "why": why},
        str,
    )()
    units = assignment.units.filter(state=UnitAssignment.State.OPEN).values_list("unit", flat=True)
    _tell(assignment, units, "withdrawn", text)
    tell_of_withdrawal(assignment, by=by, why=why)
    return assignment


def lock_share(unit_assignment: UnitAssignment) -> UnitAssignment:
    """The current row, locked, with what rules look at; also for `campaigns.services.answers`."""
    rows = UnitAssignment.objects.select_for_update(of=("self",))
    return rows.select_related("assignment__campaign", "assignment__instruction__post", "unit").get(
        pk=unit_assignment.pk
    )


def _replace_quotas(assignment: Assignment, quotas: Iterable[Quota]) -> None:
    quotas = list(quotas)
    if quotas and assignment.answer != Assignment.Answer.ACTIVITIES:
        raise DomainError(_("Only an answer by activities can have quotas."))
    if len({quota.indicator for quota in quotas}) < len(quotas):
        raise DomainError(_("The same indicator is asked twice."))
    assignment.quotas.all().delete()
    AssignmentQuota.objects.bulk_create(
        AssignmentQuota(assignment=assignment, indicator=quota.indicator, at_least=quota.at_least) for quota in quotas
    )


def add_rows(assignment: Assignment, units: Iterable[Unit], asked_at: datetime | None = None) -> list[int]:
    """Shares of those units that have none yet; the caller has checked the right. Returns the new units' keys."""
    wanted = {unit.pk for unit in units}
    fresh = sorted(wanted - set(assignment.units.filter(unit__in=wanted).values_list("unit", flat=True)))
    UnitAssignment.objects.bulk_create(
        (UnitAssignment(assignment=assignment, unit_id=pk, asked_at=asked_at) for pk in fresh), batch_size=2000
    )
    return fresh


def _refuse_unsendable(assignment: Assignment) -> None:
    if not assignment.can_become(Assignment.State.SENT):
        raise DomainError(_("The assignment has already been sent."))
    if assignment.campaign.state == Campaign.State.DRAFT:
        raise DomainError(_("The campaign is still a draft that units can't see. Start it, then send."))
    if not assignment.units.exists():
        raise DomainError(_("No unit is chosen yet. Choose at least one."))
    if assignment.due_at <= timezone.now():
        raise DomainError(_("The due time has already passed. Set a later one."))
    if assignment.answer == Assignment.Answer.ACTIVITIES and not assignment.quotas.exists():
        raise DomainError(_("Say how much is asked: at least one activity or a number of an indicator."))


def _tell_sent(assignment: Assignment, unit_ids: Iterable[int]) -> None:
    facts = {"title": assignment.title}
    text = lazy(
        lambda: _("New assignment “%(title)s”, due %(due)s.") % (facts | {"due": moment_words(assignment.due_at)}),
        str,
    )()
    _tell(assignment, unit_ids, "sent", text)


def _tell(assignment: Assignment, unit_ids: Iterable[int], occasion: str, text: str | Promise) -> None:
    name = subject_of(assignment)
    tell_liaisons(unit_ids, key=f"{name}-{occasion}", text=text, url=assignment.get_absolute_url(), subject=name)
