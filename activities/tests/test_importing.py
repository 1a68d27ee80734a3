"""Workbooks in: what a row may say, what happens to good and bad ones, who may."""

from datetime import date

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import translation

from accounts.tests.factories import UserFactory
from activities.models import Activity
from activities.services.importing import import_activities
from activities.tests.county import figures_of
from activities.tests.workbook_files import ROW, book, take_in, told
from campaigns.models import PlanItem, UnitAssignment
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from core import imports
from core.models import ImportRun
from units.tests.factories import UnitFactory


def test_row_becomes_an_activity_that_waits_for_review(county, school_office):
    run = take_in(county.office, county.campaign, book([ROW]))

    row = Activity.objects.get()
    assert (run.state, run.rows_total, run.rows_saved, run.problems) == ("done", 1, 1, [])
    assert (row.unit, row.kind.code, row.title) == (school_office, "drill", "Fire drill")
    assert (row.starts_on, row.state, row.submitted_by) == (date(2026, 6, 10), "submitted", county.office)


def test_figures_the_kind_asks_and_the_row_leaves_out_are_unknown(county, school_office):
    file = book([(*ROW, "40000余", "约30")], ("unit", "kind", "title", "starts", "发放宣传材料", "Participants"))

    take_in(county.office, county.campaign, file)

    assert figures_of(Activity.objects.get()) == {
        "drills": (None, "exact"),
        "participants": (30, "about"),
        "vehicles": (None, "exact"),
        "materials": (40000, "over"),
    }


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_headings_and_values_are_read_in_either_language_whatever_the_page_speaks(county, school_office, language):
    headings = ("单位", "Kind", "名称*", "starts", "结束", "Linkages", "五进", "状态")
    dates, lists = ("6月10日", "2026年6月12日"), ("市县联动、Media", "进学校;village")
    cells = ("371522", "应急演练", "Fire drill", *dates, *lists, "Draft")

    with translation.override(language):
        run = take_in(county.office, county.campaign, book([cells], headings))

    row = Activity.objects.get()
    assert run.problems == []
    assert (row.unit, row.starts_on, row.ends_on, row.state) == (
        school_office,
        date(2026, 6, 10),
        date(2026, 6, 12),
        "draft",
    )
    assert sorted(row.linkages.values_list("code", flat=True)) == ["city_county", "media"]
    assert sorted(row.entries.values_list("code", flat=True)) == ["school", "village"]


def test_names_that_hold_a_separator_stay_together(county, school_office):
    names = ["文明办、团委", "工会", "妇联,红十字会"]
    units = [UnitFactory(name=name, parent=county.campaign.area) for name in names]

    take_in(
        county.office,
        county.campaign,
        book(
            [(*ROW, "工会、文明办、团委\n妇联,红十字会；县教育局")],
            ("unit", "kind", "title", "starts", "co_organisers"),
        ),
    )

    assert set(Activity.objects.get().co_organisers.all()) == set(units)


def test_file_sent_twice_changes_nothing(county, school_office):
    take_in(county.office, county.campaign, book([ROW]))
    before = list(Activity.objects.values())

    run = take_in(county.office, county.campaign, book([(*ROW, 500)], ("unit", "kind", "title", "starts", "materials")))

    assert (run.rows_saved, run.rows_known) == (0, 1)
    assert list(Activity.objects.values()) == before
    assert figures_of(Activity.objects.get())["participants"] == (None, "exact")


def test_row_repeated_in_the_file_counts_once_and_is_named(county, school_office):
    run = take_in(county.office, county.campaign, book([ROW, ROW]))

    assert (run.rows_saved, run.rows_known, Activity.objects.count()) == (1, 1, 1)
    assert run.remarks == ["Rows that repeat an earlier row of the file and were left out: 3."]


def test_unknown_columns_are_named_and_ignored(county, school_office):
    file = book([(*ROW, "x")], ("unit", "kind", "title", "starts", "备注"))

    run = take_in(county.office, county.campaign, file)

    assert run.rows_saved == 1
    assert run.remarks == ["Columns that are not known and were left out: 备注."]


def test_missing_columns_refuse_the_file_by_name(county):
    run = take_in(county.office, county.campaign, book([("县教育局",)], ("unit",)))

    assert run.state == "refused"
    assert run.problems[0]["message"].startswith("Columns are missing: Kind, Title, Start.")


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.4", b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0rest", b"unit,kind\0,title,starts\n"]
)
def test_what_is_no_workbook_is_refused_in_a_sentence(county, content):
    run = take_in(county.office, county.campaign, ContentFile(content, "a.xlsx"))

    assert (run.state, len(run.problems), Activity.objects.count()) == ("refused", 1, 0)


BAD = [
    (("", "drill", "A", "2026-06-10"), "unit", ""),
    (("无此单位", "drill", "A", "2026-06-10"), "unit", "无此单位"),
    (("县教育局", "舞会", "A", "2026-06-10"), "kind", "舞会"),
    (("县教育局", "drill", "", "2026-06-10"), "title", ""),
    (("县教育局", "drill", "x" * 161, "2026-06-10"), "title", "x" * 39 + "…"),
    (("县教育局", "drill", "A", ""), "starts", ""),
    (("县教育局", "drill", "A", "2025-06-10"), "starts", "2025-06-10"),
    (("县教育局", "drill", "A", "=TODAY()"), "starts", "=TODAY()"),
    (("县教育局", "drill", "A", "2026-06-10", "2026-06-09"), "ends", "2026-06-09"),
    (("县教育局", "drill", "A", "2026-06-10", "", 10**18), "materials", "1000000000000000000"),
    (("县教育局", "drill", "A", "2026-06-10", "", "-5"), "materials", "-5"),
    (("县教育局", "drill", "A", "2026-06-10", "", "=1+1"), "materials", "=1+1"),
    (("县教育局", "drill", "A", "2026-06-10", "", 1.5), "materials", "1.5"),
    (("县教育局", "drill", "A", "2026-06-10", "", "", "月球联动"), "linkages", "月球联动"),
    (("县教育局", "drill", "A", "2026-06-10", "", "", "", "returned"), "status", "returned"),
    (("县教育局", "drill", "A", "2026-06-10", "", "", "", "", "无此条目"), "plan_item", "无此条目"),
]


@pytest.mark.parametrize(("cells", "column", "value"), BAD)
def test_bad_cell_is_named_by_row_column_and_value(county, school_office, cells, column, value):
    headings = ("unit", "kind", "title", "starts", "ends", "materials", "linkages", "status", "plan_item")
    padded = tuple(cells) + ("",) * (len(headings) - len(cells))

    run = take_in(county.office, county.campaign, book([padded], headings))

    assert (run.state, told(run), Activity.objects.count()) == ("refused", [(2, column, value)], 0)


def test_one_bad_row_keeps_all_out_unless_the_good_are_wanted(county, school_office):
    rows = [ROW, ("县教育局", "nonsense", "B", "2026-06-11"), ("县教育局", "drill", "C", "2026-06-11")]

    refused = take_in(county.office, county.campaign, book(rows))
    count_after_refusal = Activity.objects.count()
    kept = take_in(county.office, county.campaign, book(rows), keep_good=True)

    assert (refused.state, refused.rows_saved, count_after_refusal) == ("refused", 0, 0)
    assert (kept.state, kept.rows_saved, told(kept)) == ("done", 2, [(3, "kind", "nonsense")])


def test_500_bad_rows_among_10_000_are_all_listed(county, school_office):
    rows = [("县教育局", "drill" if n % 20 else "?", f"Drill {n}", "2026-06-10") for n in range(10_000)]

    run = take_in(county.office, county.campaign, book(rows))

    assert (run.state, len(run.problems), run.rows_total, Activity.objects.count()) == ("refused", 500, 10_000, 0)


def test_preview_saves_nothing(county, school_office):
    run = take_in(county.office, county.campaign, book([ROW]), dry_run=True)

    assert (run.state, run.rows_saved, Activity.objects.count()) == ("done", 1, 0)


def test_markup_in_a_name_stays_text(county):
    UnitFactory(name="<b>&{{7*7}}", parent=county.campaign.area)

    take_in(county.office, county.campaign, book([("<b>&{{7*7}}", "drill", "=HYPERLINK(1)<i>", "2026-06-10")]))

    assert Activity.objects.get().title == "=HYPERLINK(1)<i>"


def test_unit_of_an_ambiguous_name_wants_its_superior(county):
    towns = [UnitFactory(name=name, parent=county.campaign.area) for name in ("柳湾镇", "东岭镇")]
    villages = [UnitFactory(name="新村", parent=town) for town in towns]

    refused = take_in(county.office, county.campaign, book([("新村", *ROW[1:])]))
    take_in(county.office, county.campaign, book([("东岭镇/新村", *ROW[1:])]))

    assert told(refused) == [(2, "unit", "新村")]
    assert Activity.objects.get().unit == villages[1]


@pytest.mark.parametrize("typed", ["安全公开课", "3", "专题3", "Topic 3", "topic3"])
def test_plan_item_is_found_by_title_or_number(county, school_office, typed):
    PlanItem.objects.all().delete()
    item = PlanItemFactory(campaign=county.campaign, title="安全公开课", number=3)
    headings = ("unit", "kind", "title", "starts", "plan_item")

    take_in(county.office, county.campaign, book([(*ROW, typed)], headings))

    assert Activity.objects.get().plan_item == item


def test_row_of_a_plan_item_answers_what_the_unit_owes_for_it(county, school_office):
    item = PlanItemFactory(campaign=county.campaign, title="安全公开课")
    assignment = AssignmentFactory(campaign=county.campaign, plan_item=item, state="sent")
    AssignmentQuotaFactory(assignment=assignment, indicator=None, at_least=1)
    share = UnitAssignmentFactory(assignment=assignment, unit=school_office)
    headings = ("unit", "kind", "title", "starts", "plan_item", "status")

    take_in(county.office, county.campaign, book([(*ROW, "安全公开课", "approved")], headings))

    share.refresh_from_db()
    assert (Activity.objects.get().assignment, share.state) == (assignment, UnitAssignment.State.DONE)


def test_history_names_the_file_and_the_person(county, school_office):
    take_in(county.office, county.campaign, book([(*ROW, 5)], ("unit", "kind", "title", "starts", "materials")))

    row = Activity.objects.get()
    for record in (row, row.values.get(indicator__code="materials")):
        context = record.events.get().pgh_context.metadata
        assert (context["why"], context["name"]) == ("Import of activities.xlsx", county.office.name)


def test_command_imports_by_the_same_rules(county, school_office, tmp_path, capsys):
    path = tmp_path / "a.xlsx"
    path.write_bytes(book([ROW, ("县教育局", "?", "B", "2026-06-10")]).read())

    with pytest.raises(CommandError):
        call_command("import_activities", path, campaign="2026")
    call_command("import_activities", path, campaign="2026", keep_good=True)

    assert [row.created_by for row in Activity.objects.all()] == [county.office]
    assert "2 rows read, 1 saved, 0 known already" in capsys.readouterr().out


def test_run_is_carried_out_in_the_post_and_language_of_its_sender(county, school_office):
    county.liaison.chosen_post_id = UserFactory(role="liaison", unit=school_office).posts.get().pk
    post = county.liaison.posts.create(role="liaison", unit=school_office)
    county.liaison.chosen_post_id = post.pk
    with translation.override("zh-hans"):
        file = book([("县教育局", "?", "B", "2026-06-10"), ROW])
        run = imports.receive(file, kind="activities", by=county.liaison, campaign_slug="2026")

    done = imports.carry_out(ImportRun.objects.get(pk=run.pk), import_activities)

    assert [problem["row"] for problem in done.problems] == [2]
    assert done.rows_saved == 1
