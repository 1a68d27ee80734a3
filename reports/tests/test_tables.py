"""Tables of the month by hand-counted records: joint activities, deeper units, last year."""

from datetime import date
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from accounts.tests.factories import UserFactory
from activities.selectors.filtering import ActivityFilters
from activities.tests.factories import ActivityFactory
from campaigns.models import Indicator
from campaigns.tests.factories import (
    ActivityKindFactory,
    AssignmentFactory,
    AssignmentQuotaFactory,
    CampaignFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from core.figures import UNKNOWN, Figure, Qualifier
from reports.selectors.figures import View
from reports.selectors.tables import month_table
from reports.selectors.years import filters_before, paired_table, previous_campaign
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    return CampaignFactory(slug="2026")


@pytest.fixture
def before(campaign):
    return CampaignFactory(
        slug="2025",
        area=campaign.area,
        year=2025,
        state="archived",
        starts_on=date(2025, 6, 1),
        ends_on=date(2025, 6, 30),
    )


@pytest.fixture
def office(client, campaign):
    user = UserFactory(role="office", unit=UnitFactory(parent=campaign.area))
    client.force_login(user)
    return user


def view_of(campaign, **filters):
    return View(campaign, ActivityFilters(**filters))


def shown(table):
    return {line.label: tuple(cell.figure.value for cell in line.cells) for line in table.lines}


def workbook(answer):
    return CalamineWorkbook.from_filelike(BytesIO(answer.content))


def unit_table(campaign, **filters):
    return shown(month_table(view_of(campaign, **filters), "unit", ["materials"]))


def test_unit_row_takes_the_units_below(campaign):
    town = UnitFactory(name="柳湾镇", parent=campaign.area)
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 5})
    ActivityFactory(campaign=campaign, unit=UnitFactory(parent=town), figures={"materials": 3})

    assert unit_table(campaign) == {"柳湾镇": (2, 8)}


def test_joint_activity_stands_in_both_rows_and_once_in_the_total(campaign):
    town, guest = UnitFactory(name="柳湾镇", parent=campaign.area), UnitFactory(name="县教育局", parent=campaign.area)
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": (5, "over")}).co_organisers.add(guest)

    table = month_table(view_of(campaign), "unit", ["materials"])

    assert shown(table) == {"柳湾镇": (1, 5), "县教育局": (1, 5)}
    assert [cell.figure for cell in table.total] == [Figure(1), Figure(5, Qualifier.OVER)]


def test_guests_of_one_row_count_once_in_it(campaign):
    town = UnitFactory(name="柳湾镇", parent=campaign.area)
    villages = [UnitFactory(parent=town) for _time in range(2)]
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 5}).co_organisers.add(*villages)
    host = UnitFactory(name="县教育局", parent=campaign.area)
    ActivityFactory(campaign=campaign, unit=host, figures={"materials": 7}).co_organisers.add(*villages)

    assert unit_table(campaign) == {"柳湾镇": (2, 12), "县教育局": (1, 7)}


def test_table_below_a_unit_has_a_row_for_itself_and_takes_guests_from_outside(campaign):
    town = UnitFactory(name="柳湾镇", parent=campaign.area)
    village = UnitFactory(name="上村", parent=town)
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 5})
    outside = ActivityFactory(campaign=campaign, unit=UnitFactory(parent=campaign.area), figures={"materials": 7})
    outside.co_organisers.add(village)

    assert unit_table(campaign, unit=town) == {"柳湾镇": (1, 5), "上村": (1, 7)}


def test_largest_stays_the_largest_in_a_row(campaign):
    Indicator.objects.filter(code="staff").update(addition="max")
    town = UnitFactory(name="柳湾镇", parent=campaign.area)
    for staff in (20, 35):
        ActivityFactory(campaign=campaign, unit=town, figures={"staff": staff})

    assert shown(month_table(view_of(campaign), "unit", ["staff"])) == {"柳湾镇": (2, 35)}


def test_only_units_with_units_below_lead_deeper(campaign):
    town = UnitFactory(name="柳湾镇", parent=campaign.area)
    ActivityFactory(campaign=campaign, unit=UnitFactory(parent=town))
    ActivityFactory(campaign=campaign, unit=UnitFactory(name="县教育局", parent=campaign.area))

    lines = month_table(view_of(campaign), "unit").lines

    assert {line.label: line.deeper for line in lines} == {"柳湾镇": town, "县教育局": None}


def test_last_year_stands_beside_the_same_row(campaign, before, office):
    town = UnitFactory(name="柳湾镇", parent=campaign.area)
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": 5})
    ActivityFactory(campaign=before, unit=town, starts_on=date(2025, 6, 10), figures={"materials": 90})

    table = paired_table(view_of(campaign), "unit", user=office, previous=before)

    [line] = table.lines
    assert [(pair.now.figure, pair.before.figure) for pair in line.pairs] == [
        (Figure(1), Figure(1)),
        (Figure(5), Figure(90)),
    ]
    assert line.pairs[1].before.url.startswith("/campaigns/2025/activities/?")


def test_row_that_only_last_year_has_is_kept(campaign, before, office):
    ActivityFactory(campaign=campaign, unit=UnitFactory(parent=campaign.area), figures={"materials": 5})
    gone = UnitFactory(name="县水利局", parent=campaign.area)
    ActivityFactory(campaign=before, unit=gone, starts_on=date(2025, 6, 10), figures={"materials": 90})

    line = paired_table(view_of(campaign), "unit", user=office, previous=before).lines[-1]

    assert (line.label, line.pairs[0].now.figure, line.pairs[1].now.figure) == ("县水利局", Figure(0), UNKNOWN)
    assert line.pairs[1].before.figure == Figure(90)


def test_same_day_of_the_calendar_stands_beside(campaign, before, office):
    unit = UnitFactory(parent=campaign.area)
    ActivityFactory(campaign=campaign, unit=unit, starts_on=date(2026, 6, 10), figures={"materials": 5})
    ActivityFactory(campaign=before, unit=unit, starts_on=date(2025, 6, 10), figures={"materials": 90})

    [line] = paired_table(view_of(campaign), "day", user=office, previous=before).lines

    assert [pair.before.figure for pair in line.pairs] == [Figure(1), Figure(90)]


def test_days_of_filters_move_a_year_and_the_leap_day_to_the_28th(campaign, before):
    filters = ActivityFilters(day_from=date(2028, 2, 29), day_to=date(2028, 6, 30))
    campaign.year, before.year = 2028, 2027

    found = filters_before(filters, campaign, before)

    assert (found.day_from, found.day_to) == (date(2027, 2, 28), date(2027, 6, 30))


def test_plan_item_that_last_year_lacks_has_nothing_to_compare(campaign, before):
    item = PlanItemFactory(campaign=campaign, title="Consulting")
    assert filters_before(ActivityFilters(plan_item=item), campaign, before) is None

    same = PlanItemFactory(campaign=before, title="Consulting")
    assert filters_before(ActivityFilters(plan_item=item), campaign, before).plan_item == same


def test_previous_campaign_is_the_pattern_else_the_year_before(campaign, before, office):
    assert previous_campaign(campaign, user=office) == before

    pattern = CampaignFactory(area=campaign.area, year=2024, state="archived")
    campaign.cloned_from = pattern
    assert previous_campaign(campaign, user=office) == pattern


def test_campaign_without_a_year_before_has_none(campaign, office):
    assert previous_campaign(campaign, user=office) is None


def test_workbook_has_all_tables_as_shown(client, campaign, before, office):
    town = UnitFactory(name="柳湾镇", parent=campaign.area)
    ActivityFactory(campaign=campaign, unit=town, figures={"materials": (40000, "over")})
    ActivityFactory(campaign=before, unit=town, starts_on=date(2025, 6, 10), figures={"materials": 90})

    book = workbook(client.get("/campaigns/2026/tables/export.xlsx"))

    assert book.sheet_names == [
        "By unit",
        "Hazards by unit",
        "By kind",
        "By linkage",
        "By entry",
        "By day",
        "By plan item",
    ]
    assert book.get_sheet_by_name("By unit").to_python() == [
        ["By unit", "Activities 2026", "Activities 2025", "Materials handed out 2026", "Materials handed out 2025"],
        ["柳湾镇", 1, 1, "40,000+", 90],
        ["Total", 1, 1, "40,000+", 90],
    ]


def test_workbook_follows_the_filters(client, campaign, office):
    unit = UnitFactory(parent=campaign.area)
    ActivityFactory(campaign=campaign, unit=unit, kind=ActivityKindFactory(code="entry"), figures={"materials": 5})
    ActivityFactory(campaign=campaign, unit=unit, kind=ActivityKindFactory(code="drill"), figures={"materials": 9})

    book = workbook(client.get("/campaigns/2026/tables/export.xlsx?kind=entry"))

    assert book.get_sheet_by_name("By kind").to_python()[-1] == ["Total", 1, 5]


@pytest.mark.parametrize("by", ["unit", "kind", "linkage", "entry", "day", "plan_item", "<b>", ""])
def test_table_asks_the_same_queries(client, campaign, before, office, django_assert_max_num_queries, by):
    def fill(times):
        for _time in range(times):
            ActivityFactory(campaign=campaign, unit=UnitFactory(parent=campaign.area), figures={"materials": 5})

    fill(1)
    client.get("/campaigns/2026/tables/", {"by": by})
    with django_assert_max_num_queries(40) as few:
        client.get("/campaigns/2026/tables/", {"by": by})
    fill(15)
    client.get("/campaigns/2026/tables/", {"by": by})

    with django_assert_max_num_queries(40) as many:
        assert client.get("/campaigns/2026/tables/", {"by": by}).status_code == 200
    assert len(many) == len(few)


def test_figure_says_what_it_is_and_what_is_left_out(client, campaign, office):
    unit = UnitFactory(parent=campaign.area)
    for state in ("approved", "approved", "submitted", "returned"):
        ActivityFactory(campaign=campaign, unit=unit, state=state, figures={"materials": (5, "about")})

    said = client.get("/campaigns/2026/figures/materials/").context["definition"]

    assert said == [
        "The sum of “Materials handed out” over these activities; nothing else is added to it.",
        "Counted: Approved. An activity over several days counts on its first day.",
        "2 activities carry a number.",
        "A part of it says “more than” or “about”, so the sum is “more than”.",
        "Not counted: Waiting for review: 1, Returned: 1.",
    ]


def test_figure_names_who_owes_a_part(client, campaign, office):
    unit = UnitFactory(name="柳湾镇", parent=campaign.area)
    assignment = AssignmentFactory(campaign=campaign)
    AssignmentQuotaFactory(assignment=assignment, indicator=Indicator.objects.get(code="materials"))
    share = UnitAssignmentFactory(assignment=assignment, unit=unit)

    owing = client.get("/campaigns/2026/figures/materials/").context["owing"]

    assert [(part.unit, part.url) for part in owing] == [("柳湾镇", f"/campaigns/2026/assignments/units/{share.pk}/")]


@pytest.mark.parametrize("code", ["activities", "units_active", "assignments_done", "assignments_due", "units_present"])
def test_figure_of_each_sort_has_a_page(client, campaign, office, code):
    ActivityFactory(campaign=campaign, unit=UnitFactory(parent=campaign.area))

    assert client.get(f"/campaigns/2026/figures/{code}/").status_code == 200


def test_unit_reads_figures_of_its_own_part_only(client, campaign):
    own, other = UnitFactory(parent=campaign.area), UnitFactory(name="县教育局", parent=campaign.area)
    client.force_login(UserFactory(role="liaison", unit=own))
    assignment = AssignmentFactory(campaign=campaign)
    AssignmentQuotaFactory(assignment=assignment, indicator=Indicator.objects.get(code="materials"))
    UnitAssignmentFactory(assignment=assignment, unit=other)
    ActivityFactory(campaign=campaign, unit=other, figures={"materials": None})

    answer = client.get("/campaigns/2026/figures.json").json()["figures"]

    found = {figure["code"]: (figure["value"], figure["missing"]) for figure in answer}
    assert found["assignments_due"] == (0, [])
    assert found["materials"] == (None, [])
