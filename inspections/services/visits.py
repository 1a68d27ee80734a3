"""A visit from the start to the signed record. What is found on the way: `inspections.services.answers`."""

import uuid
from dataclasses import dataclass, fields
from datetime import date

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from campaigns.models import Campaign
from core.editing import EditConflict
from core.errors import DomainError
from core.history import because
from core.photos import CleanPhoto
from core.storage import files_only_if_saved
from inspections import rules
from inspections.models import Checklist, Round, Team, Visit
from inspections.selectors.teams import paths_of
from inspections.selectors.visits import belongs_to_team, is_in_some_team, missing_of
from inspections.services.states import refuse_without
from notifications.services.telling import liaison_posts, queue
from units.models import Unit

State = Visit.State


class VisitLocked(DomainError):
    """A finished record is not changed by anybody."""

    def __init__(self) -> None:
        super().__init__(
            _("The visit has been finished or dropped in the meantime; nothing more goes into its record.")
        )


@dataclass(frozen=True)
class VisitFacts:
    """Who was visited, by whom, what for."""

    unit: Unit
    visited_on: date
    kind: str = Visit.Kind.INSPECTION
    team: Team | None = None
    round: Round | None = None
    checklist: Checklist | None = None
    is_unannounced: bool = False


@dataclass(frozen=True)
class Account:
    """What is told of a visit in words; may be changed until it is finished."""

    visited_on: date
    is_unannounced: bool = False
    met_by: str = ""
    looked_at: str = ""
    impression: str = ""

    def columns(self) -> dict:
        return {field.name: getattr(self, field.name) for field in fields(self)}


def start_visit(campaign: Campaign, facts: VisitFacts, *, by: User, key: uuid.UUID) -> Visit:
    """Open the record on site. Sent twice with one key, it is one visit; it keeps the checklist's version in force."""
    in_team = belongs_to_team(by, facts.team) if facts.team else is_in_some_team(by, campaign)
    if not rules.may_visit_in(by, campaign, in_team=in_team):
        raise PermissionDenied
    known = Visit.objects.filter(submission_key=key, made_by=by).first()
    if known:
        return known
    _refuse_own_unit(facts, by)
    with because(by=by), transaction.atomic():
        visit, _is_new = Visit.objects.get_or_create(
            submission_key=key,
            defaults={
                "campaign": campaign,
                "kind": facts.kind,
                "round": facts.round,
                "team": facts.team,
                "unit": facts.unit,
                "checklist_version": facts.checklist.versions.in_force().first() if facts.checklist else None,
                "visited_on": facts.visited_on,
                "is_unannounced": facts.is_unannounced,
                "made_by": by,
            },
        )
        return visit


def tell_account(visit: Visit, account: Account, *, by: User, version: int) -> Visit:
    """Put the words about the visit in order, unless somebody of the team has done so meanwhile."""
    with because(by=by), transaction.atomic():
        row = locked_visit(visit, by=by)
        if version != row.version:
            raise EditConflict(row)
        row.version += 1
        for name, value in account.columns().items():
            setattr(row, name, value)
        row.save(update_fields=["version", *account.columns()])
        return row


def finish_visit(
    visit: Visit, *, by: User, signer: str = "", signature: CleanPhoto | None = None, unsigned_why: str = ""
) -> Visit:
    """Close the record for good and send it to the unit. Finished again by whoever finished it, it stays as it is."""
    current = Visit.objects.get(pk=visit.pk)
    if current.state == State.FINISHED and _works_on(by, current):
        return current
    with files_only_if_saved() as stored, because(unsigned_why, by=by), transaction.atomic():
        row = locked_visit(visit, by=by)
        _refuse_unfinished(row, signer, signature, unsigned_why)
        if signature:
            row.signature.save("signature.jpg", ContentFile(signature.content), save=False)
            stored.append(str(row.signature.name))
        _move(row, State.FINISHED, finished_at=timezone.now(), signer=signer, unsigned_why=unsigned_why)
        _tell_unit(row)
        return row


def drop_visit(visit: Visit, *, by: User, why: str) -> Visit:
    """Break it off: nobody there, the wrong unit. Hazards found by then stay on the ledger, and the unit is told."""
    why = refuse_without(why)
    with because(why, by=by), transaction.atomic():
        row = locked_visit(visit, by=by)
        _move(row, State.DROPPED, dropped_why=why)
        if row.hazards.exists():
            _tell_unit(row)
        return row


def locked_visit(visit: Visit, *, by: User) -> Visit:
    """The row as it is now, locked, if this person may write into it."""
    rows = Visit.objects.select_for_update(of=("self",))
    row = rows.select_related("campaign__area", "unit", "team", "checklist_version").get(pk=visit.pk)
    if row.state != State.GOING_ON and _works_on(by, row):
        raise VisitLocked
    if not rules.may_work_on(by, row, in_team=belongs_to_team(by, row.team)):
        raise PermissionDenied
    return row


def _works_on(by: User, visit: Visit) -> bool:
    return belongs_to_team(by, visit.team) or visit.made_by_id == by.pk or rules.is_office_of(by, visit.campaign)


def _refuse_own_unit(facts: VisitFacts, by: User) -> None:
    if rules.is_own_unit(by, facts.unit):
        raise DomainError(_("You belong to this unit. Somebody else has to inspect it."))
    if facts.team is None:
        return
    paths = paths_of([facts.team], timezone.localdate())[facts.team.pk]
    if rules.is_barred(facts.unit, paths, facts.team.campaign.area):
        raise DomainError(_("Somebody of this team belongs to the unit. Another team has to inspect it."))


def _refuse_unfinished(row: Visit, signer: str, signature: CleanPhoto | None, unsigned_why: str) -> None:
    missing = missing_of(row)
    if missing:
        words = ngettext(
            "%(number)s thing is still missing: %(first)s",
            "%(number)s things are still missing: %(first)s",
            len(missing),
        )
        raise DomainError(words % {"number": len(missing), "first": _("; ").join(map(str, missing[:3]))})
    if signature is None and not unsigned_why.strip():
        raise DomainError(_("Let the inspected side sign, or say why it doesn't."))
    if signature is not None and not signer.strip():
        raise DomainError(_("Write down who signed."))


def _move(row: Visit, state: str, **facts: object) -> None:
    if not row.can_become(state):
        raise VisitLocked
    row.state = state
    for name, value in facts.items():
        setattr(row, name, value)
    row.save(update_fields=["state", "signature", *facts])


def _tell_unit(row: Visit) -> None:
    """One message for the whole visit, with its hazards by name."""
    found = list(row.hazards.order_by("serial"))

    def words() -> str:
        facts = {"unit": row.unit, "day": date_format(row.visited_on, "DATE_FORMAT")}
        if row.state == State.DROPPED:
            said = _("The visit to %(unit)s on %(day)s was broken off.") % facts
        elif found:
            said = _("Record of the visit to %(unit)s on %(day)s.") % facts
        else:
            said = _("Record of the visit to %(unit)s on %(day)s: no hazard was found.") % facts
        return " ".join([said, _hazards_in_words(found)]).strip()

    url = row.get_absolute_url() if row.state == State.FINISHED or not found else found[0].get_absolute_url()
    queue(
        liaison_posts(row.unit),
        key=f"visit-{row.pk}-{row.state}",
        text=lazy(words, str)(),
        url=url,
        subject=f"visit-{row.pk}",
    )


def _hazards_in_words(found: list) -> str:
    if not found:
        return ""
    names = _("; ").join(str(hazard) for hazard in found)
    words = ngettext("%(number)s hazard to rectify: %(names)s", "%(number)s hazards to rectify: %(names)s", len(found))
    return words % {"number": len(found), "names": names}
