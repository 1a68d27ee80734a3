"""What the database lets no summary be."""

import pytest
from django.db import IntegrityError, transaction

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from reports.models import Outline, Summary, SummaryVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def summary():
    return Summary.objects.create(
        campaign=CampaignFactory(), outline=Outline.objects.all()[0], language="zh-hans", title="总结"
    )


@pytest.mark.parametrize(
    "changes", [{"state": "issued"}, {"state": "approved"}, {"approved_at": "2026-07-01T00:00:00Z"}]
)
def test_states_without_who_and_when_can_not_be(summary, changes):
    with pytest.raises(IntegrityError), transaction.atomic():
        Summary.objects.filter(pk=summary.pk).update(**changes)


def test_one_summary_a_language(summary):
    with pytest.raises(IntegrityError), transaction.atomic():
        Summary.objects.create(campaign=summary.campaign, outline=summary.outline, language="zh-hans", title="又一份")


def test_version_numbers_are_given_once(summary):
    facts = {"summary": summary, "number": 1, "sections": [], "saved_by": UserFactory()}
    SummaryVersion.objects.create(**facts)

    with pytest.raises(IntegrityError), transaction.atomic():
        SummaryVersion.objects.create(**facts)
