from accounts.tests.factories import UserFactory
from campaigns.models import PlanItem
from campaigns.services.plan import update_plan_item
from campaigns.tests.factories import CampaignFactory, PlanItemFactory
from tests.concurrency.threads import all_at_once
from units.tests.factories import CountyFactory, UnitFactory


def test_two_items_put_under_each_other_at_once_never_close_a_circle(committed):
    campaign = CampaignFactory(area=CountyFactory())
    office = UserFactory(role="office", unit=UnitFactory(parent=campaign.area))
    first, second = PlanItemFactory.create_batch(2, campaign=campaign)

    all_at_once(
        lambda: update_plan_item(first, by=office, version=1, parent=second),
        lambda: update_plan_item(second, by=office, version=1, parent=first),
    )

    assert PlanItem.objects.filter(parent=None).count() == 1
