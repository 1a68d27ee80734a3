from datetime import UTC, date, datetime

import factory

from accounts.tests.factories import UserFactory
from campaigns.models import (
    ActivityKind,
    Assignment,
    AssignmentQuota,
    Campaign,
    Entry,
    EntrySet,
    Indicator,
    Linkage,
    Notice,
    PlanItem,
    PlanItemKind,
    Receipt,
    UnitAssignment,
)
from units.tests.factories import CountyFactory, UnitFactory


class TaxonomyFactory(factory.django.DjangoModelFactory):
    """Rows of the first taxonomies exist already; a new code makes a new row."""

    class Meta:
        abstract = True
        django_get_or_create = ["code"]

    code = factory.Sequence(lambda n: f"code-{n}")
    name_zh = factory.LazyAttribute(lambda row: f"{row.code}（中）")
    name_en = factory.LazyAttribute(lambda row: row.code)


class PlanItemKindFactory(TaxonomyFactory):
    class Meta:
        model = PlanItemKind

    code = "topic"


class LinkageFactory(TaxonomyFactory):
    class Meta:
        model = Linkage

    code = "department"


class EntryFactory(TaxonomyFactory):
    class Meta:
        model = Entry

    code = "community"


class EntrySetFactory(TaxonomyFactory):
    class Meta:
        model = EntrySet

    code = "five-2020"


class IndicatorFactory(TaxonomyFactory):
    class Meta:
        model = Indicator

    code = "materials"


class ActivityKindFactory(TaxonomyFactory):
    class Meta:
        model = ActivityKind

    code = "drill"


class CampaignFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Campaign

    slug = factory.Sequence(lambda n: f"c{n}")
    area = factory.SubFactory(CountyFactory)
    name = factory.LazyAttribute(lambda campaign: f"Month {campaign.slug}")
    year = 2026
    starts_on = date(2026, 6, 1)
    ends_on = date(2026, 6, 30)
    national_edition = 25
    entry_set = factory.SubFactory(EntrySetFactory)
    state = "running"


class PlanItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PlanItem

    campaign = factory.SubFactory(CampaignFactory)
    kind = factory.SubFactory(PlanItemKindFactory)
    title = factory.Sequence(lambda n: f"Item {n}")
    position = factory.Sequence(lambda n: n)


class NoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Notice

    campaign = factory.SubFactory(CampaignFactory)
    year = 2026
    serial = factory.Sequence(lambda n: n + 1)
    title = factory.Sequence(lambda n: f"Notice {n}")
    text = "Text"
    issued_by = factory.LazyAttribute(lambda row: None if row.state == "draft" else UserFactory())
    issued_at = factory.LazyAttribute(lambda row: None if row.state == "draft" else datetime(2026, 6, 1, tzinfo=UTC))
    state = "draft"


class ReceiptFactory(factory.django.DjangoModelFactory):
    """An unread receipt of an issued notice."""

    class Meta:
        model = Receipt

    notice = factory.SubFactory(NoticeFactory, state="issued")
    unit = factory.SubFactory(UnitFactory)
    reason = "hand"


class AssignmentFactory(factory.django.DjangoModelFactory):
    """A sent assignment; give `state="draft"` for one not yet sent."""

    class Meta:
        model = Assignment

    campaign = factory.SubFactory(CampaignFactory)
    title = factory.Sequence(lambda n: f"Assignment {n}")
    due_at = datetime(2026, 6, 25, 10, tzinfo=UTC)
    created_by = factory.SubFactory(UserFactory)
    state = "sent"
    sent_at = factory.LazyAttribute(lambda row: None if row.state == "draft" else datetime(2026, 6, 1, tzinfo=UTC))
    sent_by = factory.LazyAttribute(lambda row: None if row.state == "draft" else row.created_by)


class AssignmentQuotaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AssignmentQuota

    assignment = factory.SubFactory(AssignmentFactory)
    indicator = None
    at_least = 1


class UnitAssignmentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UnitAssignment

    assignment = factory.SubFactory(AssignmentFactory)
    unit = factory.SubFactory(UnitFactory)
