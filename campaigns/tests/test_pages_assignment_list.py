"""The list of assignments: its filters, what it counts, and what it asks of the database."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.tests.asking import queries
from campaigns.tests.factories import AssignmentFactory, AssignmentQuotaFactory, UnitAssignmentFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_office(client, office):
    client.force_login(office)
    return client


@pytest.mark.parametrize("query", ["state=late", "q=Drill", "to=2026-06-25", "from=2026-06-25"])
def test_assignments_are_narrowed_by_the_address(at_office, campaign, query):
    UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, title="Drills"))
    AssignmentFactory(campaign=campaign, title="Later", due_at="2026-06-24T08:00+08:00", state="draft")

    page = at_office.get(f"{reverse('campaigns:assignments', args=[campaign.slug])}?{query}")

    assert "Drills" in [row.title for row in page.context["page_obj"]]


@pytest.mark.parametrize("query", ["unit=x", "plan_item=99999999999999999999", "to=never", "state=none", "page=x"])
def test_assignments_show_all_for_filters_that_say_nothing(at_office, campaign, query):
    AssignmentFactory(campaign=campaign)

    page = at_office.get(f"{reverse('campaigns:assignments', args=[campaign.slug])}?{query}")

    assert len(page.context["page_obj"]) == 1


@pytest.mark.parametrize("who", ["office", "liaison"])
def test_lists_ask_the_same_for_1_and_20_rows(client, campaign, unit, office, liaison, who):
    client.force_login({"office": office, "liaison": liaison}[who])
    url = reverse("campaigns:assignments", args=[campaign.slug])
    UnitAssignmentFactory(assignment=AssignmentQuotaFactory(assignment__campaign=campaign).assignment, unit=unit)
    queries(client, url)
    one = queries(client, url)
    for _each in range(19):
        UnitAssignmentFactory(assignment=AssignmentQuotaFactory(assignment__campaign=campaign).assignment, unit=unit)

    assert queries(client, url) == one


def test_units_of_an_assignment_ask_the_same_for_1_and_20(at_office, campaign):
    assignment = AssignmentQuotaFactory(assignment__campaign=campaign).assignment
    UnitAssignmentFactory(assignment=assignment, unit__parent=campaign.area)
    page = reverse("campaigns:assignment", args=[campaign.slug, assignment.pk])
    one = queries(at_office, page)
    UnitAssignmentFactory.create_batch(19, assignment=assignment, unit__parent=campaign.area)

    assert queries(at_office, page) == one


def test_list_counts_done_of_the_units_that_are_not_waived(at_office, campaign):
    row = AssignmentFactory(campaign=campaign)
    waived = {"waived_by": UserFactory(), "waived_why": "Closed"}
    for state, facts in (("done", {"done_at": timezone.now()}), ("waived", waived), ("open", {})):
        UnitAssignmentFactory(assignment=row, state=state, **facts)

    shown = at_office.get(reverse("campaigns:assignments", args=[campaign.slug])).content.decode()

    assert "1 of 2" in shown
    assert "1 of 3" not in shown
    assert "1 done, 1 waived, 1 open" in shown


def test_headline_of_the_list_speaks_of_the_unit_it_is_narrowed_to(at_office, campaign, unit):
    for one in (unit, UnitFactory()):
        late = AssignmentFactory(campaign=campaign, due_at=datetime(2026, 6, 2, tzinfo=UTC))
        UnitAssignmentFactory(assignment=late, unit=one)
    page = reverse("campaigns:assignments", args=[campaign.slug])

    whole, narrowed = at_office.get(page), at_office.get(page, {"unit": unit.pk})

    assert (whole.context["late"], narrowed.context["late"]) == (2, 1)
