"""What the dashboard says of the days and units it shows."""

import re

import pytest

from accounts.tests.factories import UserFactory
from core.templatetags.charts import pace_words
from reports.tests.dashboards import Month
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
HERE = "/campaigns/2026/dashboard/"


@pytest.fixture
def month():
    return Month()


def page(client, user, query=""):
    client.force_login(user)
    html = client.get(f"{HERE}{query}", headers={"accept-language": "en"}).content.decode()
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ("?from=2026-06-05&to=2026-06-05", "only 5 June · 1–30 June"),
        ("?from=2026-06-05&to=2026-06-06", "only 5 June to 6 June · 1–30 June"),
        ("?from=2026-07-05&to=2026-07-05", "only 5 July · outside the campaign · 1–30 June"),
        ("?to=2026-05-31", "only until 31 May · outside the campaign · 1–30 June"),
    ],
)
def test_days_are_named_above_the_headline(client, month, time_machine, days, words):
    time_machine.move_to("2026-08-01T10:00+08:00")

    assert words in page(client, month.office, days)


def test_a_dash_stands_where_nothing_was_asked(client, month):
    assert "Assignments done — nothing is due" in page(client, month.office, "?from=2026-06-01&to=2026-06-02")
    assert "Assignments done 1 / 4 25% done" in page(client, month.office)


@pytest.mark.parametrize(
    ("share", "gone", "words"),
    [
        (None, 0.5, "nothing is due"),
        (0.25, None, "25% done"),
        (0.25, 0.5, "25% done · 50% of the time gone"),
    ],
)
def test_what_is_done_is_said_beside_the_time_gone_once_it_runs(share, gone, words):
    assert pace_words(share, gone) == words


def test_units_of_a_town_are_all_or_said_to_be_those_with_units_below(client, month):
    query = f"?unit={month.liuwan.pk}"
    assert "Units of 柳湾镇" in page(client, month.office, query)

    UnitFactory(parent=month.village)
    assert "In 柳湾镇: those with units below" in page(client, month.office, query)


def test_a_unit_with_none_below_is_told_of_its_own_assignments(client, month, time_machine):
    time_machine.move_to("2026-06-15T10:00+08:00")
    told = {
        unit: page(client, month.office, f"?unit={unit.pk}") for unit in (month.bureau, month.liuwan, month.village)
    }
    assert "15 days left. 0 of its 1 assignments are done." in told[month.bureau]
    assert "15 days left. 0 of its 1 assignments are done." in told[month.village]
    assert "15 days left. Every unit asked has logged something." in told[month.liuwan]

    time_machine.move_to("2026-06-26T10:00+08:00")
    assert "4 days left. 1 of its 1 assignments is late." in page(client, month.office, f"?unit={month.bureau.pk}")


def test_an_administrator_is_told_that_records_are_left_out_not_that_there_are_none(client, month):
    admin = UserFactory(role="admin", unit=month.office.unit)
    words = page(client, admin)
    wall = client.get("/campaigns/2026/screen/now/", headers={"accept-language": "en"}).content.decode()

    assert "An administrator sees no activities and no hazards" in words
    assert "Assignments done 1 / 4" in words
    assert [
        said for said in ("Activities approved", "nobody has said", "no activity is approved") if said in words
    ] == []
    assert "柳湾镇 — " in words
    assert "Activities approved" not in wall and "Materials" not in wall and "Assignments done" in wall


def test_nothing_waits_in_an_archived_campaign(client, month):
    assert "Units to help first" in page(client, month.office)

    month.campaign.state = "archived"
    month.campaign.save()
    words = page(client, month.office)
    assert "Units to help first" not in words and "Needs a decision" not in words


def test_file_is_headed_by_its_days(client, month):
    client.force_login(month.office)
    heads = {}
    for query in ("to=2026-05-20", "from=2026-07-10", "from=2026-06-05&to=2026-06-05"):
        answer = client.get(f"{HERE}days.svg?{query}", headers={"accept-language": "en"})
        heads[query] = re.search(r"青岚县, ([^<]*), as of", answer.content.decode())[1]

    assert list(heads.values()) == ["20 May 2026", "10 July 2026", "5 June 2026"]


def test_a_share_of_those_to_help_opens_what_the_unit_itself_was_asked(client, month):
    client.force_login(month.office)
    html = client.get("/campaigns/2026/units-to-help/", headers={"accept-language": "en"}).content.decode()
    address = f"/campaigns/2026/assignments/?unit={month.baita.pk}&below=no"
    opened = client.get(address, headers={"accept-language": "en"}).content.decode()

    assert address.replace("&", "&amp;") in html
    assert "0 of 1 done, 1 open, asked of 1 unit" in " ".join(opened.split())
