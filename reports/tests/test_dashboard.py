"""Every number of the dashboard, against a month counted by hand."""

from datetime import date
from io import BytesIO

import pytest
from PIL import Image
from python_calamine import CalamineWorkbook

from activities.selectors.filtering import ActivityFilters
from core.workbooks import read_table
from reports.selectors.dashboard import dashboard_of
from reports.selectors.dashboard_charts import entries_chart
from reports.selectors.helping import helping_counts, silence
from reports.selectors.reach import view_of
from reports.tests.dashboards import NOW, Month

pytestmark = pytest.mark.django_db
HERE = "/campaigns/2026/dashboard/"


@pytest.fixture
def month():
    return Month()


def seen(month, user=None, **filters):
    user = user or month.office
    return dashboard_of(view_of(user, month.campaign, ActivityFilters(**filters)), user=user, now=NOW)


def told(shown, *codes):
    return {code: shown.figures[code].figure.text("en") for code in codes}


CARDS = ("assignments_done", "assignments_due", "activities", "consulted", "materials")
HAZARDS = ("hazards_open", "hazards_reported", "hazards_overdue", "hazards_major")


def test_cards_of_the_whole_campaign(month):
    shown = seen(month)

    assert told(shown, *CARDS) == dict(zip(CARDS, ("1", "4", "3", "30", "150+"), strict=True))
    assert told(shown, *HAZARDS) == dict(zip(HAZARDS, ("2", "3", "1", "1"), strict=True))
    assert (shown.share_done, shown.time_gone, shown.waiting.number) == (0.25, 0.5, 1)
    assert shown.headline == "15 days left. 1 unit has logged nothing yet."
    counts = helping_counts(month.campaign, user=month.office, now=NOW)
    assert (counts.late, counts.silent, counts.unled) == (1, 1, 1)
    found = silence(month.campaign, user=month.office, now=NOW)
    assert (found.is_asked, found.asked, found.silent) == (True, counts.asked, counts.silent)


def test_cards_of_a_town_count_it_and_what_is_below_and_those_of_some_days_heed_the_days(month):
    shown = seen(month, unit=month.liuwan)

    assert told(shown, *CARDS) == dict(zip(CARDS, ("1", "2", "3", "30", "150+"), strict=True))
    assert told(shown, *HAZARDS) == dict(zip(HAZARDS, ("2", "2", "1", "0"), strict=True))
    assert shown.headline == "15 days left. Every unit asked has logged something."
    assert shown.waiting.number == 0
    assert helping_counts(month.campaign, user=month.office, now=NOW, below=month.liuwan).late == 0

    shown = seen(month, day_from=date(2026, 6, 5), day_to=date(2026, 6, 14))
    # The assignments are those due then, the hazards those reported then.
    assert told(shown, *CARDS) == dict(zip(CARDS, ("1", "2", "2", "30", "50+"), strict=True))
    assert told(shown, *HAZARDS) == dict(zip(HAZARDS, ("2", "3", "1", "1"), strict=True))


def test_units_below_stand_in_the_order_of_the_register(month):
    lines = seen(month).units

    rows = [(line.unit.name, line.activities, line.hazards_open, line.hazards_overdue) for line in lines]
    assert sorted(rows) == [("柳湾镇", 3, 2, 1), ("白塔镇", 1, 0, 0)]
    assert [line.unit.name for line in lines] == ["白塔镇", "柳湾镇"]
    found = {line.unit.name: line.progress for line in lines}
    assert (found["柳湾镇"].done, found["柳湾镇"].in_hand, found["白塔镇"].late) == (1, 1, 1)
    # Where none has units of its own, all of them.
    assert [line.unit.name for line in seen(month, unit=month.liuwan).units] == ["上村"]


def test_days_count_each_activity_once_and_in_each_of_its_linkages(month):
    chart = seen(month).days_chart

    rows = [(row.label, [cell.value for cell in row.cells if cell.value]) for row in chart.rows]
    assert [row for row in rows if row[1]] == [("3 Jun", [1, 1]), ("5 Jun", [1, 1, 1]), ("10 Jun", [1, 1])]
    assert (len(rows), rows[0][0], rows[-1][0]) == (30, "1 Jun", "30 Jun")
    assert chart.note == "An activity of two linkages stands in both parts; the numbers count it once."


def test_days_far_from_the_month_are_not_drawn_but_told(month):
    month.log(month.bureau, 20)
    late = month.log(month.bureau, 21)
    late.starts_on = date(2027, 6, 21)
    late.save()

    chart = seen(month).days_chart

    assert len(chart.rows) == 30
    assert chart.note.endswith("1 activity lies on a day that isn't drawn.")


def test_days_without_an_activity_say_so(month):
    chart = seen(month, day_from=date(2026, 6, 25), day_to=date(2026, 6, 27)).days_chart

    assert (len(chart.rows), chart.note) == (3, "On these days no activity is approved yet.")


def test_entries_are_those_of_the_campaigns_set(month):
    chart = entries_chart(view_of(month.office, month.campaign))

    counts = {drawn.row.label: drawn.row.values[0] for drawn in chart.rows}
    assert len(counts) == 5
    assert {name: number for name, number in counts.items() if number} == {"Into communities": 2, "Into schools": 1}


def test_year_before_is_counted_until_the_same_day(month):
    shown = seen(month)

    lines = {line.name: (line.now.text("en"), line.before.text("en")) for line in shown.years.lines}
    assert lines == {"Activities": ("3", "2"), "People consulted": ("30", "—"), "Materials handed out": ("150+", "90")}
    assert shown.years.day == date(2025, 6, 15)
    cells = {row.label: [cell.value for cell in row.cells] for row in shown.years_chart.rows}
    assert (cells["5 Jun"], cells["15 Jun"], cells["30 Jun"]) == ([2, 1], [3, 2], [None, 3])


def test_plan_covers_what_is_below_and_of_a_town_only_what_was_asked_of_it(month):
    whole = [(node.item.title, node.progress) for node in seen(month).plan_lines]
    town = [(node.item.title, node.progress) for node in seen(month, unit=month.baita).plan_lines]

    said = [(title, part.done, part.in_hand, part.late, part.not_started) for title, part in whole]
    assert said == [("宣传咨询", 1, 1, 1, 1), ("进社区", 0, 1, 0, 1)]
    assert [(title, part.late, part.owed) for title, part in town] == [("宣传咨询", 1, 1)]


def test_liaison_reads_the_own_unit(month):
    shown = seen(month, month.liaison)

    assert (shown.unit, shown.figures["activities"].records) == (month.liuwan, 3)


def test_filter_that_cant_be_read_is_named_and_the_page_still_stands(month, client):
    client.force_login(month.liaison)
    for query, sentence in (
        (f"unit={month.baita.pk}", "There is no such unit."),
        ("from=2026-06-31", "Enter a valid date."),
        ("from=2026-06-10&to=2026-06-01", "The last day lies before the first."),
    ):
        page = client.get(f"{HERE}?{query}")
        assert (page.status_code, page.context["dashboard"].unit) == (200, month.liuwan)
        assert sentence in page.content.decode()
        # The panel that says it doesn't fold away on a phone.
        assert "data-fold" not in page.content.decode()


def test_overview_of_the_office_is_the_dashboard(month, client):
    client.force_login(month.office)

    assert client.get("/campaigns/2026/").templates[0].name == "reports/dashboard.html"


def test_workbook_has_the_numbers_of_the_page(month, client, tmp_path):
    client.force_login(month.office)
    path = tmp_path / "dashboard.xlsx"
    path.write_bytes(client.get(f"{HERE}export.xlsx").getvalue())

    rows = {row[0]: row[1] for _number, row in read_table(path).rows}

    assert (rows["Activities"], rows["Materials handed out"], rows["Hazards open"]) == (3, "150+", 2)
    assert (
        CalamineWorkbook.from_path(path)
        .get_sheet_by_name("Scope of the numbers")
        .to_python()[1][0]
        .startswith(f"{month.campaign.area}, 1–30 June 2026, as of")
    )


def test_every_chart_is_taken_along_as_a_picture(month, client):
    client.force_login(month.office)

    for chart in ("days", "entries", "years", "plan", "units"):
        answer = client.get(
            f"{HERE}{chart}.svg?unit={month.liuwan.pk}&from=2026-06-02", headers={"accept-language": "en"}
        )
        assert answer["Content-Disposition"] == f'attachment; filename="{chart}-2026.svg"'
        assert "柳湾镇, 2–30 June 2026, as of" in answer.content.decode()
        pasted = client.get(f"{HERE}{chart}.png?unit={month.liuwan.pk}&from=2026-06-02")
        assert pasted["Content-Disposition"] == f'attachment; filename="{chart}-2026.png"'
        assert Image.open(BytesIO(pasted.content)).size[0] == 2400


def test_units_to_help_come_after_the_page_as_a_part_of_it(client, month):
    client.force_login(month.office)

    page = client.get(HERE, headers={"accept-language": "en"}).content.decode()
    part = client.get(
        "/campaigns/2026/units-to-help/", headers={"hx-request": "true", "accept-language": "en"}
    ).content.decode()

    assert 'hx-get="/campaigns/2026/units-to-help/"' in page
    assert ("<html" in part, part.count('class="case"')) == (False, 3)


@pytest.mark.parametrize("which, most", [("", 14), ("liuwan", 16), ("baita", 15)])
def test_page_asks_few_queries_for_any_unit(client, month, django_assert_max_num_queries, which, most):
    client.force_login(month.office)
    query = {"unit": getattr(month, which).pk} if which else {}
    client.get(HERE, query)

    with django_assert_max_num_queries(most):
        client.get(HERE, query)
