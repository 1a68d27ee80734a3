"""Out to a workbook and in again: nothing changes; in an empty ledger the same hazards come about."""

import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.tests.factories import UserFactory
from campaigns.tests.factories import CampaignFactory
from inspections.models import Hazard, HazardCategory, HazardSource, Listing, Penalty, Report, Reward, RewardRule
from inspections.tests.factories import HazardFactory
from inspections.tests.workbook_files import LEAST, book, exported, read, take_in
from tests.drawn import examples
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "  =2+2", "＝1+1", "＋1", "－1", "＠x", '=HYPERLINK("http://x","y")']
SHARED = [
    "unit",
    "supervising",
    "description",
    "place",
    "part",
    "category",
    "source",
    "grade",
    "clause",
    "violation",
    "responsible",
    "measures",
    "funds_yuan",
    "funds_source",
    "due_on",
    "contingency",
    "interim_control",
    "production_stopped",
    "notice_no",
    "reported_on",
    "accepted_on",
    "checked_on",
    "state",
    "why",
    "cost_yuan",
    "closed_on",
]

words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
short = words.map(lambda text: text.strip()[:80].strip())
money = st.none() | st.decimals(0, 10**9, places=2)
days = st.integers(0, 60).map(lambda n: date(2026, 5, 1) + timedelta(days=n))
hazards = st.lists(
    st.fixed_dictionaries(
        {
            "description": short.filter(bool),
            "place": short,
            "part": short,
            "interim_control": short,
            "notice_no": short.map(lambda text: text[:60].strip()),
            "reported_on": days,
            "state": st.sampled_from(["reported", "accepted", "graded", "rectifying", "unfixed"]),
            "category": st.sampled_from([None, "fire", "gas"]),
            "source": st.sampled_from(["media", "alarm", "public"]),
            "violation": st.sampled_from(["", "orders"]),
            "funds_yuan": money,
            "production_stopped": st.booleans(),
        }
    ),
    max_size=6,
    unique_by=lambda facts: (facts["description"], facts["place"], facts["reported_on"]),
)


def make(ledger, facts):
    category = facts["category"] and HazardCategory.objects.get(code=facts["category"])
    days = {"accepted_on": None, "accepted_by": None}
    if facts["state"] != "reported":
        days = {"accepted_on": facts["reported_on"], "accepted_by": ledger.office}
    if facts["state"] == "unfixed":
        days |= {"closed_on": date(2026, 7, 30), "closed_by": ledger.office}
    if facts["state"] == "rectifying":
        days |= {"due_on": date(2026, 8, 1)}
    source = HazardSource.objects.get(code=facts["source"])
    return HazardFactory(
        campaign=ledger.campaign, unit=ledger.unit, **facts | days | {"category": category, "source": source}
    )


def everything(campaign):
    return sorted(
        (tuple(getattr(row, name) for name in SHARED) for row in Hazard.objects.filter(campaign=campaign)), key=repr
    )


@given(records=hazards)
@settings(max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_ledger_comes_back_as_it_went_out(ledger, records):
    with transaction.atomic():
        for facts in records:
            make(ledger, facts)
        file = exported(ledger.campaign, ledger.office)
        again = take_in(ledger.office, ledger.campaign, file)
        empty = CampaignFactory(area=ledger.campaign.area, state="closing")

        anew = take_in(ledger.office, empty, file)

        assert (again.rows_saved, again.rows_known, again.problems) == (0, len(records), [])
        assert (anew.rows_saved, anew.problems) == (len(records), [])
        assert everything(empty) == everything(ledger.campaign)
        transaction.set_rollback(True)


def test_texts_that_look_like_formulas_stay_texts(ledger):
    rows = [LEAST | {"description": text, "place": text, "responsible": text} for text in FORMULAS]
    take_in(ledger.office, ledger.campaign, book(*rows))

    file = exported(ledger.campaign, ledger.office)

    found = read(file.read())
    assert [row["Hazard"] for row in found] == [text.strip() for text in FORMULAS]
    assert [row["Responsible person"] for row in found] == [text.strip() for text in FORMULAS]
    assert "<f>" not in zipfile.ZipFile(file).read("xl/worksheets/sheet1.xml").decode()
    assert take_in(ledger.office, ledger.campaign, file).rows_known == len(FORMULAS)


def reported(ledger):
    """A public hazard of the unit, closed, with what was paid for it and what it cost the firm."""
    facts = {"source": HazardSource.objects.get(code="public"), "state": "fixed", "grade": "major"}
    row = HazardFactory(campaign=ledger.campaign, unit=ledger.unit, **facts)
    Report.objects.create(
        hazard=row, description="The boss locks it", locator="ABC123", secret_hash="x", received_on=row.reported_on
    )
    people = [UserFactory() for _time in range(2)]
    facts = {"proposed_by": people[0], "computed_by": people[0], "rule": RewardRule.objects.first()}
    Reward.objects.create(
        hazard=row, state="computed", grounds="x", amount_yuan=3000, fine_yuan=20000, token="T0KEN", **facts
    )
    Penalty.objects.create(
        campaign=ledger.campaign,
        hazard=row,
        unit=ledger.unit,
        basis="Art. 99",
        decided_on="2026-06-20",
        firm_yuan=20000,
        person_yuan=1500,
        person_post="Manager",
        by=people[0],
    )
    Listing.objects.create(
        hazard=row, listed_by_unit=ledger.unit, listed_on="2026-06-10", public_on="2026-06-12", by=people[0]
    )
    return row


def test_office_reads_the_whole_official_ledger(ledger):
    reported(ledger)

    (row,) = read(exported(ledger.campaign, ledger.office).read())

    assert len(row) == 48
    assert (row["Source"], row["Reward in yuan"]) == ("Public report", 3000)
    assert row["Penalty"] == "2026-06-20 firm 20000 yuan person 1500 yuan"
    assert [str(row[name]) for name in ("Listed on", "Listing public on")] == ["2026-06-10", "2026-06-12"]


def test_unit_reads_neither_where_it_came_from_nor_what_was_paid(ledger):
    reported(ledger)

    (row,) = read(exported(ledger.campaign, ledger.liaison, Hazard.objects.visible_to(ledger.liaison)).read())

    assert [row[name] for name in ("Source", "Entered by", "Reward in yuan")] == ["", "", ""]


@pytest.mark.parametrize("who", ["office", "liaison"])
def test_nothing_of_a_reporter_is_in_an_export(ledger, who):
    hazard = reported(ledger)
    person = getattr(ledger, who)

    content = exported(ledger.campaign, person, Hazard.objects.filter(pk=hazard.pk)).read()

    told = {str(value) for row in read(content) for value in row.values()}
    assert told.isdisjoint({"The boss locks it", "ABC123", "T0KEN"})


def test_export_costs_the_same_queries_for_1_and_20_rows(ledger, django_assert_max_num_queries):
    def add():
        HazardFactory(campaign=ledger.campaign, unit=UnitFactory(parent=ledger.campaign.area), state="fixed")

    add()
    exported(ledger.campaign, ledger.office)
    with django_assert_max_num_queries(60) as one:
        exported(ledger.campaign, ledger.office)
    for _time in range(19):
        add()
    with django_assert_max_num_queries(60) as many:
        exported(ledger.campaign, ledger.office)

    assert len(many) == len(one)


def test_amounts_come_back_to_the_fen(ledger):
    take_in(ledger.office, ledger.campaign, book(LEAST | {"funds": "12,000.50", "cost": "¥800"}))

    row = Hazard.objects.get()
    assert (row.funds_yuan, row.cost_yuan) == (Decimal("12000.50"), Decimal("800.00"))
