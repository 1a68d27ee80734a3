import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from activities.models import Site, Stand, StandValue
from activities.selectors.cost import Cost, cost_of
from activities.tests.factories import ActivityFactory
from campaigns.models import Indicator
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    CampaignFactory,
    IndicatorFactory,
    UnitAssignmentFactory,
)
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """Two units × materials and activities."""
    assignment = AssignmentFactory(state="draft")
    AssignmentQuotaFactory(assignment=assignment, indicator=IndicatorFactory(code="materials"))
    AssignmentQuotaFactory(assignment=assignment)
    UnitAssignmentFactory.create_batch(2, assignment=assignment, unit__parent=assignment.campaign.area)
    return assignment


def logged(draft, value, **facts):
    unit = facts.pop("unit", draft.units.first().unit)
    return ActivityFactory(**{"campaign": draft.campaign, "unit": unit, "figures": {"materials": value}} | facts)


def test_cost_is_units_by_questions(draft):
    assert cost_of(draft) == Cost(units=2, questions=2, known=0)
    assert cost_of(draft).answers == 4


def test_cost_of_a_sentence_is_one_answer_for_each_unit():
    assignment = AssignmentFactory(state="draft", answer="sentence")
    UnitAssignmentFactory.create_batch(3, assignment=assignment)

    assert cost_of(assignment) == Cost(units=3, questions=1, known=0)


def test_a_pair_of_unit_and_indicator_is_known_once(draft):
    logged(draft, 300)
    logged(draft, 200, state="submitted")

    assert cost_of(draft).known == 1


@pytest.mark.parametrize(
    "facts",
    [
        {"value": None},
        {"value": 300, "state": "draft"},
        {"value": 300, "state": "withdrawn"},
        {"value": 300, "campaign": "other"},
        {"value": 300, "unit": "other"},
    ],
)
def test_what_says_nothing_about_the_asked_is_not_known(draft, facts):
    others = {"campaign": CampaignFactory, "unit": UnitFactory}
    facts = {name: others[name]() if value == "other" else value for name, value in facts.items()}
    logged(draft, facts.pop("value"), **facts)

    assert cost_of(draft).known == 0


def test_a_line_of_a_grid_is_known_for_its_unit(draft):
    day = ActivityFactory(campaign=draft.campaign)
    site = Site.objects.create(activity=day, name="Square")
    stand = Stand.objects.create(activity=day, site=site, unit=draft.units.first().unit)
    StandValue.objects.create(stand=stand, indicator=Indicator.objects.get(code="materials"), value=100)

    assert cost_of(draft).known == 1


def test_the_page_says_it_in_a_sentence(draft, client):
    logged(draft, 300)
    office = UserFactory(role="office", unit=UnitFactory(parent=draft.campaign.area))
    client.force_login(office)

    page = client.get(reverse("activities:assignment_cost", args=[draft.campaign.slug, draft.pk]))

    assert "Asks 2 units × 2 answers = 4; 1 already known." in page.content.decode()
