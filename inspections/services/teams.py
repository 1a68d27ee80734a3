"""The only writers of teams and their members."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns.models import Campaign
from campaigns.services.access import lock_campaign
from core.editing import apply, lock_for_edit, refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Team, TeamMember
from inspections.selectors.rounds import with_cover
from inspections.selectors.teams import open_objects_of, paths_of
from inspections.services.states import refuse_without
from units.models import Unit


@dataclass(frozen=True)
class Expert:
    """Somebody without an account; `unit` is where they work, as far as it is in the register."""

    name: str
    unit: Unit | None = None


@dataclass(frozen=True)
class Crew:
    """Who belongs to a team; the leader is one of the people, named among them or not."""

    people: Sequence[User] = ()
    leader: User | None = None
    experts: Sequence[Expert] = ()


@transaction.atomic
def create_team(campaign: Campaign, crew: Crew, *, by: User, **facts: Any) -> Team:
    team = Team(campaign=lock_campaign(campaign, by=by))
    apply(team, facts)
    refuse_broken_constraints(team)
    with because(by=by):
        team.save()
        _man(team, crew)
    return team


@transaction.atomic
def update_team(team: Team, crew: Crew, *, by: User, version: int, **facts: Any) -> Team:
    """Refused where a new member belongs to a unit that the team is on its way to."""
    campaign = lock_campaign(team.campaign, by=by)
    team = lock_for_edit(team, version=version)
    apply(team, facts)
    refuse_broken_constraints(team)
    with because(by=by):
        team.save()
        _man(team, crew)
    paths = paths_of([team], timezone.localdate()).get(team.pk, set())
    own = [each.unit.name for each in open_objects_of(team) if rules.is_barred(each.unit, paths, campaign.area)]
    if own:
        raise DomainError(
            _("Nobody inspects the own unit. Give these objects to another team first: %(names)s.")
            % {"names": _(", ").join(own)}
        )
    return team


def _man(team: Team, crew: Crew) -> None:
    """Change only what differs, so that the history tells who came and who went."""
    people = {person.pk: person for person in [*crew.people, *([crew.leader] if crew.leader else [])]}
    experts = {(each.name, each.unit.pk if each.unit else None) for each in crew.experts}
    known: dict[int | None, TeamMember] = {}
    known_experts: set[tuple[str, int | None]] = set()
    for member in team.members.all():
        if member.person_id in people:
            known[member.person_id] = member
        elif not member.person_id and (member.name, member.unit_id) in experts - known_experts:
            known_experts.add((member.name, member.unit_id))
        else:
            member.delete()
    _set_leader(known.values(), None if crew.leader is None else crew.leader.pk)
    for pk, person in people.items():
        if pk not in known:
            TeamMember.objects.create(team=team, person=person, unit=person.unit, is_leader=person == crew.leader)
    for name, unit in sorted(experts - known_experts, key=str):
        TeamMember.objects.create(team=team, name=name, unit_id=unit, is_expert=True)


def _set_leader(members: Collection[TeamMember], leader: int | None) -> None:
    """The one before steps down first: the table takes one leader at a time."""
    for member in sorted(members, key=lambda each: each.person_id == leader):
        if member.is_leader != (member.person_id == leader):
            member.is_leader = not member.is_leader
            member.save(update_fields=["is_leader"])


@transaction.atomic
def take_over_teams(campaign: Campaign, source: Campaign, *, by: User) -> int:
    """Set up the teams of an earlier campaign of the same area anew, with those of their members who still work here.

    Teams whose name is taken are left out. Returns how many are new.
    """
    campaign = lock_campaign(campaign, by=by)
    known = set(campaign.teams.values_list("name", flat=True))
    teams = Team.objects.visible_to(by).filter(campaign=source, retired=False).exclude(name__in=known)
    for team in teams:
        members = list(team.members.select_related("person", "unit"))
        people = [each.person for each in members if each.person and each.person.is_active and each.person.post]
        leader = next((each.person for each in members if each.is_leader and each.person in people), None)
        experts = [Expert(each.name, each.unit) for each in members if not each.person]
        create_team(campaign, Crew(people, leader, experts), by=by, name=team.name, kind=team.kind)
    return len(teams)


@transaction.atomic
def retire_team(team: Team, *, by: User, why: str) -> Team:
    """It is no longer offered; what it did stays its own."""
    why = refuse_without(why)
    lock_campaign(team.campaign, by=by)
    team = Team.objects.select_for_update().get(pk=team.pk)
    if with_cover(open_objects_of(team)).filter(is_covered=False).exists():
        raise DomainError(_("The team still has objects in rounds that aren't over. Give them to another team first."))
    return _set_retired(team, True, by, why)


@transaction.atomic
def recall_team(team: Team, *, by: User) -> Team:
    lock_campaign(team.campaign, by=by)
    return _set_retired(Team.objects.select_for_update().get(pk=team.pk), False, by)


def _set_retired(team: Team, retired: bool, by: User, why: str = "") -> Team:
    team.retired = retired
    team.version += 1
    with because(why, by=by):
        team.save(update_fields=["retired", "version"])
    return team
