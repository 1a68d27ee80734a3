"""An import and the totals: many activities are added up before they are counted, and folded by whoever took them in."""

import pytest

from activities import tasks
from activities.models import ActivityDelta, ActivityNow
from activities.models.totals import ACTIVITIES
from activities.tests.workbook_files import book
from core import imports
from core.models import ImportRun
from core.totals.installing import ONE_BY_ONE
from core.totals.keeping import drifts, stale_records
from core.totals.models import NO_DAY

MANY = ONE_BY_ONE + 20
HEADINGS = ("unit", "kind", "title", "starts", "co_organisers", "participants")


@pytest.fixture
def waiting(county, school_office):
    """A workbook of many rows that waits for a worker; every second one is joint."""
    rows = [
        (school_office.name, "drill", f"Drill {n}", f"2026-06-{n % 20 + 1:02}", county.unit.name * (n % 2), f"{n % 7}+")
        for n in range(MANY)
    ]
    run = imports.receive(book(rows, HEADINGS), kind="activities", by=county.office, campaign_slug=county.campaign.slug)
    ImportRun.objects.filter(pk=run.pk).update(dry_run=False)
    return run


def test_totals_of_an_import_are_what_its_records_say(county, waiting):
    imports.carry_out(waiting, tasks.import_activities)

    facts = ActivityNow.objects.filter(node=county.campaign.area_id, state="submitted", day=NO_DAY)
    assert sum(facts.filter(facet="all").values_list("number", flat=True)) == MANY
    assert (drifts(ACTIVITIES), stale_records(ACTIVITIES)) == ([], 0)
    assert ActivityDelta.objects.count() < 2 * MANY


def test_worker_folds_what_it_has_imported(waiting):
    tasks.import_workbook(waiting.pk)

    assert not ActivityDelta.objects.exists()
    assert drifts(ACTIVITIES) == []
