"""What reminders and feeds hear of hazards: kind, whose it is, since when and until when."""

from datetime import date, timedelta

import pytest
from django.utils import timezone, translation

from accounts.tests.factories import UserFactory
from inspections.models import Extension, Hazard, HazardSource, Listing, LookBack, Report
from inspections.selectors.duties import SOURCES
from inspections.services.working import grade_hazard, order_rectification, reopen_hazard
from inspections.tests.factories import HazardFactory, PenaltyFactory, ReportFactory, RewardFactory
from notifications.duties import open_duties, still_open
from units.tests.factories import UnitFactory

OFFICE, UNIT = "office", "unit"
LATE_PLAN = {"funds_yuan": None, "contingency": ""}


def of(kind, **asked):
    source = next(source for source in SOURCES if source.kind == kind)
    return list(source.find_open(**asked))


def owed():
    """Whoever asks for all: kind, item without its key, owner, since, due."""
    duties = [duty for source in SOURCES for duty in source.find_open()]
    return [
        (duty.kind, duty.item.split("-")[-1], OFFICE if duty.is_of_office else UNIT, duty.since, duty.due_on)
        for duty in duties
    ]


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        (
            {"state": "reported"},
            [("hazard-accept", "accept_days", OFFICE, date(2026, 6, 8), date(2026, 6, 11))],
        ),
        ({"state": "accepted"}, []),
        ({"state": "graded"}, []),
        ({"state": "graded", "grade": "major"}, []),
        (
            {"state": "graded", "grade": "major", "graded_on": date(2026, 6, 10), **LATE_PLAN},
            [("hazard-five", "five", UNIT, date(2026, 6, 10), date(2026, 6, 10))],
        ),
        (
            {"state": "rectifying", "ordered_on": date(2026, 6, 10)},
            [("hazard-rectify", "rectify", UNIT, date(2026, 6, 10), date(2026, 6, 20))],
        ),
        # Of a ledger kept elsewhere the day of the order isn't known: it was accepted on June 9.
        (
            {"state": "rectifying"},
            [("hazard-rectify", "rectify", UNIT, date(2026, 6, 9), date(2026, 6, 20))],
        ),
        (
            {"state": "rectified"},
            [("hazard-reinspect", "acceptance_visit", OFFICE, date(2026, 6, 18), date(2026, 6, 29))],
        ),
        ({"state": "fixed"}, []),
        ({"state": "unfixed"}, []),
        ({"state": "rejected"}, []),
    ],
)
def test_each_state_owes_its_step(hazard_of, facts, found):
    hazard_of(**({"responsible": "Manager", "due_on": date(2026, 6, 20)} if "grade" in facts else {}) | facts)

    assert owed() == found


def test_a_report_is_checked_in_sixty_days_and_its_reporter_told_in_ten(case):
    case.reported(state="accepted")
    case.reported(state="fixed")

    # Sixty days after June 9 is a Saturday; ten after June 25 a Sunday.
    assert owed() == [
        ("hazard-check", "public_case_days", OFFICE, date(2026, 6, 9), date(2026, 8, 10)),
        ("hazard-tell-reporter", "tell_reporter_days", OFFICE, date(2026, 6, 25), date(2026, 7, 6)),
    ]


def test_who_reported_it_again_is_told_too_and_after_a_reopening_once_more(case):
    first = case.reported()
    again = ReportFactory(hazard__state="duplicate", hazard__duplicate_of=first, hazard__campaign=case.campaign)
    Report.objects.filter(hazard=first).update(told_on=date(2026, 6, 24), told_by=case.office)

    duties = of("hazard-tell-reporter")

    assert {duty.item for duty in duties} == {
        f"report-{first.report.pk}-tell_reporter_days",
        f"report-{again.pk}-tell_reporter_days",
    }
    assert {duty.subject for duty in duties} == {f"hazard-{first.pk}"}
    Report.objects.update(told_on=date(2026, 6, 25), told_by=case.office)
    assert of("hazard-tell-reporter") == []


def test_extensions_listings_look_backs_and_rewards_are_the_offices(case, hazard_of):
    extension_of(hazard_of("rectifying"), case.liaison)
    listed = hazard_of("fixed", grade="major")
    Listing.objects.create(
        hazard=listed,
        listed_by_unit=case.unit,
        listed_on=date(2026, 6, 10),
        filed_on=date(2026, 6, 11),
        delisted_on=date(2026, 6, 25),
        delisted_why="Mended",
        by=case.office,
    )
    LookBack.objects.create(hazard=listed, reason="major", due_on=date(2026, 7, 27))
    paid(case, "claimed", date(2026, 6, 22))
    paid(case, "told", date(2026, 6, 22))

    found = [line for line in owed() if line[0] not in ("hazard-rectify", "hazard-tell-reporter")]

    assert found == [
        ("hazard-extension", "extension_answer", OFFICE, date(2026, 6, 8), date(2026, 6, 23)),
        ("hazard-listing", "listing_public", OFFICE, date(2026, 6, 10), date(2026, 6, 17)),
        ("hazard-listing", "result_public", OFFICE, date(2026, 6, 25), date(2026, 7, 2)),
        ("hazard-look-back", "look_back", OFFICE, date(2026, 6, 25), date(2026, 7, 27)),
        ("reward-payment", "reward_paid", OFFICE, date(2026, 6, 22), date(2026, 7, 6)),
    ]


def test_an_extension_of_what_was_given_up_needs_no_answer(case, hazard_of):
    extension_of(hazard_of("unfixed"), case.liaison)

    assert owed() == []


def test_who_was_named_re_inspects_as_long_as_they_work_here(inspector, hazard_of):
    hazard_of("rectified", reinspector=inspector)
    own = hazard_of("rectified", reinspector=UserFactory(role="inspector"))
    Hazard.objects.filter(pk=own.pk).update(accepted_by=own.reinspector_id)

    assert [duty.people for duty in of("hazard-reinspect")] == [(inspector.pk,), ()]
    inspector.posts.update(valid_from=date(2020, 1, 1), valid_until=date(2020, 12, 31))
    assert [duty.is_of_office for duty in of("hazard-reinspect")] == [True, True]


@pytest.mark.parametrize(("state", "found"), [("running", 1), ("closing", 1), ("draft", 0), ("archived", 0)])
def test_only_campaigns_that_go_on_owe_something(hazard_of, state, found):
    hazard = hazard_of("rectifying")
    type(hazard.campaign).objects.filter(pk=hazard.campaign_id).update(state=state)

    assert len(owed()) == found


def test_until_a_day_leaves_out_what_is_due_later(hazard_of):
    hazard_of("reported")
    hazard_of("rectifying")

    assert [duty.kind for duty in open_duties(until=date(2026, 6, 11))] == ["hazard-accept"]
    assert [duty.kind for duty in open_duties(until=date(2026, 6, 20))] == ["hazard-accept", "hazard-rectify"]
    assert open_duties(until=date(2026, 6, 10)) == []


def test_below_a_unit_is_what_it_owes_and_below_the_area_what_its_office_owes_too(case, hazard_of):
    hazard_of("rectifying", unit=UnitFactory(parent=case.unit))
    hazard_of("rectifying", unit=UnitFactory(parent=case.campaign.area))
    hazard_of("reported")
    HazardFactory(state="reported")

    assert [duty.kind for duty in open_duties(below=case.unit.path)] == ["hazard-rectify"]
    area = open_duties(below=case.campaign.area.path)
    assert [duty.kind for duty in area] == ["hazard-accept", "hazard-rectify", "hazard-rectify"]


def test_what_is_done_meanwhile_is_no_longer_open(hazard_of):
    hazard, other = hazard_of("rectifying"), hazard_of("rectifying")
    keys = [(duty.kind, duty.item, duty.due_on) for duty in open_duties()]
    Hazard.objects.filter(pk=hazard.pk).update(due_on=date(2026, 7, 1))

    assert still_open(keys) == {("hazard-rectify", f"hazard-{other.pk}-rectify", date(2026, 6, 20))}


def test_a_relapse_is_owed_anew_by_its_first_deadline(case, hazard_of):
    hazard = hazard_of("fixed", first_due_on=date(2026, 6, 15), ordered_on=date(2026, 6, 10))
    reopen_hazard(hazard, by=case.office, why="Blocked again")

    duty = of("hazard-rectify")[0]

    assert (duty.item, duty.due_on) == (f"hazard-{hazard.pk}-rectify-1", date(2026, 6, 15))
    assert str(duty.reason) == "Reopened because the fix did not hold; the first deadline stays."


def test_grading_and_order_note_their_day(case, hazard_of):
    hazard = hazard_of("accepted")
    grade_hazard(hazard, by=case.office, grade="ordinary", unit=case.unit, checked_on=date(2026, 6, 9))
    order_rectification(hazard, by=case.office, responsible="Manager", due_on=date(2126, 6, 20))

    hazard.refresh_from_db()
    assert (hazard.graded_on, hazard.ordered_on) == (timezone.localdate(), timezone.localdate())


def test_reasons_are_said_in_the_readers_language(hazard_of):
    hazard_of("graded", grade="major", graded_on=date(2026, 6, 10), **LATE_PLAN)
    duty = of("hazard-five")[0]

    assert str(duty.reason) == (
        "Graded as a major hazard on 10 June. Still missing: responsible person, funds, deadline, contingency plan."
    )
    with translation.override("zh-hans"):
        assert str(duty.reason) == "6月10日被评定为重大隐患，尚缺：责任人、整改资金、整改期限、应急预案。"


def test_what_the_public_told_goes_by_its_number(case):
    public = HazardSource.objects.get(code="public")
    told = {"source": public, "description": "My name is Zhang, call 13800000000"}
    rows = [case.reported(state=state, **told) for state in ("reported", "accepted", "fixed")]
    reward = paid(case, "claimed", date(2026, 6, 22))

    found = [(duty.number, duty.name, str(duty.reason)) for duty in open_duties() if duty.kind != "hazard-look-back"]

    assert [name for _number, name, _why in found][:3] == [row.number for row in rows]
    assert [name for _number, name, _why in found][-1] == reward.token
    assert not any("Zhang" in "".join(line) or case.unit.name in "".join(line) for line in found)


def test_what_the_unit_owes_has_number_and_title_and_the_offices_the_unit_too(hazard_of, case):
    own, waiting = hazard_of("rectifying"), hazard_of("rectified")

    assert [(duty.number, duty.name, duty.unit_id) for duty in open_duties()] == [
        (own.number, own.title, case.unit.pk),
        (waiting.number, f"{waiting.title} ({case.unit})", None),
    ]


@pytest.mark.parametrize("number", [1, 20])
def test_twenty_take_the_queries_of_one(case, hazard_of, number, django_assert_num_queries):
    for _time in range(number):
        one_of_each(case, hazard_of)

    # Per kind its rows and two for the terms; the posts of re-inspectors and the penalties of rewards.
    with django_assert_num_queries(10 * 3 + 2):
        found = [duty for source in SOURCES for duty in source.find_open()]
        said = [str(duty.reason) for duty in found]

    assert len(said) == number * 12


def one_of_each(case, hazard_of):
    hazard_of("reported")
    case.reported(state="accepted")
    hazard_of("graded", grade="major", **LATE_PLAN)
    hazard = hazard_of("rectifying", grade="major")
    extension_of(hazard, case.liaison)
    Listing.objects.create(hazard=hazard, listed_by_unit=case.unit, listed_on=date(2026, 6, 10), by=case.office)
    hazard_of("rectified", reinspector=UserFactory(role="inspector"))
    LookBack.objects.create(hazard=hazard_of("fixed"), reason="major", due_on=date(2026, 7, 27))
    paid(case, "claimed", date(2026, 6, 22))
    case.reported()


def extension_of(hazard, person):
    due_on = date(2026, 6, 20)
    days = {"old_due_on": due_on, "new_due_on": due_on + timedelta(30)}
    asked = {"asked_on": date(2026, 6, 8), "asked_by": person, "answer_due_on": date(2026, 6, 23)}
    return Extension.objects.create(hazard=hazard, why="Parts", **days, **asked)


def paid(case, state, executed_on):
    """A reward in this state, whose fine was paid on the day; its reporter knows the result already."""
    hazard = case.reported()
    PenaltyFactory(hazard=hazard, executed_on=executed_on)
    return RewardFactory(hazard=hazard, state=state)
