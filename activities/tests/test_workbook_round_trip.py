"""Out to a workbook and in again: nothing changes; in an empty campaign the same records come about."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from activities.models import Activity, IndicatorValue
from activities.tests.factories import ActivityFactory
from activities.tests.workbook_files import exported, take_in
from campaigns.models import ActivityKind, Entry, Indicator, Linkage
from campaigns.tests.factories import PlanItemFactory
from core.figures import Figure, Qualifier
from tests.drawn import examples
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db

# What a form lets through and a workbook can hold.
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
lines = st.lists(words, max_size=3).map("\n".join)
titles = words.map(str.strip).filter(bool).map(lambda text: text[:160].strip())
known = st.builds(Figure, st.integers(0, 10**12 - 1), st.sampled_from(list(Qualifier)))
records = st.lists(
    st.fixed_dictionaries(
        {
            "title": titles,
            "day": st.integers(0, 29),
            "kind": st.sampled_from(["drill", "consulting", "entry"]),
            "unit": st.integers(0, 3),
            "guests": st.sets(st.integers(0, 3)),
            "links": st.sets(st.sampled_from(["media", "society"])),
            "entries": st.sets(st.sampled_from(["school", "village"])),
            "place": words.map(lambda text: text.strip()[:160].strip()),
            "narrative": lines.map(str.strip),
            "state": st.sampled_from(["submitted", "approved"]),
            "item": st.sampled_from([None, 0, 1]),
            "figures": st.dictionaries(st.sampled_from(["materials", "participants"]), known),
        }
    ),
    max_size=6,
    unique_by=lambda record: (record["title"], record["day"], record["kind"], record["unit"]),
)


@pytest.fixture
def places(county):
    town = UnitFactory(name="柳湾镇", parent=county.campaign.area)
    other = UnitFactory(name="东岭镇", parent=county.campaign.area)
    # Of one name under two superiors, and one whose name holds a separator.
    below = [UnitFactory(name="新村", parent=town), UnitFactory(name="新村", parent=other)]
    return [town, *below, UnitFactory(name="文明办、团委", parent=county.campaign.area)]


@pytest.fixture
def items(county):
    titles = ["Open class", "Open class"]
    return [PlanItemFactory(campaign=county.campaign, title=t, number=n + 1) for n, t in enumerate(titles)]


def make(county, places, items, record):
    row = ActivityFactory(
        campaign=county.campaign,
        unit=places[record["unit"]],
        kind=ActivityKind.objects.get(code=record["kind"]),
        title=record["title"],
        starts_on=date(2026, 6, 1) + timedelta(days=record["day"]),
        ends_on=date(2026, 6, 30),
        place=record["place"],
        narrative=record["narrative"],
        plan_item=None if record["item"] is None else items[record["item"]],
        state=record["state"],
    )
    row.co_organisers.set([places[at] for at in record["guests"] if at != record["unit"]])
    row.linkages.set(Linkage.objects.filter(code__in=record["links"]))
    row.entries.set(Entry.objects.filter(code__in=record["entries"]))
    for code, figure in record["figures"].items():
        facts = {"value": figure.value, "qualifier": figure.qualifier}
        IndicatorValue.objects.create(activity=row, indicator=Indicator.objects.get(code=code), **facts)


def everything(campaign):
    """The records as people see them: whatever a workbook can say, without keys and times."""
    found = []
    for row in Activity.objects.filter(campaign=campaign).select_related("kind", "unit", "plan_item"):
        values = row.values.filter(value__isnull=False).order_by("indicator")
        links = [sorted(getattr(row, name).values_list("pk", flat=True)) for name in ("linkages", "entries")]
        facts = (row.unit_id, row.kind_id, row.title, row.starts_on, row.ends_on, row.place, row.narrative, row.state)
        guests = sorted(row.co_organisers.values_list("pk", flat=True))
        figures = list(values.values_list("indicator", "value", "qualifier"))
        found.append((*facts, row.plan_item_id, *links, guests, figures))
    return sorted(found, key=repr)


@settings(max_examples=examples(25), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=records)
def test_import_export_import_changes_nothing(county, places, items, drawn):
    with transaction.atomic():
        for record in drawn:
            make(county, places, items, record)
        before, file = everything(county.campaign), exported(county.campaign)

        again = take_in(county.office, county.campaign, file)
        unchanged = everything(county.campaign)
        Activity.objects.all().delete()
        anew = take_in(county.office, county.campaign, file)

        assert (again.problems, again.rows_saved, again.rows_known) == ([], 0, len(drawn))
        assert (anew.problems, anew.rows_saved) == ([], len(drawn))
        assert unchanged == before == everything(county.campaign)
        transaction.set_rollback(True)
