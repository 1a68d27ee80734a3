"""Reading teams and the units their members belong to."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet

from accounts.models import Post, User
from campaigns.models import Campaign
from inspections import rules
from inspections.models import Round, RoundObject, Team, TeamMember
from units.models import Unit


def teams_of(user: User, campaign: Campaign) -> QuerySet[Team]:
    """The teams of a campaign that this person sees, those that still go out first."""
    people = Count("members", distinct=True)
    experts = Count("members", distinct=True, filter=Q(members__is_expert=True))
    open_rounds = Count("rounds", distinct=True, filter=~Q(rounds__state="finished"))
    rows = Team.objects.visible_to(user).filter(campaign=campaign)
    return rows.annotate(people=people, experts=experts, open_rounds=open_rounds).order_by("retired", "name", "id")


def earlier_with_teams(user: User, campaign: Campaign) -> Campaign | None:
    """The last campaign of the same area before this one in which teams went out."""
    rows = Campaign.objects.visible_to(user).filter(area=campaign.area_id, starts_on__lt=campaign.starts_on)
    return rows.filter(teams__retired=False).distinct().order_by("-starts_on", "-pk").first()


def members_of(teams: Iterable[Team]) -> dict[int, list[TeamMember]]:
    """By team, the leader first; one query for a whole page."""
    found: dict[int, list[TeamMember]] = {}
    for member in (
        TeamMember.objects.filter(team__in=teams)
        .select_related("person", "unit")
        .order_by("-is_leader", "is_expert", "id")
    ):
        found.setdefault(member.team_id, []).append(member)
    return found


def paths_of(teams: Collection[Team], today: date) -> dict[int, set[str]]:
    """By team the paths of the units its members belong to: those noted with them and those of today's posts."""
    members = list(TeamMember.objects.filter(team__in=teams).values_list("team", "person", "unit__path"))
    held: dict[int, set[str]] = {}
    posts = Post.objects.held_on(today).filter(person__in=[person for _team, person, _path in members if person])
    for person, path in posts.values_list("person", "unit__path"):
        held.setdefault(person, set()).add(path)
    found: dict[int, set[str]] = {team.pk: set() for team in teams}
    for team, person, path in members:
        found[team].update(held.get(person, ()), [path] if path else [])
    return found


def barred_teams(units: Iterable[Unit], paths: Mapping[int, set[str]], area: Unit) -> dict[int, list[int]]:
    """By unit the teams that may not inspect it; units without one are left out."""
    found = {unit.pk: [team for team in paths if rules.is_barred(unit, paths[team], area)] for unit in units}
    return {unit: teams for unit, teams in found.items() if teams}


def open_objects_of(team: Team) -> QuerySet[RoundObject]:
    """What the team has been given in rounds that aren't over."""
    return RoundObject.objects.filter(team=team).exclude(round__state="finished").select_related("unit", "round")


def belongs_to_some_team(user: User, round: Round) -> bool:
    """Whether the person goes out in this round."""
    return TeamMember.objects.filter(person=user, team__rounds=round).exists()
