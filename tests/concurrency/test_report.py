from collections import Counter

import pytest
from django.core.cache import cache
from django.test import Client

from campaigns.tests.factories import CampaignFactory
from inspections.models import Hazard, Report
from inspections.tests.test_reporting import typed
from tests.concurrency.threads import all_at_once

pytestmark = pytest.mark.usefixtures("committed")


@pytest.fixture
def campaign(committed):
    cache.clear()
    return CampaignFactory()


def test_twenty_parallel_posts_of_one_report_give_one_code_f6(campaign):
    facts = typed()

    def post():
        answer = Client().post("/report/", facts)
        return answer.status_code, answer.context["code"]

    answers = Counter(all_at_once(*[post] * 20))

    assert list(answers.values()) == [20]
    assert (Hazard.objects.count(), Report.objects.count()) == (1, 1)


def test_parallel_reports_get_numbers_without_gaps(campaign):
    all_at_once(*[lambda: Client().post("/report/", typed()).status_code] * 10)

    assert sorted(Hazard.objects.values_list("serial", flat=True)) == list(range(1, 11))
