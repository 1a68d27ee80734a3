from datetime import UTC, datetime
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from campaigns.models import Assignment, UnitAssignment
from campaigns.tests.factories import (
    AssignmentFactory,
    AssignmentQuotaFactory,
    IndicatorFactory,
    PlanItemFactory,
    UnitAssignmentFactory,
)
from units.tests.factories import UnitFactory, UnitKindFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_office(client, office):
    client.force_login(office)
    return client


@pytest.fixture
def at_unit(client, liaison):
    client.force_login(liaison)
    return client


@pytest.fixture
def new(campaign):
    return reverse("campaigns:assignment_new", args=[campaign.slug])


def address(name, record):
    campaign = getattr(record, "campaign", None) or record.assignment.campaign
    return reverse(f"campaigns:{name}", args=[campaign.slug, record.pk])


def typed(rows=(), **changed):
    facts = {
        "title": "Drills",
        "answer": "activities",
        "due_at": "2099-06-25T18:00",
        "quota-TOTAL_FORMS": str(max(len(rows), 1)),
        "quota-INITIAL_FORMS": "0",
    }
    for number, (indicator, at_least) in enumerate(rows):
        facts |= {f"quota-{number}-indicator": indicator, f"quota-{number}-at_least": at_least}
    return facts | changed


def test_assignment_new_takes_title_and_item_from_the_plan(at_office, campaign, new):
    item = PlanItemFactory(campaign=campaign, title="Drills")

    form = at_office.get(f"{new}?plan_item={item.pk}").context["form"]

    assert (form["title"].value(), form["plan_item"].value()) == ("Drills", item.pk)


def test_assignment_new_saves_quotas(at_office, new):
    materials = IndicatorFactory(code="materials")

    at_office.post(new, typed([("", "2"), (materials.pk, "500")]))

    quotas = Assignment.objects.get().quotas.all()
    assert [(quota.indicator, quota.at_least) for quota in quotas] == [(None, 2), (materials, 500)]


def test_assignment_new_reads_the_due_time_in_the_countys_zone(at_office, new):
    at_office.post(new, typed())

    assert Assignment.objects.get().due_at.isoformat() == "2099-06-25T10:00:00+00:00"


def test_assignment_new_asks_one_activity_without_a_number(at_office, new):
    at_office.post(new, typed())

    assert [(quota.indicator, quota.at_least) for quota in Assignment.objects.get().quotas.all()] == [(None, 1)]


def test_assignment_new_asks_no_number_for_a_sentence(at_office, new):
    at_office.post(new, typed([("", "2")], answer="sentence"))

    assert Assignment.objects.get().quotas.count() == 0


def test_more_rows_saves_nothing_and_keeps_what_was_typed(at_office, new):
    page = at_office.post(new, typed([("", "2")], more="1"))

    assert len(page.context["quotas"].forms) == 4
    assert page.context["form"]["title"].value() == "Drills"
    assert Assignment.objects.count() == 0


@pytest.mark.parametrize(
    ("rows", "changed"),
    [
        ([("", "0")], {}),
        ([("", "-1")], {}),
        ([("", "9" * 30)], {}),
        ([("", "2"), ("", "3")], {}),
        ([("999999", "2")], {}),
        ([], {"due_at": "tomorrow"}),
        ([], {"title": ""}),
        ([], {"answer": "song"}),
        ([], {"plan_item": "99999999999999999999"}),
        ([], {"quota-TOTAL_FORMS": "x"}),
        ([], {"quota-TOTAL_FORMS": "x", "more": "1"}),
        ([], {"files": [SimpleUploadedFile("a.js", b"x")]}),
    ],
)
def test_assignment_new_answers_bad_input_on_the_page(at_office, new, rows, changed):
    assert at_office.post(new, typed(rows, **changed)).status_code == 200
    assert Assignment.objects.count() == 0


def test_assignment_edit_shows_both_versions_to_the_second(at_office, campaign):
    draft = AssignmentFactory(campaign=campaign, state="draft", title="Drills", version=2)

    answer = at_office.post(address("assignment_edit", draft), typed(title="Mine", version="1"))

    (title,) = [row for row in answer.context["conflict"].differences if row.label == "Title"]
    assert (title.theirs, title.yours) == ("Drills", "Mine")


def test_assignment_units_adds_kinds_hand_and_plan_units_once(at_office, campaign, unit):
    item = PlanItemFactory(campaign=campaign, lead=unit)
    school = UnitFactory(parent=campaign.area, kind=UnitKindFactory(code="school"))
    draft = AssignmentFactory(campaign=campaign, state="draft", plan_item=item)
    data = {"of_plan_item": "on", "kinds": [school.kind.pk], "units": [unit.pk, school.pk]}

    at_office.post(address("assignment_units", draft), data)

    assert set(draft.units.values_list("unit", flat=True)) == {unit.pk, school.pk}


def test_assignment_units_refuses_nobody(at_office, campaign):
    draft = AssignmentFactory(campaign=campaign, state="draft")

    form = at_office.post(address("assignment_units", draft), {}).context["form"]

    assert form.non_field_errors() == ["Choose at least one kind or one unit."]


def test_assignment_units_remove_takes_the_ticked_ones(at_office, campaign, unit):
    draft = AssignmentFactory(campaign=campaign, state="draft")
    UnitAssignmentFactory(assignment=draft, unit=unit)
    kept = UnitAssignmentFactory(assignment=draft)

    at_office.post(address("assignment_units_remove", draft), {"unit": [unit.pk, "x"]})

    assert list(draft.units.all()) == [kept]


def test_assignment_shows_who_has_not_answered_to_copy(at_office, campaign):
    assignment = AssignmentFactory(campaign=campaign)
    for name in "BA":
        UnitAssignmentFactory(assignment=assignment, unit=UnitFactory(parent=campaign.area, name=name))

    page = at_office.get(f"{address('assignment', assignment)}?state=silent")

    assert page.context["names"] == "A\nB"


def test_a_unit_goes_straight_to_its_own_share(at_unit, campaign, unit):
    share = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unit)

    assert at_unit.get(address("assignment", share.assignment)).url == share.get_absolute_url()


def test_a_unit_answers_with_a_sentence(at_unit, campaign, unit):
    share = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, answer="sentence"), unit=unit)

    at_unit.post(address("share_answer", share), {"text": "Two people"})

    share.refresh_from_db()
    assert share.answer_text == "Two people"


def test_a_unit_has_to_add_the_document(at_unit, campaign, unit):
    share = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign, answer="document"), unit=unit)

    form = at_unit.post(address("share_answer", share), {"text": "See below"}).context["form"]

    assert (list(form.errors), form["text"].value()) == (["files"], "See below")


def test_the_office_accepts_an_answer_with_one_press(at_office, campaign, unit, liaison):
    share = UnitAssignmentFactory(
        assignment=AssignmentFactory(campaign=campaign, answer="sentence"),
        unit=unit,
        answered_at="2026-06-02T08:00+08:00",
        answered_by=liaison,
    )

    at_office.post(address("share_accept", share))

    assert UnitAssignment.objects.get().state == "done"


def test_waiving_needs_a_reason(at_office, campaign, unit):
    share = UnitAssignmentFactory(assignment=AssignmentFactory(campaign=campaign), unit=unit)

    form = at_office.post(address("share_waive", share), {"why": " "}).context["form"]

    assert list(form.errors) == ["why"]
    assert UnitAssignment.objects.get().state == "open"


def test_shares_export_holds_quotas_with_their_qualifier(at_office, campaign, unit):
    quota = AssignmentQuotaFactory(assignment__campaign=campaign, at_least=2)
    share = UnitAssignmentFactory(assignment=quota.assignment, unit=unit)
    share.answers.create(quota=quota, value=40, qualifier="over")

    answer = at_office.get(address("shares_export", share.assignment))

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[4] for row in rows] == ["at least 2 activities", "40+"]


def test_enter_in_a_field_saves_and_adds_no_rows(at_office, new):
    page = at_office.get(new).content.decode()

    first = page[page.index('type="submit"', page.index("data-once")) :]
    assert 'name="more"' not in first[: first.index("</button>")]


@pytest.mark.parametrize("year, warned", [(2020, True), (2099, False)])
def test_draft_of_an_assignment_warns_of_a_time_that_has_passed(at_office, campaign, year, warned):
    due_at = datetime(year, 6, 1, 9, tzinfo=UTC)
    assignment = AssignmentFactory(campaign=campaign, state=Assignment.State.DRAFT, due_at=due_at)

    page = at_office.get(address("assignment", assignment)).content.decode()

    assert ("The due time has already passed" in page) is warned
