"""The page of a hazard: the next step of each role, and what the unit is not told."""

from datetime import date

import pytest
from django.urls import reverse

from accounts.tests.factories import UserFactory
from activities.tests.photo_files import photo, upload
from inspections.models import Hazard, HazardPhoto, HazardSource
from inspections.selectors.duplicates import suggestions_for
from inspections.selectors.timeline import timeline_of
from inspections.services import sorting, working
from inspections.tests.factories import HazardFactory, ReportFactory
from inspections.tests.photo_rows import stored_photo
from units.tests.factories import UnitFactory

NEXT = {
    ("office", "reported"): "hazard_accept",
    ("office", "accepted"): "hazard_grade",
    ("office", "graded"): "hazard_order",
    ("office", "rectifying"): None,
    ("office", "rectified"): "hazard_reinspect",
    ("office", "fixed"): None,
    ("liaison", "graded"): "hazard_plan",
    ("liaison", "rectifying"): "hazard_rectify",
    ("liaison", "rectified"): None,
}


@pytest.fixture
def page(signed_in):
    def of(hazard, person):
        return signed_in(person).get(hazard.get_absolute_url())

    return of


@pytest.mark.parametrize(("who", "state"), NEXT)
def test_next_step_of_each_role_is_the_blue_one(case, hazard_of, page, who, state):
    context = page(hazard_of(state), getattr(case, who)).context

    act = context["next_act"]
    assert (act.address.partition(":")[2] if act else None) == NEXT[who, state]


def test_major_hazard_is_planned_before_it_is_ordered(case, hazard_of, page):
    hazard = hazard_of("graded", grade="major", measures="")

    assert page(hazard, case.office).context["next_act"].address == "inspections:hazard_plan"


def test_called_inspector_is_asked_to_reinspect(hazard_of, inspector, page):
    hazard = hazard_of("rectified", reinspector=inspector)

    assert page(hazard, inspector).context["next_act"].address == "inspections:hazard_reinspect"


def test_leader_reads_and_does_nothing(case, hazard_of, page):
    context = page(hazard_of("reported"), UserFactory(role="leader", unit=case.campaign.area)).context

    assert (context["next_act"], context["acts"]) == (None, [])


def test_unit_reads_neither_source_nor_the_words_of_the_reporter(case, hazard_of, page):
    source = HazardSource.objects.get(code="employee")
    hazard = hazard_of(source=source, description="MARKER I saw it from my desk", reported_at=None)
    sorting.accept_hazard(hazard, by=case.office, description="Blocked exit")
    working.grade_hazard(hazard, by=case.office, grade="ordinary", unit=case.unit)

    text = page(hazard, case.liaison).content.decode()

    assert ("Blocked exit" in text, "MARKER" in text, source.name_en in text) == (True, False, False)


def test_unit_reads_no_reasons_from_before_it_was_shown_the_hazard(case, hazard_of, page):
    hazard = hazard_of()
    sorting.reject_hazard(hazard, by=case.office, why="MARKER the reporter is drunk")
    sorting.take_back(hazard, by=case.office, why="MARKER he came by")
    sorting.accept_hazard(hazard, by=case.office)
    working.grade_hazard(hazard, by=case.office, grade="ordinary", unit=case.unit)
    hazard.refresh_from_db()

    told = [(event.title, event.by, event.quote) for event in timeline_of(hazard, case.liaison)]

    assert told[:2] == [("Graded: Ordinary", case.office.name, ""), ("Accepted", "", "")]
    assert ("MARKER" in str(told), "MARKER" in page(hazard, case.liaison).content.decode()) == (False, False)


def test_timeline_tells_the_office_each_step_and_who_was_told(case, hazard_of):
    hazard = hazard_of("graded")
    working.order_rectification(hazard, by=case.office, responsible="Li", due_on=date(2026, 7, 1))
    working.file_completion(hazard, by=case.liaison, done="Cleared", new_photos=[photo()])
    working.reinspect(hazard, by=case.second, passed=False, note="Still loose")
    hazard.refresh_from_db()

    found = {event.title: event.quote for event in timeline_of(hazard, case.office)}

    assert (found["Completion filed"], found["Re-inspected: not yet mended"]) == ("Cleared", "Still loose")
    assert f"Told {case.unit}" in found


def test_timeline_of_a_public_report_starts_with_a_day_and_no_hour(case, hazard_of):
    hazard = hazard_of(reported_at=None)

    [first] = timeline_of(hazard, case.office)

    assert (first.title, first.at, first.detail) == ("Reported: Inspection", None, "8 June")


def test_timeline_takes_the_same_queries_for_few_and_many_steps(case, hazard_of, django_assert_num_queries):
    hazard = hazard_of()
    assert case.office.role == "office"
    with django_assert_num_queries(6):
        timeline_of(hazard, case.office)
    for _ in range(10):
        sorting.reject_hazard(hazard, by=case.office, why="No")
        sorting.take_back(hazard, by=case.office, why="Yes")

    with django_assert_num_queries(6):
        assert len(timeline_of(hazard, case.office)) == 21


def test_photos_stand_before_and_after(case, hazard_of, page):
    hazard = hazard_of("rectifying")
    before = stored_photo(hazard, number=1)
    working.file_completion(hazard, by=case.liaison, done="Cleared", new_photos=[photo(2)])
    first = HazardPhoto.objects.get(stage="after")
    working.reinspect(hazard, by=case.office, passed=False, note="No")
    working.file_completion(hazard, by=case.liaison, done="Again", new_photos=[photo(3)])

    shown = page(hazard, case.office).context["evidence"]

    after = HazardPhoto.objects.filter(stage="after").exclude(pk=first.pk).get()
    assert (shown.before, shown.after, [photos for _row, photos in shown.earlier]) == ([before], [after], [[first]])


def test_both_sides_of_a_duplicate_are_linked(case, hazard_of, page):
    first = hazard_of("rectifying")
    second = hazard_of("duplicate", duplicate_of=first)

    assert page(first, case.office).context["duplicates"] == [second]
    assert page(second, case.office).context["first"] == first


def test_suggestions_put_the_place_before_the_unit(case, hazard_of):
    hazard = hazard_of(place="Chaoyang Road market, east gate", latitude="36.10000", longitude="120.10000")
    elsewhere = UnitFactory(parent=case.campaign.area)
    same_unit = hazard_of(place="Dongling")
    near = hazard_of(unit=elsewhere, latitude="36.10100", longitude="120.10100")
    both = hazard_of(place="chaoyang road market, east gate")
    hazard_of(unit=elsewhere, place="Jianshe Road")
    hazard_of("rejected", place=hazard.place)
    hazard.refresh_from_db()

    found = suggestions_for(hazard, case.office)

    assert [row.hazard for row in found] == [both, near, same_unit]
    assert [row.grounds for row in found] == [["same unit", "same place"], ["within 150 metres"], ["same unit"]]


def test_hazard_without_unit_and_place_has_no_suggestions(case, hazard_of):
    hazard_of(place="")

    assert suggestions_for(HazardFactory(campaign=case.campaign, unit=None), case.office) == []


def test_late_click_is_told_on_the_hazards_page(case, hazard_of, signed_in):
    hazard = hazard_of("rectifying")

    answer = signed_in(case.office).get(reverse("inspections:hazard_accept", args=[hazard.pk]), follow=True)

    assert answer.redirect_chain == [(hazard.get_absolute_url(), 302)]
    [message] = answer.context["messages"]
    assert str(message) == "This step doesn't follow: the hazard is “Rectifying” in the meantime."


def test_late_form_keeps_what_was_typed(case, hazard_of, signed_in):
    hazard = hazard_of("fixed")

    answer = signed_in(case.office).post(reverse("inspections:hazard_reject", args=[hazard.pk]), {"why": "Nothing"})

    form = answer.context["form"]
    assert (form.non_field_errors()[0][:24], form["why"].value()) == ("This step doesn't follow", "Nothing")


def test_completion_by_phone_is_one_form(case, hazard_of, signed_in):
    hazard = hazard_of("rectifying")
    typed = {"done": "Cleared", "cost_yuan": "80", "photos": upload(1)}

    answer = signed_in(case.liaison).post(reverse("inspections:hazard_rectify", args=[hazard.pk]), typed)

    hazard.refresh_from_db()
    assert (answer.status_code, hazard.state, hazard.photos.count()) == (302, "rectified", 1)


def test_refused_completion_keeps_its_photo(case, hazard_of, signed_in):
    hazard = hazard_of("rectifying")
    address = reverse("inspections:hazard_rectify", args=[hazard.pk])

    answer = signed_in(case.liaison).post(address, {"done": "", "photos": upload(1)})

    [(waiting, is_chosen)] = answer.context["waiting"]
    assert is_chosen
    signed_in(case.liaison).post(address, {"done": "Cleared", "photo": waiting.pk})
    assert Hazard.objects.get(pk=hazard.pk).state == "rectified"


def test_reports_photos_are_ticked_for_the_unit(case, hazard_of, signed_in):
    hazard = hazard_of()
    report = ReportFactory(hazard=hazard)
    chosen, kept = (stored_photo(hazard, number=number, report=report, for_unit=False) for number in (1, 2))
    typed = {"description": "Blocked exit", "photos": [chosen.pk]}

    signed_in(case.office).post(reverse("inspections:hazard_accept", args=[hazard.pk]), typed)

    assert list(hazard.photos.filter(for_unit=True)) == [chosen]
    assert kept.pk != chosen.pk


def test_card_prints_all_columns_of_the_ledger(case, hazard_of, signed_in):
    hazard = hazard_of("fixed", place="Garage")

    lines = signed_in(case.office).get(reverse("inspections:hazard_card", args=[hazard.pk])).context["lines"]

    cells = {cell.label: cell.value for line in lines for cell in line if cell}
    assert (cells["Place"], cells["Responsible person"], cells["Deadline"]) == ("Garage", "Manager", "20 June 2026")
