from datetime import UTC, date, datetime

import factory

from accounts.tests.factories import UserFactory
from activities.models import Activity, IndicatorValue
from campaigns.models import Indicator
from campaigns.tests.factories import ActivityKindFactory, CampaignFactory
from units.tests.factories import UnitFactory

REVIEWED = ("approved", "returned")


class ActivityFactory(factory.django.DjangoModelFactory):
    """An approved activity; `figures={"materials": 300}` adds figures, None for asked and unknown."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    campaign = factory.SubFactory(CampaignFactory)
    unit = factory.SubFactory(UnitFactory)
    kind = factory.SubFactory(ActivityKindFactory)
    title = factory.Sequence(lambda n: f"Activity {n}")
    starts_on = date(2026, 6, 10)
    state = "approved"
    created_by = factory.SubFactory(UserFactory)
    submitted_by = factory.LazyAttribute(lambda row: None if row.state == "draft" else row.created_by)
    submitted_at = factory.LazyAttribute(
        lambda row: None if row.state == "draft" else datetime(2026, 6, 10, 4, tzinfo=UTC)
    )
    reviewed_by = factory.LazyAttribute(lambda row: row.created_by if row.state in REVIEWED else None)
    reviewed_at = factory.LazyAttribute(
        lambda row: datetime(2026, 6, 11, 4, tzinfo=UTC) if row.state in REVIEWED else None
    )
    returned_why = factory.LazyAttribute(lambda row: "Photos are missing" if row.state == "returned" else "")

    @factory.post_generation
    def figures(self, create, figures, **kwargs):
        for code, value in (figures or {}).items():
            pair = value if isinstance(value, tuple) else (value, "exact")
            IndicatorValue.objects.create(
                activity=self, indicator=Indicator.objects.get(code=code), value=pair[0], qualifier=pair[1]
            )
