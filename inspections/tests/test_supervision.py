"""Problems of supervision visits and the list that visits stand in."""

import io
from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from campaigns.models import Assignment
from core.errors import DomainError
from core.history import history_of
from core.workbooks import read_table
from inspections.models import SupervisionProblem, Visit
from inspections.selectors.visit_filters import VisitFilters, visits_of
from inspections.services.supervision import add_problem, assign_problem, remove_problem
from inspections.tests.factories import HazardFactory
from inspections.tests.visit_factories import VisitFactory
from tests.world import build_world

pytestmark = pytest.mark.django_db
DUE = date(2027, 6, 20)
FACTS = {"title": "Make a plan", "answer": Assignment.Answer.SENTENCE, "due_at": datetime(2099, 6, 20, 10, tzinfo=UTC)}


@pytest.fixture
def world():
    return build_world()


@pytest.fixture
def inspector(world):
    return world.people["inspector"]


def visit_of(world, **facts):
    known = {"campaign": world.campaign, "unit": world.other_unit, "made_by": world.people["inspector"]}
    return VisitFactory(**known | {"kind": "supervision"} | facts)


def problem_of(world):
    return SupervisionProblem.objects.create(visit=visit_of(world, state="finished"), text="No plan", due_on=DUE)


def test_add_problem_twice_in_the_same_words_is_one(world, inspector):
    visit = visit_of(world)

    problems = {add_problem(visit, by=inspector, text="No plan ", due_on=DUE).pk for _ in range(2)}

    assert problems == {SupervisionProblem.objects.get(text="No plan").pk}


@pytest.mark.parametrize("role", ["liaison", "other_liaison", "leader", "foreign_office"])
def test_problem_is_written_by_the_team(world, role):
    with pytest.raises(PermissionDenied):
        add_problem(visit_of(world), by=world.people[role], text="No plan", due_on=DUE)

    assert SupervisionProblem.objects.count() == 0


def test_problem_of_a_finished_visit_stays(world, inspector):
    problem = problem_of(world)

    with pytest.raises(DomainError, match="finished or dropped"):
        remove_problem(problem, by=inspector)

    assert SupervisionProblem.objects.get() == problem


def test_assign_problem_gives_the_unit_an_assignment_linked_back(world):
    office, problem = world.people["office"], problem_of(world)

    assignment = assign_problem(problem, by=office, send=True, **FACTS)

    problem.refresh_from_db()
    assert (problem.assignment, assignment.state) == (assignment, "sent")
    assert assignment.units.get().unit == world.other_unit
    assert [entry.by for entry in history_of(problem)][:1] == [str(office)]
    with pytest.raises(DomainError, match="an assignment already"):
        assign_problem(problem, by=office, send=True, **FACTS)


def test_problem_of_a_visit_that_goes_on_is_not_assigned_yet(world, inspector):
    problem = add_problem(visit_of(world), by=inspector, text="No plan", due_on=DUE)

    with pytest.raises(DomainError, match="isn't finished yet"):
        assign_problem(problem, by=world.people["office"], send=True, **FACTS)

    assert Assignment.objects.count() == 0


@pytest.mark.parametrize("role", ["inspector", "other_liaison", "leader"])
def test_assign_problem_takes_the_office(world, role):
    with pytest.raises(PermissionDenied):
        assign_problem(problem_of(world), by=world.people[role], send=True, **FACTS)

    assert Assignment.objects.count() == 0


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        (VisitFilters(kinds=("supervision",)), ["supervision"]),
        (VisitFilters(states=("finished",)), ["inspection"]),
        (VisitFilters(found=True), ["inspection"]),
        (VisitFilters(day_from=date(2026, 6, 11)), ["supervision"]),
        (VisitFilters(day_to=date(2026, 6, 10)), ["inspection"]),
        (VisitFilters(text="教育"), ["inspection", "supervision"]),
        (VisitFilters(text="nobody"), []),
    ],
)
def test_visits_are_narrowed(world, filters, kept):
    visit_of(world, visited_on=date(2026, 6, 12))
    HazardFactory(campaign=world.campaign, visit=visit_of(world, kind="inspection", state="finished"))

    rows = visits_of(world.campaign, world.people["office"], filters)

    assert sorted(rows.values_list("kind", flat=True)) == kept


def test_filters_survive_their_address(world, client):
    visit_of(world, state="finished")
    visit_of(world)
    filters = VisitFilters(
        unit=world.other_unit, kinds=("supervision",), states=("finished",), found=False, text="教育"
    )
    client.force_login(world.people["office"])

    answer = client.get(f"{reverse('inspections:visits', args=['2026'])}?{filters.query_string()}")

    assert list(answer.context["page_obj"]) == [Visit.objects.get(state="finished")]


def test_export_holds_what_the_list_shows(world, client):
    visit_of(world, kind="inspection", state="finished", is_unannounced=True)
    visit_of(world)
    client.force_login(world.people["office"])

    answer = client.get(f"{reverse('inspections:visits_export', args=['2026'])}?state=finished")

    with read_table(io.BytesIO(b"".join(answer))) as table:
        rows = [dict(zip(table.headings, row, strict=True)) for _number, row in table.rows]
    assert [(row["Unit"], row["Unannounced"], row["Signed by"]) for row in rows] == [("县教育局", "yes", "Refused")]
