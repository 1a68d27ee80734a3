"""Figures of the hazard ledger by hand-counted records.

The county: two towns, an enterprise under the first. On the ledger stand eight hazards:
 1 reported and 2 rectifying (one overdue, one major) in Liuwan, 1 fixed and 1 waiting at its enterprise,
 1 fixed major and 1 closed without a fix in Shiqiao, 1 reported of no unit. Four are off it.
"""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from accounts.tests.factories import UserFactory
from activities.selectors.filtering import ActivityFilters
from campaigns.models import ActivityKind, Linkage
from campaigns.tests.factories import CampaignFactory
from core.figures import Share
from inspections.models import Hazard
from inspections.tests.factories import ExposureFactory, HazardFactory, RewardFactory, RoundFactory
from inspections.tests.visit_factories import VisitFactory
from reports.selectors.defining import definition
from reports.selectors.figures import View, figure, figures
from reports.selectors.reach import view_of
from reports.selectors.tables_inspected import inspection_table
from reports.selectors.years import paired_table
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
MODEL_BACKEND = "django.contrib.auth.backends.ModelBackend"
TODAY = timezone.localdate()
CODES = ["reported", "fixed", "unfixed", "open", "overdue", "major"]


class Ledger:
    def __init__(self):
        self.campaign = CampaignFactory(slug="2026")
        self.liuwan, self.shiqiao = (UnitFactory(name=name, parent=self.campaign.area) for name in ("柳湾镇", "石桥镇"))
        self.firm = UnitFactory(name="恒达鞋业", parent=self.liuwan)
        self.add("reported", self.liuwan)
        self.add("rectifying", self.liuwan, due_on=TODAY - timedelta(days=1))
        self.add("rectifying", self.liuwan, grade="major", due_on=TODAY)
        self.add("fixed", self.firm, reported_on=date(2026, 6, 2))
        self.add("rectified", self.firm, due_on=date(2026, 6, 10))
        self.add("fixed", self.shiqiao, grade="major")
        self.add("unfixed", self.shiqiao)
        self.add("reported", None)
        for state in ("rejected", "transferred", "withdrawn"):
            self.add(state, self.liuwan)
        self.add("duplicate", self.liuwan, duplicate_of=Hazard.objects.first())

    def add(self, state, unit, **facts):
        return HazardFactory(campaign=self.campaign, state=state, unit=unit, **facts)

    def look(self, **filters):
        return View(self.campaign, ActivityFilters(**filters))


@pytest.fixture
def ledger():
    return Ledger()


def numbers(view):
    found = {line.code: line.figure.value for line in figures(view)}
    return [found.get(f"hazards_{code}") for code in CODES]


def test_ledger_figures_by_hand(ledger):
    assert numbers(ledger.look()) == [8, 2, 1, 5, 1, 2]


def test_found_is_fixed_and_closed_without_a_fix_and_open(ledger):
    found, fixed, unfixed, still_open, *_others = numbers(ledger.look())

    assert found == fixed + unfixed + still_open


def test_hazards_of_a_unit_are_those_below_it_too(ledger):
    assert numbers(ledger.look(unit=ledger.liuwan)) == [5, 1, 0, 4, 1, 1]
    assert numbers(ledger.look(unit=ledger.liuwan, unit_itself=True)) == [3, 0, 0, 3, 1, 1]


def test_days_are_those_of_the_report(ledger):
    assert numbers(ledger.look(day_to=date(2026, 6, 2))) == [1, 1, 0, 0, 0, 0]
    assert numbers(ledger.look(day_from=date(2026, 6, 3)))[0] == 7


@pytest.mark.parametrize("states", [(), ("approved", "submitted")])
def test_state_of_activities_leaves_hazards_as_they_are(ledger, states):
    assert numbers(ledger.look(states=states))[0] == 8


def test_filters_that_hazards_lack_leave_their_figures_out(ledger):
    kind = ActivityKind.objects.get(code="drill")
    for narrowed in ({"kinds": (kind,)}, {"linkages": tuple(Linkage.objects.all()[:1])}, {"no_plan_item": True}):
        view = ledger.look(**narrowed)

        assert numbers(view) == [None] * 6
        assert figure(view, "hazards_open") is None
        assert inspection_table(view).lines == ()


def test_liaison_counts_what_was_given_to_the_unit(ledger):
    liaison = UserFactory(role="liaison", unit=ledger.liuwan)

    # What is only reported, and not graded, the unit doesn't see yet.
    assert numbers(view_of(liaison, ledger.campaign)) == [4, 1, 0, 3, 1, 1]


def test_administrator_is_told_no_figure_of_the_ledger(ledger):
    admin = UserFactory(role="admin", unit=UnitFactory(parent=ledger.campaign.area))

    assert numbers(view_of(admin, ledger.campaign)) == [None] * 6


def test_ledger_costs_the_same_queries_for_any_number_of_hazards(ledger, django_assert_num_queries):
    codes = [f"hazards_{code}" for code in CODES]
    first, few, many = ledger.look(), ledger.look(), ledger.look()
    figures(first, codes, with_missing=False)
    with django_assert_num_queries(2):
        figures(few, codes, with_missing=False)
    for _ in range(20):
        ledger.add("fixed", ledger.firm)
    with django_assert_num_queries(2):
        figures(many, codes, with_missing=False)


def shown(table):
    return {
        line.label: [cell.figure.text() if isinstance(cell.figure, Share) else cell.figure.value for cell in line.cells]
        for line in table.lines
    }


def test_table_by_unit_has_a_row_for_what_names_no_unit(ledger):
    assert shown(inspection_table(ledger.look())) == {
        "柳湾镇": [5, 1, "20%", 0, 4, 1, 1, 0, 0],
        "石桥镇": [2, 1, "50%", 1, 0, 0, 1, 0, 0],
        "Unit not known": [1, 0, "0%", 0, 1, 0, 0, 0, 0],
    }


def test_table_rows_add_up_to_the_total(ledger):
    table = inspection_table(ledger.look())
    columns = zip(*([cell.figure for cell in line.cells] for line in table.lines), strict=True)
    sums = [None if isinstance(some[0], Share) else sum(each.value for each in some) for some in columns]

    assert [None if isinstance(cell.figure, Share) else cell.figure.value for cell in table.total] == sums
    assert table.total[2].figure == Share(2, 8)


def test_table_below_a_unit_names_its_units(ledger):
    assert list(shown(inspection_table(ledger.look(unit=ledger.liuwan)))) == ["柳湾镇", "恒达鞋业"]


def test_rate_with_nothing_found_is_a_dash(ledger):
    assert Share(0, 0).text() == "—"
    assert "Rate fixed: — (0 of 0)." in said(ledger, "hazards_fixed", day_to=date(2026, 1, 1))


def said(ledger, code, **filters):
    view = ledger.look(**filters)
    return definition(view, figure(view, code), None)


def test_definition_says_the_rate_and_what_is_not_counted(ledger):
    text = said(ledger, "hazards_reported")

    assert "Rate fixed: 25% (2 of 8)." in text
    assert "Not counted: Rejected: 1, Transferred: 1, Duplicate: 1, Withdrawn: 1." in text


def test_open_and_overdue_counts_as_late(ledger):
    # Two fixed and one handed in: the one due on 10 June came on the 18th. One more is open and overdue.
    assert "In time: 50% (2 of 4 due). What is open and overdue counts as late." in said(ledger, "hazards_fixed")


def test_json_tells_the_ledger(ledger, client):
    client.force_login(UserFactory(role="office", unit=UnitFactory(parent=ledger.campaign.area)), MODEL_BACKEND)
    answer = client.get("/campaigns/2026/figures.json", {"unit": ledger.shiqiao.pk}).json()
    found = {line["code"]: line for line in answer["figures"]}

    assert (found["hazards_major"]["value"], found["hazards_major"]["qualifier"]) == (1, "exact")
    assert found["hazards_fixed"]["url"] == f"/campaigns/2026/hazards/?unit={ledger.shiqiao.pk}&state=fixed"


def test_workbook_has_the_hazards_with_their_rate(ledger, client):
    client.force_login(UserFactory(role="office", unit=UnitFactory(parent=ledger.campaign.area)), MODEL_BACKEND)
    answer = client.get("/campaigns/2026/tables/export.xlsx", headers={"accept-language": "en"})
    sheet = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_name("Hazards by unit").to_python()

    assert sheet[0][1:4] == ["Hazards found", "Hazards fixed", "Rate fixed"]
    assert sheet[-1] == ["Total", 8, 2, 0.25, 1, 5, 1, 2, 0, 0]


class Rounds(Ledger):
    """Two finished inspections of one firm, one of a town, one going on, one of supervision; rounds to both towns."""

    def __init__(self):
        super().__init__()
        for unit, state, kind, day in (
            (self.firm, "finished", "inspection", 3),
            (self.firm, "finished", "inspection", 20),
            (self.shiqiao, "finished", "inspection", 10),
            (self.shiqiao, "going_on", "inspection", 11),
            (self.shiqiao, "finished", "supervision", 12),
        ):
            VisitFactory(campaign=self.campaign, unit=unit, state=state, kind=kind, visited_on=date(2026, 6, day))
        RoundFactory(campaign=self.campaign, units=[self.firm, self.shiqiao])
        RoundFactory(campaign=self.campaign, units=[self.shiqiao], state="finished", starts_on=date(2026, 6, 15))
        RoundFactory(campaign=self.campaign, units=[self.firm], state="draft")
        ExposureFactory(campaign=self.campaign, by_unit=self.liuwan, state="published")
        ExposureFactory(campaign=self.campaign, by_unit=self.liuwan)
        for hazard, state in zip(Hazard.objects.filter(state="fixed"), ("paid", "told"), strict=True):
            RewardFactory(hazard=hazard, state=state)


@pytest.fixture
def rounds():
    return Rounds()


WENT_OUT = ["rounds", "visits", "units_inspected", "supervision_visits", "exposures", "rewards_paid", "rewards_yuan"]


def went_out(view):
    found = {line.code: line.figure.value for line in figures(view)}
    return [found.get(code) for code in WENT_OUT]


def test_inspections_by_hand(rounds):
    assert went_out(rounds.look()) == [2, 3, 2, 1, 1, 1, 300]


def test_inspections_of_a_unit_and_of_days(rounds):
    assert went_out(rounds.look(unit=rounds.liuwan)) == [1, 2, 1, 0, 1, 0, 0]
    assert went_out(rounds.look(unit=rounds.liuwan, unit_itself=True)) == [0, 0, 0, 0, 1, 0, 0]
    assert went_out(rounds.look(day_from=date(2026, 6, 11))) == [1, 1, 1, 1, 1, 1, 300]
    assert went_out(rounds.look(day_to=date(2026, 6, 11))) == [1, 2, 2, 0, 0, 0, 0]


def test_money_is_told_to_the_office_alone(rounds):
    leader = UserFactory(role="leader", unit=rounds.campaign.area)

    assert went_out(view_of(leader, rounds.campaign)) == [2, 3, 2, 1, 1, None, None]


def test_table_counts_visits_and_units_of_each_town(rounds):
    found = {label: cells[-2:] for label, cells in shown(inspection_table(rounds.look())).items()}

    assert found == {"柳湾镇": [2, 1], "石桥镇": [1, 1], "Unit not known": [0, 0]}


def test_unit_that_was_only_supervised_has_no_row(rounds):
    bureau = UnitFactory(name="县教育局", parent=rounds.campaign.area)
    VisitFactory(campaign=rounds.campaign, unit=bureau, kind="supervision", state="finished")

    assert "县教育局" not in shown(inspection_table(rounds.look()))
    assert shown(inspection_table(rounds.look(), ["supervision_visits"])) == {"石桥镇": [1], "县教育局": [1]}


def test_year_without_a_ledger_stands_beside_nothing(ledger):
    office = UserFactory(role="office", unit=UnitFactory(parent=ledger.campaign.area))
    last = CampaignFactory(slug="2025", area=ledger.campaign.area, year=2025, state="archived")

    table = paired_table(view_of(office, ledger.campaign), "hazards", user=office, previous=last)

    assert table.previous is None
    assert table.total[0].now.figure.value == 8


@pytest.mark.parametrize("code", [*WENT_OUT, "hazards_open"])
def test_every_figure_has_a_page_that_says_what_it_is(rounds, client, code):
    client.force_login(UserFactory(role="office", unit=UnitFactory(parent=rounds.campaign.area)), MODEL_BACKEND)

    assert client.get(f"/campaigns/2026/figures/{code}/").status_code == 200
