from datetime import UTC, datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import AssignmentFactory, UnitAssignmentFactory
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_office(client, office):
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")
    return client


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
