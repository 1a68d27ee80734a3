from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from inspections.models import Team, TeamMember
from inspections.selectors.team_history import history_of_team
from inspections.services.teams import Crew, Expert, create_team, recall_team, retire_team, take_over_teams, update_team
from inspections.tests.factories import RoundFactory, TeamFactory
from inspections.tests.rounding import finished_visit


def crew_of(team):
    return [(str(member), member.unit, member.is_leader, member.is_expert) for member in team.members.all()]


def test_create_team_takes_people_with_their_units_and_experts(drive):
    crew = Crew([drive.other], drive.inspector, [Expert("Wang", drive.towns[1]), Expert("Li")])

    team = create_team(drive.campaign, crew, by=drive.office, name="Third", kind="supervision")

    assert (team.name, team.kind, history_of(team)[0].by) == ("Third", "supervision", drive.office.name)
    assert crew_of(team) == [
        (drive.inspector.name, drive.towns[0], True, False),
        (drive.other.name, drive.other.unit, False, False),
        ("Li", None, False, True),
        ("Wang", drive.towns[1], False, True),
    ]


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector", "admin"])
def test_only_the_office_makes_a_team(drive, role):
    somebody = UserFactory(role=role, unit=drive.towns[0])

    with pytest.raises(PermissionDenied):
        create_team(drive.campaign, Crew(), by=somebody, name="Third", kind="inspection")

    assert Team.objects.count() == 2


def test_update_team_keeps_members_that_stay_and_tells_who_came_and_went(drive):
    kept = drive.team.members.get()
    newcomer = UserFactory(role="inspector", unit=drive.towns[1])
    crew = Crew([drive.inspector], newcomer)

    update_team(drive.team, crew, by=drive.office, version=1, name="First", kind="inspection")

    kept.refresh_from_db()
    assert (kept.person, kept.is_leader) == (drive.inspector, False)
    told = [(each.action, each.by) for each in history_of_team(drive.team) if getattr(each, "action", "")]
    assert told[:2] == [
        (f"{newcomer.name} joined as leader", drive.office.name),
        (f"{drive.inspector.name} no longer leads", drive.office.name),
    ]


def test_update_team_removes_who_is_not_named(drive):
    update_team(drive.team, Crew(), by=drive.office, version=1, name="First", kind="inspection")

    assert drive.team.members.count() == 0
    assert f"{drive.inspector.name} left" in [getattr(each, "action", "") for each in history_of_team(drive.team)]


def test_update_team_refuses_a_member_of_a_unit_it_is_on_its_way_to(drive):
    RoundFactory(campaign=drive.campaign, teams=[drive.other_team], units=[drive.firms[0]])
    crew = Crew([drive.inspector, drive.other])

    with pytest.raises(DomainError, match="第0厂"):
        update_team(drive.other_team, crew, by=drive.office, version=1, name="Second", kind="inspection")

    assert [member.person for member in TeamMember.objects.filter(team=drive.other_team)] == [drive.other]


def test_update_team_onto_a_newer_version_is_a_conflict(drive):
    update_team(drive.team, Crew(), by=drive.office, version=1, name="First", kind="inspection")

    with pytest.raises(EditConflict):
        update_team(drive.team, Crew(), by=drive.office, version=1, name="Other", kind="inspection")


def test_retire_team_records_the_reason(drive):
    retire_team(drive.team, by=drive.office, why="Merged")

    drive.team.refresh_from_db()
    assert (drive.team.retired, history_of(drive.team)[0].why) == (True, "Merged")


def test_retire_team_is_refused_while_it_has_objects_to_visit(drive):
    row = RoundFactory(campaign=drive.campaign, teams=[drive.team], units=[drive.firms[2]])
    with pytest.raises(DomainError):
        retire_team(drive.team, by=drive.office, why="Merged")

    finished_visit(drive.firms[2], round=row, team=drive.team)

    assert retire_team(drive.team, by=drive.office, why="Merged").retired is True


def test_recall_team_lets_it_go_out_again(drive):
    retire_team(drive.team, by=drive.office, why="Merged")

    assert recall_team(drive.team, by=drive.office).retired is False


def test_take_over_teams_sets_them_up_with_those_who_are_still_here(drive):
    new = CampaignFactory(
        area=drive.campaign.area, starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 30), state="draft"
    )
    gone = UserFactory(role="inspector", unit=drive.towns[1])
    TeamMember.objects.create(team=drive.team, person=gone, unit=gone.unit)
    TeamMember.objects.create(team=drive.team, name="Wang", unit=drive.towns[1], is_expert=True)
    gone.posts.update(valid_until=date(2026, 6, 30))
    retire_team(drive.other_team, by=drive.office, why="Merged")

    assert take_over_teams(new, drive.campaign, by=drive.office) == 1

    team = Team.objects.get(campaign=new)
    assert team.name == drive.team.name
    assert crew_of(team) == [
        (drive.inspector.name, drive.towns[0], True, False),
        ("Wang", drive.towns[1], False, True),
    ]
    assert take_over_teams(new, drive.campaign, by=drive.office) == 0


def test_teams_page_offers_those_of_the_campaign_before(drive, signed_in):
    new = CampaignFactory(
        area=drive.campaign.area, starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 30), state="draft"
    )
    address, browser = reverse("inspections:teams", args=[new.slug]), signed_in(drive.office)
    assert browser.get(address).context["earlier"] == drive.campaign

    browser.post(reverse("inspections:teams_take_over", args=[new.slug]))

    assert new.teams.count() == 2
    assert browser.get(address).context["earlier"] is None


def test_only_the_office_takes_teams_over(drive):
    new = CampaignFactory(
        area=drive.campaign.area, starts_on=date(2027, 6, 1), ends_on=date(2027, 6, 30), state="draft"
    )

    with pytest.raises(PermissionDenied):
        take_over_teams(new, drive.campaign, by=drive.inspector)

    assert new.teams.count() == 0


def test_inspector_may_not_retire_the_own_team(drive):
    with pytest.raises(PermissionDenied):
        retire_team(drive.team, by=drive.inspector, why="Tired")

    assert Team.objects.get(pk=drive.team.pk).retired is False


def refuses(**facts):
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        TeamMember.objects.create(**facts)
    return str(refused.value)


def test_team_name_is_given_once_in_a_campaign(drive):
    with pytest.raises(IntegrityError, match="team_name_once"), transaction.atomic():
        TeamFactory(campaign=drive.campaign, name=drive.team.name)


def test_person_belongs_to_a_team_once(drive):
    assert "member_once_per_team" in refuses(team=drive.team, person=drive.inspector)


def test_team_has_one_leader(drive):
    assert "team_has_one_leader" in refuses(team=drive.team, person=drive.other, is_leader=True)


def test_member_is_somebody(drive):
    assert "member_is_somebody" in refuses(team=drive.team)
