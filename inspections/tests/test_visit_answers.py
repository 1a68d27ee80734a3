"""Answers, findings and photos of a visit."""

import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from core.errors import DomainError
from core.history import history_of
from core.photos import clean_photo
from core.tests.photo_files import encoded, picture
from inspections.models import Hazard, HazardCategory, HazardPhoto, VisitAnswer, VisitPhoto
from inspections.services.answers import Finding, answer_item, open_finding
from inspections.services.filing import HazardFacts
from inspections.services.visit_photos import add_visit_photos, remove_visit_photo
from inspections.tests.visit_factories import ItemFactory, VersionFactory, VisitFactory
from tests.world import build_world

pytestmark = pytest.mark.django_db
DUE = date(2026, 6, 25)


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def inspector(world):
    return world.people["inspector"]


@pytest.fixture
def visit(world, inspector):
    version = VersionFactory(checklist__area=world.county)
    ItemFactory(version=version)
    return VisitFactory(campaign=world.campaign, unit=world.other_unit, made_by=inspector, checklist_version=version)


@pytest.fixture
def item(visit):
    return visit.checklist_version.items.get()


def finding(visit, **facts):
    known = {"responsible": "Owner", "due_on": DUE} | facts
    category = HazardCategory.objects.get(code="exit")
    return Finding(HazardFacts("Exit locked", unit=visit.unit, category=category, violation="operation"), **known)


def photo(width=40):
    return clean_photo(encoded(picture(width, 30)))


def test_answer_item_again_replaces_the_answer(visit, item, inspector):
    answer_item(visit, item, by=inspector, answer="no")
    answer_item(visit, item, by=inspector, answer="yes", note="Seen")

    answer = VisitAnswer.objects.get()
    assert (answer.answer, answer.note) == ("yes", "Seen")
    assert [entry.by for entry in history_of(answer)] == [str(inspector)] * 2


def test_answer_item_of_another_checklist_is_refused(visit, inspector):
    with pytest.raises(DomainError, match="isn't on the checklist"):
        answer_item(visit, ItemFactory(), by=inspector, answer="yes")

    assert VisitAnswer.objects.count() == 0


@pytest.mark.parametrize("role", ["liaison", "other_liaison", "leader", "admin", "foreign_office"])
def test_answer_item_takes_the_team(visit, item, world, role):
    with pytest.raises(PermissionDenied):
        answer_item(visit, item, by=world.people[role], answer="yes")

    assert VisitAnswer.objects.count() == 0


def test_answer_to_a_finished_visit_is_refused_in_words(world, inspector, item, visit):
    visit.state, visit.finished_at, visit.unsigned_why = "finished", "2026-06-10T08:00Z", "Refused"
    visit.save()

    with pytest.raises(DomainError, match="finished or dropped"):
        answer_item(visit, item, by=inspector, answer="yes")


def test_open_finding_of_an_ordinary_hazard_starts_its_clock(visit, item, inspector):
    hazard = open_finding(visit, finding(visit), by=inspector, key=uuid.uuid4(), item=item)

    hazard.refresh_from_db()
    assert (hazard.state, hazard.grade, hazard.source.code) == ("rectifying", "ordinary", "inspection")
    assert (hazard.due_on, hazard.first_due_on, hazard.responsible) == (DUE, DUE, "Owner")
    assert (hazard.visit, hazard.found_by, hazard.unit, hazard.unit_sees) == (visit, inspector, visit.unit, True)
    assert (hazard.reported_on, hazard.violation) == (visit.visited_on, "operation")
    assert (VisitAnswer.objects.get().answer, VisitAnswer.objects.get().hazard) == ("no", hazard)
    assert [(entry.label, entry.by) for entry in history_of(hazard)] == [("insert", str(inspector))]


def test_open_finding_of_a_major_hazard_waits_for_its_five_implementations(visit, inspector):
    major = finding(visit, grade="major", clause="Clause 3", responsible="", due_on=None)

    hazard = open_finding(visit, major, by=inspector, key=uuid.uuid4())

    assert (hazard.state, hazard.grade, hazard.clause, hazard.first_due_on) == ("graded", "major", "Clause 3", None)


@pytest.mark.parametrize("facts", [{"responsible": ""}, {"due_on": None}, {"grade": "major", "clause": " "}])
def test_open_finding_without_what_it_needs_is_refused(visit, item, inspector, facts):
    with pytest.raises(DomainError):
        open_finding(visit, finding(visit, **facts), by=inspector, key=uuid.uuid4(), item=item)

    assert (Hazard.objects.count(), VisitAnswer.objects.count()) == (0, 0)


def test_open_finding_sent_twice_is_one_hazard(visit, inspector):
    key = uuid.uuid4()

    hazards = {open_finding(visit, finding(visit), by=inspector, key=key).pk for _ in range(2)}

    assert hazards == set(Hazard.objects.values_list("pk", flat=True))


def test_item_has_one_finding(visit, item, inspector):
    first = open_finding(visit, finding(visit), by=inspector, key=uuid.uuid4(), item=item)

    assert open_finding(visit, finding(visit), by=inspector, key=uuid.uuid4(), item=item) == first


def test_answer_with_a_hazard_stays_no(visit, item, inspector):
    open_finding(visit, finding(visit), by=inspector, key=uuid.uuid4(), item=item)

    with pytest.raises(DomainError, match="stands on the ledger"):
        answer_item(visit, item, by=inspector, answer="yes")

    assert VisitAnswer.objects.get().answer == "no"


def test_open_finding_takes_the_team(visit, world):
    with pytest.raises(PermissionDenied):
        open_finding(visit, finding(visit), by=world.people["leader"], key=uuid.uuid4())

    assert Hazard.objects.count() == 0


def test_photo_sent_twice_is_one(visit, item, inspector):
    add_visit_photos(visit, [photo()], by=inspector, item=item)
    add_visit_photos(visit, [photo(), photo(50)], by=inspector, item=item)

    assert [row.width for row in VisitPhoto.objects.all()] == [40, 50]


def test_photos_of_an_item_are_before_photos_of_its_hazard(visit, item, inspector):
    add_visit_photos(visit, [photo()], by=inspector, item=item)
    hazard = open_finding(visit, finding(visit), by=inspector, key=uuid.uuid4(), item=item)
    (later,) = add_visit_photos(visit, [photo(50)], by=inspector, item=item)

    remove_visit_photo(later, by=inspector)

    kept = HazardPhoto.objects.filter(hazard=hazard, stage="before")
    assert [(row.width, row.file.storage.exists(row.file.name)) for row in kept] == [(40, True), (50, True)]
    assert VisitPhoto.objects.get().width == 40


def test_photos_of_an_item_are_at_most_six(visit, item, inspector):
    with pytest.raises(DomainError, match="At most 6 photos"):
        add_visit_photos(visit, [photo(40 + at) for at in range(7)], by=inspector, item=item)

    assert VisitPhoto.objects.count() == 0


def test_photo_takes_the_team(visit, item, world):
    with pytest.raises(PermissionDenied):
        add_visit_photos(visit, [photo()], by=world.people["liaison"], item=item)

    assert VisitPhoto.objects.count() == 0


def test_answer_refuses_a_hazard_without_no(visit, item, inspector):
    hazard = open_finding(visit, finding(visit), by=inspector, key=uuid.uuid4(), item=item)

    with pytest.raises(IntegrityError):
        VisitAnswer.objects.filter(hazard=hazard).update(answer="yes")
