"""Who may import for whom."""

from datetime import date

from accounts.tests.factories import UserFactory
from activities.models import Activity
from activities.tests.factories import ActivityFactory
from activities.tests.workbook_files import ROW, book, take_in, told


def test_only_the_office_imports_approved_records(county, school_office):
    headings = ("unit", "kind", "title", "starts", "status")
    own = (county.unit.name, "drill", "Own", "2026-06-10", "approved")

    refused = take_in(county.liaison, county.campaign, book([own], headings))
    take_in(county.office, county.campaign, book([own], headings))

    row = Activity.objects.get()
    assert told(refused) == [(2, "status", "approved")]
    assert (row.state, row.reviewed_by) == ("approved", county.office)


def test_liaison_imports_only_for_the_own_units(county, school_office):
    run = take_in(county.liaison, county.campaign, book([ROW, (county.unit.name, *ROW[1:])]), keep_good=True)

    assert told(run) == [(2, "unit", "县教育局")]
    assert [row.unit for row in Activity.objects.all()] == [county.unit]


def test_draft_that_the_office_does_not_see_is_not_doubled(county, school_office):
    facts = {"kind__code": "drill", "title": "Fire drill", "starts_on": date(2026, 6, 10), "state": "draft"}
    ActivityFactory(campaign=county.campaign, unit=school_office, **facts)

    run = take_in(county.office, county.campaign, book([ROW]))

    assert (run.state, told(run), Activity.objects.count()) == ("refused", [(2, "title", "Fire drill")], 1)


def test_leader_may_not_import(county, school_office):
    run = take_in(UserFactory(role="leader", unit=county.campaign.area), county.campaign, book([ROW]))

    assert (run.state, Activity.objects.count()) == ("refused", 0)
