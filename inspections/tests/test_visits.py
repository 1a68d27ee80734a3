"""Visits: who goes where, how they end, who is told."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from accounts.models import Post
from accounts.tests.factories import UserFactory
from core.editing import EditConflict
from core.errors import DomainError
from core.history import history_of
from core.photos import clean_photo
from core.tests.photo_files import encoded, picture
from inspections.models import TeamMember, Visit
from inspections.selectors.visits import missing_of
from inspections.services.visits import Account, VisitFacts, drop_visit, finish_visit, start_visit, tell_account
from inspections.tests.factories import HazardFactory
from inspections.tests.visit_factories import ItemFactory, VersionFactory, VisitFactory, team_of
from notifications.models import Notification
from tests.world import build_world

pytestmark = pytest.mark.django_db
DAY = date(2026, 6, 10)


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def inspector(world):
    return world.people["inspector"]


def start(world, by, **facts):
    facts = VisitFacts(**{"unit": world.other_unit, "visited_on": DAY} | facts)
    return start_visit(world.campaign, facts, by=by, key=uuid.uuid4())


def going_on(world, by, **facts):
    return VisitFactory(**{"campaign": world.campaign, "unit": world.other_unit, "made_by": by} | facts)


def test_start_visit_keeps_the_version_in_force(world, inspector):
    version = VersionFactory(checklist__area=world.county)

    visit = start(world, inspector, checklist=version.checklist, is_unannounced=True)

    assert (visit.checklist_version, visit.state, visit.is_unannounced) == (version, "going_on", True)
    assert [(entry.label, entry.by) for entry in history_of(visit)] == [("insert", str(inspector))]


def test_start_visit_sent_twice_is_one(world, inspector):
    facts, key = VisitFacts(unit=world.other_unit, visited_on=DAY), uuid.uuid4()

    visits = {start_visit(world.campaign, facts, by=inspector, key=key).pk for _ in range(2)}

    assert visits == set(Visit.objects.values_list("pk", flat=True))
    assert len(visits) == 1


def test_start_visit_at_the_own_unit_is_refused(world, inspector):
    with pytest.raises(DomainError, match="You belong to this unit"):
        start(world, inspector, unit=world.unit)

    assert Visit.objects.count() == 0


def test_start_visit_with_a_team_that_has_somebody_of_the_unit_is_refused(world, inspector):
    team = team_of(world.campaign, inspector, world.people["other_liaison"])

    with pytest.raises(DomainError, match="Somebody of this team belongs"):
        start(world, inspector, team=team)

    assert Visit.objects.count() == 0


@pytest.mark.parametrize("role", ["liaison", "leader", "admin", "foreign_office"])
def test_start_visit_takes_an_inspector_or_a_team(world, role):
    with pytest.raises(PermissionDenied):
        start(world, world.people[role])

    assert Visit.objects.count() == 0


def test_start_visit_is_open_to_a_liaison_of_the_team(world):
    liaison = world.people["liaison"]

    visit = start(world, liaison, team=team_of(world.campaign, liaison))

    assert visit.made_by == liaison


def test_visit_of_a_team_is_written_by_its_members_only(world, inspector):
    visit = going_on(world, inspector, team=team_of(world.campaign, inspector))
    other = UserFactory(role="inspector", unit=world.office_unit)

    with pytest.raises(PermissionDenied):
        drop_visit(visit, by=other, why="Not mine")

    visit.refresh_from_db()
    assert visit.state == "going_on"


def test_who_left_the_team_writes_no_more(world, inspector):
    visit = going_on(world, inspector, team=team_of(world.campaign, inspector))
    TeamMember.objects.filter(person=inspector).delete()

    with pytest.raises(PermissionDenied):
        drop_visit(visit, by=inspector, why="Gone")


def test_tell_account_is_refused_onto_a_newer_one(world, inspector):
    visit = going_on(world, inspector)
    tell_account(visit, Account(visited_on=DAY, met_by="Manager"), by=inspector, version=1)

    with pytest.raises(EditConflict):
        tell_account(visit, Account(visited_on=DAY, met_by="Owner"), by=inspector, version=1)

    visit.refresh_from_db()
    assert (visit.met_by, visit.version) == ("Manager", 2)


def test_finish_visit_locks_it_and_tells_the_unit_of_its_hazards(world, inspector):
    visit = going_on(world, inspector)
    HazardFactory(campaign=world.campaign, unit=world.other_unit, visit=visit, serial=7, description="Exit locked")

    finish_visit(visit, by=inspector, signer="Owner", signature=clean_photo(encoded(picture(60, 30))))

    visit.refresh_from_db()
    told = Notification.objects.get()
    assert (visit.state, visit.signer, bool(visit.signature)) == ("finished", "Owner", True)
    assert told.post == Post.objects.get(person=world.people["other_liaison"])
    assert told.url == visit.get_absolute_url()
    assert "1 hazard to rectify: 2026-0007 Exit locked" in told.text
    with pytest.raises(DomainError, match="finished or dropped"):
        drop_visit(visit, by=inspector, why="Too late")


def test_finish_visit_again_changes_nothing(world, inspector):
    visit = finish_visit(going_on(world, inspector), by=inspector, unsigned_why="Refused")

    again = finish_visit(visit, by=inspector, unsigned_why="Another reason")

    assert (again.unsigned_why, Notification.objects.count()) == ("Refused", 1)


def test_finish_visit_without_signature_or_reason_is_refused(world, inspector):
    visit = going_on(world, inspector)

    with pytest.raises(DomainError, match="say why it doesn't"):
        finish_visit(visit, by=inspector)

    visit.refresh_from_db()
    assert visit.state == "going_on"


def test_finish_visit_names_what_is_missing(world, inspector):
    version = VersionFactory(checklist__area=world.county)
    answered = ItemFactory(version=version, photo_needed=True, text_en="Exits are clear")
    ItemFactory(version=version, text_en="Extinguishers work")
    visit = going_on(world, inspector, checklist_version=version)
    visit.answers.create(item=answered, answer="yes")

    assert [str(each) for each in missing_of(visit)] == [
        "item 1 needs a photo: Exits are clear",
        "item 2 isn't answered: Extinguishers work",
    ]
    with pytest.raises(DomainError, match="2 things are still missing"):
        finish_visit(visit, by=inspector, unsigned_why="Refused")


def test_drop_visit_needs_a_reason_and_keeps_it(world, inspector):
    visit = going_on(world, inspector)
    with pytest.raises(DomainError):
        drop_visit(visit, by=inspector, why=" ")

    drop_visit(visit, by=inspector, why="Moved away")

    visit.refresh_from_db()
    assert (visit.state, visit.dropped_why) == ("dropped", "Moved away")
    assert next((entry.by, entry.why) for entry in history_of(visit)) == (str(inspector), "Moved away")
    assert Notification.objects.count() == 0


def test_drop_visit_tells_the_unit_of_what_was_found(world, inspector):
    visit = going_on(world, inspector)
    HazardFactory(campaign=world.campaign, unit=world.other_unit, visit=visit)

    drop_visit(visit, by=inspector, why="Broken off")

    assert Notification.objects.get().text.startswith("The visit to 县教育局 on ")


def test_unit_sees_its_visit_once_it_is_finished(world, inspector):
    open_visit = going_on(world, inspector)
    closed = going_on(world, inspector, state="finished")

    seen = Visit.objects.visible_to(world.people["other_liaison"])

    assert (list(seen), open_visit in seen) == ([closed], False)


@pytest.mark.parametrize(
    "facts",
    [
        {"state": "finished", "finished_at": None},
        {"state": "finished", "unsigned_why": ""},
        {"state": "dropped", "dropped_why": ""},
        {"state": "going_on", "dropped_why": "Why"},
    ],
)
def test_visit_refuses_what_cannot_be_true(facts):
    with pytest.raises(IntegrityError):
        VisitFactory(**facts)
