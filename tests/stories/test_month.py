"""The main job, from last year's campaign to this year's summary, through the browser."""

import pytest

from activities.models import Activity
from campaigns.models import UnitAssignment
from reports.models import SummaryVersion
from tests.stories import office, unit
from tests.stories.conftest import PHONE
from units.models import Unit


def figure(page, code):
    figures = page.request.get("/campaigns/story/figures.json").json()["figures"]
    return next((line["value"], line["qualifier"]) for line in figures if line["code"] == code)


def known_texts(summary):
    figures = [figure for section in summary["sections"] for figure in section["figures"]]
    return [figure["text"] for figure in figures if figure["value"] is not None]


@pytest.fixture
def desk(world, last_year, person):
    """An office whose campaign was cloned, with two more units and one assignment sent."""
    page = person("office")
    office.clone(page, last_year.slug)
    office.import_units(page, ["Hilltop school", "School", "青岚县"], ["Riverside school", "School", "青岚县"])
    office.assign(page, "Hold a drill", "Hilltop")
    return page


def test_month_goes_from_clone_to_the_summary_in_word(world, desk, person):
    phone = person("liaison", **PHONE)
    unit.log_drill(phone, "Hold a drill", drills="1", participants="200+")
    before = figure(desk, "participants")
    office.send_back(desk, "How many came?")
    unit.correct(phone, "Emergency drill", "Counted again", participants="240")
    office.approve(desk)
    office.draft_summary(desk)
    office.add_words(desk, "Next steps", "We will drill again in autumn.")
    office.settle_and_approve(desk)
    number = SummaryVersion.objects.latest("number").number
    summary, pairs = office.said_and_counted(desk, number)
    words, activity = office.words_of_docx(desk, number), Activity.objects.get()

    assert Unit.objects.filter(name__endswith="school").count() == 2
    assert (activity.state, activity.photos.count(), activity.campaign.slug) == ("approved", 2, "story")
    assert (before, figure(desk, "participants")) == ((None, "exact"), (240, "exact"))
    assert UnitAssignment.objects.get(unit=world.unit, assignment__campaign__slug="story").state == "done"
    assert [said for said, counted in pairs] == [counted for said, counted in pairs]
    assert ("participants", 240, "exact") in [said for said, counted in pairs]
    assert [each for each in known_texts(summary) if each not in words] == []
    assert ("We will drill again in autumn." in words, summary["state"]) == (True, "approved")
