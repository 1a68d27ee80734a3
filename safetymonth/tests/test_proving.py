"""The nightly proof, what it leaves on the page of operations, and how it is mended."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone, translation

from activities.models import ActivityTotal
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import CampaignFactory
from core.models import TotalsProof
from core.tasks import fold_totals
from core.totals.models import NO_DAY
from safetymonth.operations.facts import gather
from safetymonth.tasks import prove_totals_nightly
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


def test_what_differs_is_told_until_it_is_mended(capsys):
    campaign = CampaignFactory()
    ActivityFactory(campaign=campaign, unit=UnitFactory(parent=campaign.area))
    before = gather(timezone.now())
    fold_totals()
    prove_totals_nightly()
    well = gather(timezone.now())
    ActivityTotal.objects.filter(facet="all", node=campaign.area_id).exclude(day=NO_DAY).update(number=7)

    prove_totals_nightly()
    wrong = gather(timezone.now())
    with pytest.raises(CommandError), translation.override("en"):
        call_command("check_totals")
    call_command("rebuild_totals")

    assert [facts.wrong_totals for facts in (before, well, wrong, gather(timezone.now()))] == [0, 0, 1, 0]
    assert (before.tail > 0, well.tail, TotalsProof.objects.count()) == (True, 0, 1)
    assert "(7, 0, 0) kept, (1, 0, 0) counted" in capsys.readouterr().out
