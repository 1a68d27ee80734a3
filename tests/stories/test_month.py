"""The main job, from last year's campaign to this year's summary, through the browser."""

from activities.models import Activity
from campaigns.models import UnitAssignment
from tests.stories import office, unit
from tests.stories.conftest import PHONE
from units.models import Unit


def figure(page, code):
    figures = page.request.get("/campaigns/story/figures.json").json()["figures"]
    return next((line["value"], line["qualifier"]) for line in figures if line["code"] == code)


def test_month_goes_from_clone_to_approved_figures(world, last_year, person):
    desk = person("office")
    office.clone(desk, last_year.slug)
    office.import_units(desk, ["Hilltop school", "School", "青岚县"], ["Riverside school", "School", "青岚县"])
    office.assign(desk, "Hold a drill", "Hilltop")
    phone = person("liaison", **PHONE)
    unit.log_drill(phone, "Hold a drill", drills="1", participants="200+")
    before = figure(desk, "participants")
    office.send_back(desk, "How many came?")
    unit.correct(phone, "Emergency drill", "Counted again", participants="240")
    office.approve(desk)
    activity = Activity.objects.get()

    assert Unit.objects.filter(name__endswith="school").count() == 2
    assert (activity.state, activity.photos.count(), activity.campaign.slug) == ("approved", 2, "story")
    assert (before, figure(desk, "participants")) == ((None, "exact"), (240, "exact"))
    assert UnitAssignment.objects.get(unit=world.unit, assignment__campaign__slug="story").state == "done"
