"""The only writers of rounds: made, changed, begun, over."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from accounts.models import Post, User
from campaigns.models import Campaign
from campaigns.services.access import lock_campaign
from campaigns.services.telling import tell_liaisons
from core.editing import apply, lock_for_edit, refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Round, RoundObject, TeamMember, Visit
from inspections.selectors.rounds import with_cover
from inspections.services.states import refuse_without
from notifications.services.telling import queue

State = Round.State
# Steps back are explained to whoever reads the history.
STEPS_BACK = {(State.RUNNING, State.DRAFT), (State.FINISHED, State.RUNNING)}


def lock_round(round: Round, *, by: User) -> Round:
    """The locked row, for those who may change it."""
    lock_campaign(round.campaign, by=by)
    return Round.objects.select_for_update(of=("self",)).select_related("campaign__area").get(pk=round.pk)


@transaction.atomic
def create_round(campaign: Campaign, *, by: User, **facts: Any) -> Round:
    campaign = lock_campaign(campaign, by=by)
    row = Round(campaign=campaign, made_by=by)
    many = apply(row, facts)
    refuse_broken_constraints(row)
    with because(by=by):
        row.save()
        row.teams.set(many.get("teams", ()))
    return row


@transaction.atomic
def update_round(round: Round, *, by: User, version: int, **facts: Any) -> Round:
    """A team stays as long as it has objects."""
    lock_campaign(round.campaign, by=by)
    row = lock_for_edit(round, version=version)
    many = apply(row, facts)
    refuse_broken_constraints(row)
    with because(by=by):
        row.save()
        if "teams" in many:
            _refuse_leaving(row, many["teams"])
            row.teams.set(many["teams"])
    return row


def _refuse_leaving(row: Round, teams: Any) -> None:
    busy = row.teams.exclude(pk__in=[team.pk for team in teams]).filter(objects_of_team__round=row).distinct()
    if names := [team.name for team in busy]:
        raise DomainError(
            _("These teams still have objects in this round: %(names)s. Give them to another team first.")
            % {"names": _(", ").join(names)}
        )


@transaction.atomic
def delete_round(round: Round, *, by: User, why: str) -> None:
    """Only a draft, in which nobody has been anywhere."""
    why = refuse_without(why)
    row = lock_round(round, by=by)
    if row.state != State.DRAFT or row.visits.exists():
        raise DomainError(_("Only a draft without visits can be deleted. Finish this round instead."))
    with because(why, by=by):
        row.delete()


def change_round_state(round: Round, *, by: User, to: str, why: str = "") -> Round:
    """Begin, finish, take a step back; a step back, or an end before all is covered, says why."""
    with because(why.strip(), by=by), transaction.atomic():
        row = lock_round(round, by=by)
        if not rules.may_manage(by, row.campaign):
            raise PermissionDenied
        if not row.can_become(to):
            raise DomainError(
                _("This step doesn't follow: the round is “%(state)s” in the meantime.")
                % {"state": row.get_state_display()}
            )
        if to == State.RUNNING and row.state == State.DRAFT:
            _refuse_empty(row)
        if to == State.DRAFT and visited_units(row):
            raise DomainError(_("Somebody has been out in this round, so it can't become a draft again."))
        if needs_reason(row, to):
            refuse_without(why)
        row.state, was, row.version = to, row.state, row.version + 1
        row.save(update_fields=["state", "version"])
        if was == State.DRAFT:
            _tell(row)
        return row


def needs_reason(row: Round, to: str) -> bool:
    if (row.state, to) in STEPS_BACK:
        return True
    return to == State.FINISHED and with_cover(row.objects_of_round.all()).filter(is_covered=False).exists()


def _refuse_empty(row: Round) -> None:
    if not row.teams.exists():
        raise DomainError(_("No team goes out yet: choose one before the round begins."))
    if not row.objects_of_round.exists():
        raise DomainError(_("The round has no objects yet: add some before it begins."))


def _tell(row: Round) -> None:
    """The members of the teams, and of an announced round the units it goes to."""
    key, url = f"round-{row.pk}-begun-{row.version}", row.get_absolute_url()
    members = TeamMember.objects.filter(team__rounds=row, person__isnull=False).values("person")
    posts = Post.objects.held_on(timezone.localdate()).filter(person__in=members).select_related("person")
    one_each = {post.person_id: post for post in posts.order_by("-valid_from", "-id")}
    words = lazy(lambda: _("Your team goes out: %(round)s, %(from)s to %(to)s.") % _facts(row), str)()
    queue(one_each.values(), key=key, text=words, url=url, subject=f"round-{row.pk}")
    tell_units(row, RoundObject.objects.filter(round=row).values_list("unit", flat=True), key=f"{key}-units")


def tell_units(row: Round, units: Iterable[int], *, key: str) -> None:
    """Nobody is told of an unannounced round."""
    if row.is_announced:
        words = lazy(lambda: _("An inspection is announced: %(round)s, %(from)s to %(to)s.") % _facts(row), str)()
        tell_liaisons(units, key=key, text=words, url=row.get_absolute_url(), subject=f"round-{row.pk}")


def _facts(row: Round) -> dict[str, str]:
    days = {"from": date_format(row.starts_on, "DATE_FORMAT"), "to": date_format(row.ends_on, "DATE_FORMAT")}
    return {"round": row.name} | days


def visited_units(row: Round) -> set[int]:
    """Units where somebody of this round has been or is just now; their objects stay."""
    visits = Visit.objects.filter(round=row).exclude(state=Visit.State.DROPPED)
    return set(visits.values_list("unit", flat=True))
