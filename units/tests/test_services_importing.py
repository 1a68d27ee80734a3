import io

import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from accounts.tests.factories import UserFactory
from core import imports
from core.history import history_of
from core.models import ImportRun
from core.workbooks import Column, write_table
from units.models import Industry, Unit
from units.services.importing import import_units
from units.services.workbook import COLUMNS, export_rows, places_of
from units.tests.factories import CountyFactory, IndustryFactory, UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    return CountyFactory(name="青岚县")


@pytest.fixture
def office(county):
    UnitKindFactory(code="town")
    return UserFactory(role="office", unit=county)


def book(rows, headings=("name", "kind", "parent")):
    target = io.BytesIO()
    write_table(target, "Units", [Column(name, name, name) for name in headings], rows)
    return ContentFile(target.getvalue(), "units.xlsx")


def taken_in(office, file, *, keep_good=False, dry_run=False):
    run = imports.receive(file, kind=ImportRun.Kind.UNITS, by=office)
    ImportRun.objects.filter(pk=run.pk).update(keep_good=keep_good, dry_run=dry_run)
    return imports.carry_out(run, import_units)


def messages(run):
    return [(problem["row"], problem["value"]) for problem in run.problems]


def test_rows_become_units_below_the_superiors_they_name_in_any_order(office, county):
    run = taken_in(office, book([("东村", "town", "东镇"), ("东镇", "town", ""), ("西村", "town", "东镇/东村")]))

    west = Unit.objects.get(name="西村")
    assert (run.state, run.rows_saved, run.problems) == ("done", 3, [])
    assert [str(unit) for unit in (west.parent, west.parent.parent, west.parent.parent.parent)] == [
        "东村",
        "东镇",
        "青岚县",
    ]
    assert west.path == f"{west.parent.path}{west.pk}/"


def test_new_units_can_be_searched_and_have_a_history(office):
    taken_in(office, book([("县应急管理局", "department", "")], ("名称", "类型", "上级单位")))

    unit = Unit.objects.named_like("xyjglj").get()
    assert [(entry.label, entry.by) for entry in history_of(unit)] == [("insert", office.name)]
    assert "units.xlsx" in history_of(unit)[0].why


def test_a_known_row_changes_nothing(office):
    rows = [("东镇", "town", "")]
    taken_in(office, book(rows))

    run = taken_in(office, book(rows))

    assert (run.rows_saved, run.rows_known) == (0, 1)
    assert Unit.objects.get(name="东镇").version == 1


def test_a_known_row_updates_what_its_cells_say_and_keeps_the_rest(office, county):
    town = UnitFactory(name="东镇", parent=county, contact_name="王芳", contact_phone="0571-1111")

    run = taken_in(office, book([("东镇", "department", "0571-2222")], ("name", "kind", "contact_phone")))

    town.refresh_from_db()
    assert (run.rows_saved, town.contact_name, town.contact_phone, town.version) == (1, "王芳", "0571-2222", 2)


@pytest.mark.parametrize("headings", [("名称", "类型", "行业", "风险等级"), ("Name", "Kind", "Industry", "Risk level")])
@pytest.mark.parametrize(
    ("industry", "level", "known"),
    [
        ("煤矿", "重大风险（红）", ("coal_mine", "red")),
        ("Coal mines", "major risk (red)", ("coal_mine", "red")),
        ("coal_mine", "red", ("coal_mine", "red")),
        ("仓储物流", "橙色", ("logistics", "orange")),
        ("WAREHOUSING AND LOGISTICS", "Considerable risk", ("logistics", "orange")),
        ("教育", "一般风险(黄)", ("education", "yellow")),
        ("　教育 ", "蓝", ("education", "blue")),
        ("", "", (None, "")),
    ],
)
def test_industry_and_level_are_read_in_both_languages(office, headings, industry, level, known):
    run = taken_in(office, book([("东矿", "town", industry, level)], headings))

    unit = Unit.objects.get(name="东矿")
    assert (run.problems, unit.industry and unit.industry.code, unit.risk_level) == ([], *known)


@pytest.mark.parametrize(
    ("language", "industry", "level", "said"),
    [
        ("zh-hans", "炼金术", "", "没有这个行业，可填的行业见模板第二张表。"),
        ("en", "alchemy", "", "There is no such industry. The template's second sheet lists them."),
        (
            "zh-hans",
            "",
            "紫",
            "没有这个风险等级，可填：重大风险（红）、较大风险（橙）、一般风险（黄）、低风险（蓝）。",
        ),
        (
            "en",
            "",
            "violet",
            "There is no such risk level. It is one of: "
            + "Major risk (red), Considerable risk (orange), General risk (yellow), Low risk (blue).",
        ),
    ],
)
def test_an_industry_or_level_that_is_none_is_answered_in_a_sentence(office, language, industry, level, said):
    with translation.override(language):
        run = taken_in(office, book([("东矿", "town", industry, level)], ("name", "kind", "industry", "risk_level")))

    assert [(problem["value"], problem["message"]) for problem in run.problems] == [(industry or level, said)]
    assert not Unit.objects.filter(name="东矿").exists()


def test_an_empty_industry_and_level_leave_the_unit_as_it_is(office, county):
    mine = UnitFactory(name="东矿", parent=county, industry=IndustryFactory(code="coal_mine"), risk_level="red")

    taken_in(office, book([("东矿", "department", "", "")], ("name", "kind", "industry", "risk_level")))

    mine.refresh_from_db()
    assert (mine.industry.code, mine.risk_level, mine.version) == ("coal_mine", "red", 1)


def test_an_industry_no_longer_offered_stays_with_its_units_and_comes_to_no_other(office, county):
    peat = IndustryFactory(code="peat", retired=True)
    UnitFactory(name="旧矿", parent=county, industry=peat)
    rows = [("旧矿", "department", "peat"), ("新矿", "department", "peat")]

    with translation.override("en"):
        run = taken_in(office, book(rows, ("name", "kind", "industry")), keep_good=True)

    assert messages(run) == [(3, "Peat")]
    assert list(Unit.objects.filter(industry=peat).values_list("name", flat=True)) == ["旧矿"]


def test_known_rows_take_the_same_queries_for_one_and_for_twenty(office, county, django_assert_num_queries):
    def queries(number):
        rows = [(f"{place}矿", "department", "coal_mine") for place in range(number)]
        taken_in(office, book(rows, ("name", "kind", "industry")))
        with django_assert_num_queries(100, exact=False) as counted:
            run = taken_in(office, book(rows, ("name", "kind", "industry")))
        assert run.rows_known == number
        return len(counted)

    assert queries(1) == queries(20)


@pytest.mark.parametrize(
    ("headings", "row", "column"),
    [
        (("name", "kind"), ("", "town"), "name"),
        (("name", "kind"), ("东" * 121, "town"), "name"),
        (("name", "kind"), ("东镇", "castle"), "kind"),
        (("name", "kind"), ("东镇", ""), "kind"),
        (("name", "kind", "parent"), ("东镇", "town", "不在这里"), "parent"),
        (("name", "kind", "division_code"), ("东镇", "town", "12345"), "division_code"),
        (("name", "kind", "contact_phone"), ("东镇", "town", "call me"), "contact_phone"),
        (("name", "kind", "active_from"), ("东镇", "town", "someday"), "active_from"),
        (("name", "kind", "active_from", "active_until"), ("东镇", "town", "2026-06-02", "2026-06-01"), "active_until"),
    ],
)
def test_a_bad_cell_is_named_and_nothing_is_saved(office, headings, row, column):
    run = taken_in(office, book([("好镇", "town", *[""] * (len(row) - 2)), row], headings))

    known = {each.code: each.name for each in COLUMNS}
    assert [(problem["row"], problem["column"]) for problem in run.problems] == [(3, known[column])]
    assert (run.state, run.rows_saved, Unit.objects.filter(name="好镇").exists()) == ("refused", 0, False)


def test_keep_good_saves_the_good_rows_only(office):
    run = taken_in(
        office, book([("好镇", "town", ""), ("坏镇", "castle", ""), ("坏村", "town", "坏镇")]), keep_good=True
    )

    assert (run.state, run.rows_saved, messages(run)) == ("done", 1, [(3, "castle"), (4, "坏镇")])
    assert not Unit.objects.filter(name__startswith="坏").exists()


def test_a_preview_saves_nothing_and_says_what_would_be(office):
    run = taken_in(office, book([("东镇", "town", "")]), dry_run=True)

    assert (run.state, run.rows_saved, Unit.objects.filter(name="东镇").exists()) == ("done", 1, False)


def test_the_same_unit_twice_in_a_file_is_named(office):
    run = taken_in(office, book([("东镇", "town", ""), ("东镇", "town", "")]))

    assert messages(run) == [(3, "东镇")]


def test_a_superior_that_could_be_two_is_named(office):
    rows = [
        ("东镇", "town", ""),
        ("西镇", "town", ""),
        ("站", "town", "东镇"),
        ("站", "town", "西镇"),
        ("组", "town", "站"),
    ]

    assert messages(taken_in(office, book(rows))) == [(6, "站")]
    rows[-1] = ("组", "town", "西镇/站")
    assert messages(taken_in(office, book(rows))) == []


def test_rows_that_name_each_other_as_superior_are_refused(office):
    run = taken_in(office, book([("东镇", "town", "西镇"), ("西镇", "town", "东镇")]))

    assert messages(run) == [(2, "西镇"), (3, "东镇")]


def test_another_county_can_be_neither_named_nor_changed(office):
    abroad = UnitFactory(name="外局", parent=CountyFactory(name="外县"), contact_name="old")

    run = taken_in(office, book([("东镇", "town", "外县")]))

    abroad.refresh_from_db()
    assert (messages(run), abroad.contact_name) == ([(2, "外县")], "old")


def test_a_liaison_may_not_import(county):
    liaison = UserFactory(role="liaison", unit=county)

    with pytest.raises(Exception) as refusal:
        taken_in(liaison, book([("东镇", "town", "")]))

    assert refusal.typename == "PermissionDenied"
    assert not Unit.objects.filter(name="东镇").exists()


def test_formulas_and_markup_in_names_stay_text(office):
    taken_in(office, book([("=1+1", "town", ""), ("<b>&{{7*7}}", "town", "")]))

    assert set(Unit.objects.filter(kind__code="town").values_list("name", flat=True)) == {"=1+1", "<b>&{{7*7}}"}


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_import_of_an_export_changes_nothing(office, county, language):
    east, west = (
        UnitFactory(name="东镇", parent=county),
        UnitFactory(name="西镇", parent=county, division_code="330102"),
    )
    for town in (east, west):
        UnitFactory(name="组", parent=UnitFactory(name="站", parent=town), contact_phone="0571-1111")
    for industry, level in zip(Industry.objects.all(), Unit.RiskLevel, strict=False):
        UnitFactory(parent=county, industry=industry, risk_level=level)
    target = io.BytesIO()

    with translation.override(language):
        write_table(target, "Units", COLUMNS, export_rows(Unit.objects.all(), places_of(county.path)))
        run = taken_in(office, ContentFile(target.getvalue(), "units.xlsx"))

    assert (run.problems, run.rows_saved, run.rows_known) == ([], 0, 11)


def test_a_file_that_is_no_workbook_is_refused_in_words(office):
    run = taken_in(office, ContentFile(b"\x00\x01\x02 nothing", "units.xlsx"))

    assert run.state == "refused"
    assert run.problems[0]["row"] == 0
