"""Checklists and visits for tests. What matters to a test is written in the test."""

from datetime import UTC, date, datetime

import factory

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.models import Checklist, ChecklistItem, ChecklistVersion, Team, TeamMember, Visit
from units.tests.factories import CountyFactory, UnitFactory


class ChecklistFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Checklist

    area = factory.SubFactory(CountyFactory)
    name = factory.Sequence(lambda n: f"Checklist {n}")


class VersionFactory(factory.django.DjangoModelFactory):
    """In force; give `state="draft"` for one in preparation."""

    class Meta:
        model = ChecklistVersion

    checklist = factory.SubFactory(ChecklistFactory)
    number = 1
    state = "published"
    published_on = factory.LazyAttribute(lambda row: None if row.state == "draft" else date(2026, 1, 1))
    made_by = factory.SubFactory(UserFactory)


class ItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ChecklistItem

    version = factory.SubFactory(VersionFactory)
    position = factory.Sequence(lambda n: n)
    text_zh = factory.Sequence(lambda n: f"检查项{n}")
    text_en = factory.Sequence(lambda n: f"Item {n}")


class VisitFactory(factory.django.DjangoModelFactory):
    """Going on, without team and checklist; finished ones are unsigned with a reason."""

    class Meta:
        model = Visit

    campaign = factory.SubFactory(CampaignFactory)
    unit = factory.SubFactory(UnitFactory)
    visited_on = date(2026, 6, 10)
    made_by = factory.SubFactory(UserFactory)
    state = "going_on"
    finished_at = factory.LazyAttribute(
        lambda row: datetime(2026, 6, 10, 8, tzinfo=UTC) if row.state == "finished" else None
    )
    unsigned_why = factory.LazyAttribute(lambda row: "Refused" if row.state == "finished" else "")
    dropped_why = factory.LazyAttribute(lambda row: "Closed down" if row.state == "dropped" else "")


def team_of(campaign, *people, **facts):
    """A team of these people, each for the own unit."""
    team = Team.objects.create(campaign=campaign, **{"name": f"Team {Team.objects.count() + 1}", **facts})
    for person in people:
        TeamMember.objects.create(team=team, person=person, unit=person.unit)
    return team
