from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from accounts.tests.factories import UserFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from inspections.models import Round, RoundObject
from inspections.services.objects import add_objects, assign_objects, remove_objects
from inspections.services.rounds import change_round_state, create_round, delete_round, update_round
from inspections.tests.factories import RoundFactory, TeamFactory
from inspections.tests.rounding import finished_visit
from notifications.models import Notification

FACTS = {"kind": "joint", "name": "Night", "starts_on": date(2026, 6, 5), "ends_on": date(2026, 6, 9)}


def ready(drive, **facts):
    """A draft that goes to the last two firms."""
    return drive.round(units=drive.firms[2:], **facts)


def test_create_round_is_a_draft_with_its_teams(drive):
    row = create_round(drive.campaign, by=drive.office, teams=[drive.team], **FACTS)

    assert (row.state, row.made_by, list(row.teams.all())) == ("draft", drive.office, [drive.team])
    assert history_of(row)[0].by == drive.office.name


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector", "admin"])
def test_only_the_office_plans_a_round(drive, role):
    somebody = UserFactory(role=role, unit=drive.towns[0])

    with pytest.raises(PermissionDenied):
        create_round(drive.campaign, by=somebody, **FACTS)

    assert Round.objects.count() == 0


def test_no_round_is_planned_in_an_archived_campaign(drive):
    drive.campaign.state = "archived"
    drive.campaign.save()

    with pytest.raises(DomainError):
        create_round(drive.campaign, by=drive.office, **FACTS)


def test_update_round_changes_its_facts_and_counts_the_version(drive):
    row = drive.round()

    saved = update_round(row, by=drive.office, version=1, name="Later", teams=[drive.team])

    assert (saved.name, saved.version, list(saved.teams.all())) == ("Later", 2, [drive.team])


def test_update_round_onto_a_newer_version_is_a_conflict(drive):
    row = drive.round()
    update_round(row, by=drive.office, version=1, name="Later")

    with pytest.raises(EditConflict):
        update_round(row, by=drive.office, version=1, name="Sooner")


def test_update_round_keeps_a_team_that_has_objects(drive):
    row = ready(drive)

    with pytest.raises(DomainError, match=drive.team.name):
        update_round(row, by=drive.office, version=1, teams=[drive.other_team])

    assert drive.team in row.teams.all()


def test_begin_round_tells_teams_and_announced_units(drive):
    liaison = UserFactory(role="liaison", unit=drive.firms[2])
    row = ready(drive, name="Night")

    change_round_state(row, by=drive.office, to="running")

    told = {note.post.person: note.text for note in Notification.objects.all()}
    days = "1 June 2026 to 30 June 2026"
    assert told == {
        drive.inspector: f"Your team goes out: Night, {days}.",
        drive.other: f"Your team goes out: Night, {days}.",
        liaison: f"An inspection is announced: Night, {days}.",
    }


def test_begin_unannounced_round_tells_no_unit(drive):
    UserFactory(role="liaison", unit=drive.firms[2])

    change_round_state(ready(drive, is_announced=False), by=drive.office, to="running")

    assert {note.post.person for note in Notification.objects.all()} == {drive.inspector, drive.other}


def test_round_begins_with_teams_and_objects_only(drive):
    with pytest.raises(DomainError, match="no objects"):
        change_round_state(drive.round(), by=drive.office, to="running")
    with pytest.raises(DomainError, match="No team"):
        change_round_state(drive.round(teams=[]), by=drive.office, to="running")

    assert not Round.objects.exclude(state="draft").exists()


def test_finish_round_before_all_is_covered_says_why(drive):
    row = ready(drive, state="running")
    with pytest.raises(DomainError):
        change_round_state(row, by=drive.office, to="finished")

    change_round_state(row, by=drive.office, to="finished", why="Flood")

    row.refresh_from_db()
    assert (row.state, history_of(row)[0].why) == ("finished", "Flood")


def test_finish_round_that_is_covered_needs_no_reason(drive):
    row = ready(drive, state="running")
    for firm in drive.firms[2:]:
        finished_visit(firm, round=row)

    assert change_round_state(row, by=drive.office, to="finished").state == "finished"


@pytest.mark.parametrize(("state", "to"), [("running", "draft"), ("finished", "running")])
def test_step_back_says_why(drive, state, to):
    row = ready(drive, state=state)
    with pytest.raises(DomainError):
        change_round_state(row, by=drive.office, to=to)

    assert change_round_state(row, by=drive.office, to=to, why="Slip").state == to


def test_round_with_visits_does_not_become_a_draft(drive):
    row = ready(drive, state="running")
    finished_visit(drive.firms[2], round=row)

    with pytest.raises(DomainError, match="been out"):
        change_round_state(row, by=drive.office, to="draft", why="Slip")

    row.refresh_from_db()
    assert row.state == "running"


def test_step_that_does_not_follow_is_refused(drive):
    row = ready(drive)

    with pytest.raises(DomainError, match="Draft"):
        change_round_state(row, by=drive.office, to="finished", why="No")


def test_inspector_may_not_begin_a_round(drive):
    row = ready(drive)

    with pytest.raises(PermissionDenied):
        change_round_state(row, by=drive.inspector, to="running")

    row.refresh_from_db()
    assert row.state == "draft"


def test_delete_round_takes_a_draft_only(drive):
    draft, running = ready(drive), ready(drive, state="running")

    delete_round(draft, by=drive.office, why="Twice")
    with pytest.raises(DomainError):
        delete_round(running, by=drive.office, why="Twice")

    assert list(Round.objects.all()) == [running]


def test_add_objects_adds_each_once_and_records_who(drive):
    row = ready(drive)

    assert add_objects(row, drive.firms, by=drive.office) == 2

    added = row.objects_of_round.get(unit=drive.firms[0])
    assert row.objects_of_round.count() == 4
    assert history_of(added)[0].by == drive.office.name


def test_unit_added_to_a_running_round_is_told_once(drive):
    liaison = UserFactory(role="liaison", unit=drive.firms[0])
    row = ready(drive, state="running")
    add_objects(row, [drive.firms[0]], by=drive.office)
    remove_objects(row, [row.objects_of_round.get(unit=drive.firms[0]).pk], by=drive.office)

    add_objects(row, [drive.firms[0]], by=drive.office)

    assert [note.post.person for note in Notification.objects.all()] == [liaison]


def test_add_objects_of_another_area_is_refused(drive):
    with pytest.raises(DomainError):
        add_objects(drive.round(), [UserFactory(role="office").unit], by=drive.office)


def test_remove_objects_keeps_those_visited(drive):
    row = ready(drive, state="running")
    finished_visit(drive.firms[2], round=row)
    visited, waiting = row.objects_of_round.order_by("unit")

    with pytest.raises(DomainError, match="第2厂"):
        remove_objects(row, [visited.pk, waiting.pk], by=drive.office)
    assert remove_objects(row, [waiting.pk], by=drive.office) == 1

    assert list(row.objects_of_round.all()) == [visited]


def test_assign_objects_gives_another_team_and_records_it(drive):
    row = ready(drive)
    one, _two = row.objects_of_round.order_by("unit")

    assert assign_objects(row, {one.pk: drive.other_team.pk}, by=drive.office) == 1

    one.refresh_from_db()
    change = history_of(one)[0].changes[0]
    assert (one.team, change.old, change.new) == (drive.other_team, drive.team.name, drive.other_team.name)


def test_assign_objects_refuses_the_own_unit_of_a_member(drive):
    row = drive.round(units=[drive.firms[0]], teams=[drive.other_team, drive.team])
    one = row.objects_of_round.get()
    RoundObject.objects.update(team=drive.other_team)

    with pytest.raises(DomainError, match="own unit: 第0厂"):
        assign_objects(row, {one.pk: drive.team.pk}, by=drive.office)

    one.refresh_from_db()
    assert one.team == drive.other_team


def test_assign_objects_takes_teams_of_the_round_only(drive):
    row = ready(drive)
    stranger = TeamFactory(campaign=drive.campaign)

    with pytest.raises(DomainError):
        assign_objects(row, {row.objects_of_round.first().pk: stranger.pk}, by=drive.office)


def test_objects_of_a_finished_round_stay(drive):
    row = ready(drive, state="finished")
    one = row.objects_of_round.first()

    for act in (
        lambda: add_objects(row, drive.firms, by=drive.office),
        lambda: remove_objects(row, [one.pk], by=drive.office),
        lambda: assign_objects(row, {one.pk: None}, by=drive.office),
    ):
        with pytest.raises(DomainError, match="over"):
            act()

    assert row.objects_of_round.filter(team=drive.team).count() == 2


def test_inspector_may_not_change_objects(drive):
    row = ready(drive)

    with pytest.raises(PermissionDenied):
        remove_objects(row, [row.objects_of_round.first().pk], by=drive.inspector)

    assert row.objects_of_round.count() == 2


def test_round_days_are_in_order(drive):
    with pytest.raises(IntegrityError, match="round_days_in_order"), transaction.atomic():
        RoundFactory(campaign=drive.campaign, ends_on=date(2026, 5, 1))


def test_object_is_in_a_round_once(drive):
    row = ready(drive)

    with pytest.raises(IntegrityError, match="object_once_per_round"), transaction.atomic():
        RoundObject.objects.create(round=row, unit=drive.firms[2])
