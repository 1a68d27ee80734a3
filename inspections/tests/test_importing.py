"""Hazards from a workbook: what comes about, what is known already, what is refused and where."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.tests.factories import UserFactory
from core.history import history_of
from inspections.models import Hazard, LedgerCounter
from inspections.tests.factories import HazardFactory
from inspections.tests.workbook_files import LEAST, book, take_in, told
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
FIXED = LEAST | {
    "category": "fire",
    "grade": "ordinary",
    "responsible": "Manager",
    "due_on": "2026-06-20",
    "completed_on": "2026-06-18",
    "reinspected_by": "Inspector of old",
    "closed_on": "2026-06-19",
    "status": "Fixed",
}
MAJOR = LEAST | {
    "grade": "major",
    "clause": "Clause 7",
    "responsible": "Manager",
    "due_on": "2026-07-20",
    "measures": "Rebuild",
    "funds": "1.2万元",
    "funds_source": "Own funds",
    "contingency": "Guard it",
    "status": "rectifying",
}


def test_least_row_is_reported_and_waits_to_be_sorted(ledger):
    run = take_in(ledger.office, ledger.campaign, book(LEAST))

    row = Hazard.objects.get()
    assert (run.rows_saved, run.problems, run.remarks) == (1, [], [])
    assert (row.number, row.state, row.source.code, row.unit) == ("2026-0001", "reported", "import", ledger.unit)
    assert (row.found_by, row.accepted_by, row.reported_at, row.unit_sees) == (ledger.office, None, None, False)


def test_fixed_row_needs_no_account_of_who_reinspected_it(ledger):
    take_in(ledger.office, ledger.campaign, book(FIXED))

    row = Hazard.objects.get()
    assert (row.state, row.closed_on, row.closed_by) == ("fixed", date(2026, 6, 19), ledger.office)
    assert (row.rectified_by, row.reinspected_by, row.reinspected_by_name) == (ledger.office, None, "Inspector of old")
    assert (row.accepted_on, row.due_on, row.first_due_on) == (date(2026, 6, 8), date(2026, 6, 20), date(2026, 6, 20))
    assert row.unit_sees


def test_major_row_brings_its_five_implementations(ledger):
    take_in(ledger.office, ledger.campaign, book(MAJOR))

    row = Hazard.objects.get()
    assert (row.grade, row.clause, row.funds_yuan, row.state) == (
        "major",
        "Clause 7",
        Decimal("12000.00"),
        "rectifying",
    )


@pytest.mark.parametrize(
    "code", ["clause", "measures", "funds", "funds_source", "contingency", "responsible", "due_on"]
)
def test_major_row_is_refused_at_the_cell_that_is_missing(ledger, code):
    headings = list(MAJOR)

    run = take_in(ledger.office, ledger.campaign, book({**MAJOR, code: ""}, headings=headings))

    assert (told(run), Hazard.objects.count()) == ([(2, code, "")], 0)


def test_closed_without_a_fix_needs_a_reason(ledger):
    row = LEAST | {"status": "unfixed", "closed_on": "2026-06-19", "why": ""}

    refused = take_in(ledger.office, ledger.campaign, book(row))
    taken = take_in(ledger.office, ledger.campaign, book(row | {"why": "Torn down"}))

    assert told(refused) == [(2, "why", "")]
    assert (taken.rows_saved, Hazard.objects.get().why) == (1, "Torn down")


def test_same_file_again_changes_nothing(ledger):
    file = book(LEAST, MAJOR | {"description": "Cracked tank"}, FIXED | {"description": "Wire"})
    take_in(ledger.office, ledger.campaign, file)
    before = list(Hazard.objects.order_by("pk").values())

    run = take_in(ledger.office, ledger.campaign, file)

    assert (run.rows_total, run.rows_saved, run.rows_known) == (3, 0, 3)
    assert list(Hazard.objects.order_by("pk").values()) == before


def test_row_without_a_unit_is_known_again(ledger):
    row = {"description": "Open shaft", "place": "东街", "reported_on": "2026-06-08"}
    take_in(ledger.office, ledger.campaign, book(row))

    assert take_in(ledger.office, ledger.campaign, book(row)).rows_known == 1


def test_place_and_day_make_it_another_hazard(ledger):
    rows = [LEAST, LEAST | {"place": "2nd floor"}, LEAST | {"reported_on": "2026-06-09"}]

    assert take_in(ledger.office, ledger.campaign, book(*rows)).rows_saved == 3


def test_row_that_repeats_another_of_the_file_is_left_out_and_named(ledger):
    run = take_in(ledger.office, ledger.campaign, book(LEAST, LEAST))

    assert (run.rows_saved, run.rows_known) == (1, 1)
    assert run.remarks == ["Rows that repeat an earlier row of the file and were left out: 3."]


def test_number_of_another_hazard_is_refused(ledger):
    HazardFactory(campaign=ledger.campaign, serial=7, description="Another")

    run = take_in(ledger.office, ledger.campaign, book(LEAST | {"number": "2026-0007"}))

    assert (told(run), Hazard.objects.count()) == ([(2, "number", "2026-0007")], 1)


def test_number_finds_its_hazard_whose_place_was_corrected_meanwhile(ledger):
    HazardFactory(campaign=ledger.campaign, serial=7, description="Blocked exit", place="Hall", unit=ledger.unit)

    assert take_in(ledger.office, ledger.campaign, book(LEAST | {"number": "2026-0007"})).rows_known == 1


def test_foreign_number_is_replaced_and_said(ledger):
    run = take_in(ledger.office, ledger.campaign, book(LEAST | {"number": "YH-17"}))

    assert (run.rows_saved, Hazard.objects.get().number) == (1, "2026-0001")
    assert run.remarks == [
        "New hazards are numbered by the portal; the numbers in the file that it doesn't know are left out."
    ]


def test_numbers_go_on_by_the_year_of_the_report(ledger):
    LedgerCounter.objects.create(campaign=ledger.campaign, year=2026, last=41)

    take_in(ledger.office, ledger.campaign, book(LEAST, LEAST | {"reported_on": "2025-12-31"}))

    assert sorted(row.number for row in Hazard.objects.all()) == ["2025-0001", "2026-0042"]
    assert LedgerCounter.objects.get(year=2026).last == 42


def test_import_is_all_or_nothing_unless_the_good_rows_are_asked_for(ledger):
    file = book(LEAST, LEAST | {"unit": "No such", "place": "x"})

    refused = take_in(ledger.office, ledger.campaign, file)
    kept = take_in(ledger.office, ledger.campaign, file, keep_good=True)

    assert (refused.state, refused.rows_saved, kept.state, kept.rows_saved) == ("refused", 0, "done", 1)
    assert Hazard.objects.count() == 1


def test_dry_run_saves_nothing_and_takes_no_number(ledger):
    run = take_in(ledger.office, ledger.campaign, book(LEAST), dry_run=True)

    assert (run.rows_saved, Hazard.objects.count(), LedgerCounter.objects.count()) == (1, 0, 0)


def test_each_wrong_cell_is_named_with_what_it_held(ledger):
    wrong = {"unit": "Nobody", "category": "dance", "grade": "bad", "source": "?", "status": "odd", "funds": "-3"}
    wrong |= {"due_on": "10/6/2026", "production_stopped": "maybe", "violation": "x", "supervising": "Nobody"}

    run = take_in(ledger.office, ledger.campaign, book(LEAST | wrong), keep_good=True)

    assert {column: value for _row, column, value in told(run)} == wrong
    assert Hazard.objects.count() == 0


def test_missing_text_and_day_are_named(ledger):
    run = take_in(ledger.office, ledger.campaign, book({"unit": "县教育局", "description": "", "reported_on": ""}))

    assert told(run) == [(2, "description", ""), (2, "reported_on", "")]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"completed_on": "2026-06-01"}, "completed_on"),
        ({"closed_on": "2026-06-17"}, "closed_on"),
        ({"due_on": "2026-06-07"}, "due_on"),
        ({"reinspected_by": "Manager"}, "reinspected_by"),
        ({"closed_on": f"{timezone.localdate() + timedelta(1)}"}, "closed_on"),
        ({"status": "rectified"}, "reinspected_by"),
        ({"status": "rejected"}, "status"),
    ],
)
def test_what_cannot_have_been_is_refused(ledger, changes, column):
    run = take_in(ledger.office, ledger.campaign, book(FIXED | changes))

    assert (told(run)[0][1], Hazard.objects.count()) == (column, 0)


def test_headings_may_be_chinese_english_or_codes(ledger):
    row = {"单位": "县教育局", "HAZARD": "Blocked exit", "reported_on": "6月8日", "等级": "一般", "等次": "x"}

    run = take_in(ledger.office, ledger.campaign, book(row))

    assert (run.rows_saved, Hazard.objects.get().grade) == (1, "ordinary")
    assert run.remarks == ["Columns that are not known and were left out: 等次."]


def test_imported_hazard_says_in_its_history_who_imported_what(ledger):
    take_in(ledger.office, ledger.campaign, book(LEAST, LEAST | {"place": "Hall"}))

    told = [(entry.label, entry.by, entry.why) for row in Hazard.objects.all() for entry in history_of(row)]

    assert told == [("insert", "Officer", "Import of hazards.xlsx")] * 2


def test_liaison_enters_own_checks_for_the_own_units_only(ledger):
    UnitFactory(name="第一小学", parent=ledger.unit)
    rows = [LEAST, LEAST | {"unit": "第一小学"}, LEAST | {"unit": "执法大队"}, {**LEAST, "unit": "", "place": "x"}]

    run = take_in(ledger.liaison, ledger.campaign, book(*rows), keep_good=True)

    assert [(row.unit.name, row.source.code, row.unit_sees) for row in Hazard.objects.order_by("pk")] == [
        ("县教育局", "self_check", True),
        ("第一小学", "self_check", True),
    ]
    assert told(run) == [(4, "unit", "执法大队"), (5, "unit", "")]


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"source": "public"}, "source"),
        ({"status": "fixed"}, "status"),
        ({"grade": "major"}, "grade"),
        ({"due_on": "2026-06-20"}, "due_on"),
    ],
)
def test_liaison_states_nothing_that_the_office_decides(ledger, changes, column):
    run = take_in(ledger.liaison, ledger.campaign, book(LEAST | changes))

    assert ({problem[1] for problem in told(run)}, Hazard.objects.count()) == ({column}, 0)


def test_inspector_enters_for_others_but_never_for_the_own_unit(ledger):
    rows = [LEAST, LEAST | {"unit": "执法大队"}]

    run = take_in(ledger.inspector, ledger.campaign, book(*rows), keep_good=True)

    assert (Hazard.objects.get().source.code, told(run)) == ("inspection", [(3, "unit", "执法大队")])


def test_unit_learns_nothing_of_a_report_about_it(ledger):
    """The same words reported by the public: the unit's own row comes about as if there were none."""
    HazardFactory(campaign=ledger.campaign, unit=ledger.unit, serial=7, description="Blocked exit", place="")

    run = take_in(ledger.liaison, ledger.campaign, book(LEAST, LEAST | {"number": "2026-0007", "place": "Hall"}))

    assert (run.rows_saved, run.rows_known, run.problems) == (2, 0, [])


@pytest.mark.parametrize("who", ["leader", "admin"])
def test_who_may_not_enter_imports_nothing(ledger, who):
    person = UserFactory(role=who, unit=ledger.campaign.area)

    run = take_in(person, ledger.campaign, book(LEAST))

    assert (run.state, Hazard.objects.count()) == ("refused", 0)


def test_archived_ledger_takes_no_import(ledger):
    ledger.campaign.state = "archived"
    ledger.campaign.save()

    assert take_in(ledger.office, ledger.campaign, book(LEAST)).state == "refused"
