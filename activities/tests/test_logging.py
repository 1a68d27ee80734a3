import uuid
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from accounts.tests.factories import UserFactory
from activities.models import Activity
from activities.selectors.history import history_of_activity
from activities.services.logging import AlreadyLogged, log_activity, update_activity
from activities.tests.county import figures_of
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import (
    AssignmentFactory,
    IndicatorFactory,
    LinkageFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from core.editing import EditConflict
from core.errors import DomainError
from core.figures import UNKNOWN, Figure, Qualifier
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def log(county, *, by=None, key=None, submit=False, **facts):
    facts = county.facts(**facts)
    return log_activity(county.campaign, facts, by=by or county.liaison, key=key or uuid.uuid4(), submit=submit)


def test_log_stores_unknown_zero_and_qualified_figures_apart(county):
    people, vehicles, drills = (IndicatorFactory(code=code) for code in ("participants", "vehicles", "drills"))
    figures = {people: Figure(40000, Qualifier.OVER), vehicles: UNKNOWN, drills: Figure(0)}

    activity = log(county, figures=figures)

    expected = {"participants": (40000, "over"), "vehicles": (None, "exact"), "drills": (0, "exact")}
    assert figures_of(activity) == expected


def test_log_leaves_a_trace_of_who_and_what(county):
    people = IndicatorFactory(code="participants")

    activity = log(county, figures={people: Figure(30)}, linkages=[LinkageFactory()], submit=True)

    [act] = history_of_activity(activity)
    assert (act.by, act.action) == (county.liaison.name, "Logged and sent for review")
    assert [(change.old, change.new) for change in act.changes] == [(None, "30"), (None, str(LinkageFactory()))]


def test_log_never_makes_the_host_its_own_co_organiser(county):
    partner = UnitFactory(parent=county.campaign.area)

    activity = log(county, co_organisers=[county.unit, partner])

    assert list(activity.co_organisers.all()) == [partner]


def test_log_of_the_same_form_answers_with_the_first_record(county):
    key = uuid.uuid4()

    first, second = log(county, key=key), log(county, key=key, title="Other")

    assert (first, Activity.objects.count()) == (second, 1)


def test_log_of_the_same_activity_names_the_existing_one(county):
    first = log(county)

    with pytest.raises(AlreadyLogged) as refusal:
        log(county)

    assert (refusal.value.existing, Activity.objects.count()) == (first, 1)


def test_log_with_the_key_of_another_person_never_shows_their_record(county):
    key = uuid.uuid4()
    log(county, key=key)
    other = UserFactory(role="liaison", unit=UnitFactory(parent=county.campaign.area))

    with pytest.raises(Exception, match="submission_key"):
        log(county, by=other, key=key, unit=other.unit)


@pytest.mark.parametrize("role", ["leader", "inspector", "admin"])
def test_log_is_for_liaison_and_office_only(county, role):
    with pytest.raises(PermissionDenied):
        log(county, by=UserFactory(role=role, unit=county.unit))

    assert Activity.objects.count() == 0


def test_log_for_a_unit_beside_the_own_is_refused(county):
    beside = UnitFactory(parent=county.campaign.area)

    with pytest.raises(PermissionDenied):
        log(county, unit=beside)


def test_log_for_a_unit_below_and_by_the_office_for_any_unit(county):
    below, beside = UnitFactory(parent=county.unit), UnitFactory(parent=county.campaign.area)

    assert log(county, unit=below).unit == below
    assert log(county, by=county.office, unit=beside).unit == beside


def test_log_while_archived_is_refused_for_everybody(county):
    county.campaign.state = "archived"
    county.campaign.save()

    for person in (county.liaison, county.office):
        with pytest.raises(PermissionDenied):
            log(county, by=person)


def test_log_while_closing_takes_only_what_was_asked(county):
    county.campaign.state = "closing"
    county.campaign.save()
    assignment = AssignmentFactory(campaign=county.campaign)
    UnitAssignmentFactory(assignment=assignment, unit=county.unit)

    with pytest.raises(DomainError):
        log(county)

    assert log(county, assignment=assignment).assignment == assignment
    assert log(county, by=county.office, title="Late report").assignment is None


def test_log_for_an_assignment_of_others_is_refused(county):
    assignment = AssignmentFactory(campaign=county.campaign)
    UnitAssignmentFactory(assignment=assignment, unit=UnitFactory(parent=county.campaign.area))

    with pytest.raises(DomainError):
        log(county, assignment=assignment)


def test_log_for_a_plan_item_of_another_campaign_is_refused(county):
    with pytest.raises(DomainError):
        log(county, plan_item=PlanItemFactory())


def test_update_changes_the_record_and_its_history(county):
    people, vehicles = IndicatorFactory(code="participants"), IndicatorFactory(code="vehicles")
    activity = log(county, figures={people: Figure(30), vehicles: UNKNOWN})

    facts = county.facts(place="Dongling", figures={people: Figure(300)})
    update_activity(activity, facts, by=county.liaison, version=1)

    act = history_of_activity(activity)[0]
    changes = [(change.field, change.old, change.new) for change in act.changes]
    assert figures_of(activity) == {"participants": (300, "exact")}
    assert changes == [
        ("place", None, "Dongling"),
        ("Participants", "30", "300"),
        ("Vehicles", "not known", None),
    ]


def test_update_onto_a_newer_version_saves_nothing(county):
    activity = log(county)
    update_activity(activity, county.facts(place="First"), by=county.liaison, version=1)

    with pytest.raises(EditConflict):
        update_activity(activity, county.facts(place="Second"), by=county.liaison, version=1)

    activity.refresh_from_db()
    assert (activity.place, activity.version) == ("First", 2)


@pytest.mark.parametrize("state", ["approved", "withdrawn"])
def test_update_of_a_locked_record_is_refused(county, state):
    activity = ActivityFactory(campaign=county.campaign, unit=county.unit, state=state, place="Before")

    for person in (county.liaison, county.office):
        with pytest.raises(DomainError):
            update_activity(activity, county.facts(place="After"), by=person, version=1)

    activity.refresh_from_db()
    assert activity.place == "Before"


def test_update_by_another_unit_is_refused(county):
    activity = log(county)
    other = UserFactory(role="liaison", unit=UnitFactory(parent=county.campaign.area))

    with pytest.raises(PermissionDenied):
        update_activity(activity, county.facts(place="After"), by=other, version=1)


@pytest.mark.parametrize(("typed", "kept", "is_computed"), [(30, 30, True), (None, 30, True), (99, 99, False)])
def test_update_keeps_what_the_grid_computed_unless_another_number_is_typed(county, typed, kept, is_computed):
    people = IndicatorFactory(code="participants")
    activity = log(county, figures={people: Figure(30)})
    activity.values.update(is_computed=True)

    update_activity(activity, county.facts(figures={people: Figure(typed)}), by=county.liaison, version=1)

    value = activity.values.get()
    assert (value.value, value.is_computed) == (kept, is_computed)


def test_activity_that_ends_before_it_starts_is_refused(county):
    with pytest.raises(DomainError):
        log(county, ends_on=date(2026, 6, 9))
