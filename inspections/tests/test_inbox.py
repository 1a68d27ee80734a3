"""The inbox and the list of re-inspections."""

from datetime import date

import pytest
from django.urls import reverse

from inspections.models import Hazard, HazardSource
from inspections.tests.factories import HazardFactory

INBOX, ONE = "/campaigns/2026/hazards/inbox/", "/campaigns/2026/hazards/inbox/one/"
AGAIN = "/campaigns/2026/hazards/reinspections/"


@pytest.fixture
def reports(hazard_of):
    """Three to sort, the oldest first, and what is none."""
    hazard_of("accepted")
    return [hazard_of(reported_on=date(2026, 6, day)) for day in (2, 3, 4)]


def test_inbox_lists_what_is_to_be_sorted_oldest_first(case, reports, signed_in):
    context = signed_in(case.office).get(INBOX).context

    assert list(context["page_obj"]) == reports
    assert context["lines"][0] == (reports[0], date(2026, 6, 5))
    assert [(each.source.code, each.number) for each in context["sources"]] == [("inspection", 3)]


def test_inbox_is_narrowed_to_a_source(case, hazard_of, reports, signed_in):
    call = hazard_of(source=HazardSource.objects.get(code="hotline"))

    context = signed_in(case.office).get(f"{INBOX}?source=hotline").context

    assert (list(context["page_obj"]), len(context["sources"])) == ([call], 2)


def test_one_by_one_starts_with_the_oldest_and_knows_its_neighbours(case, reports, signed_in):
    context = signed_in(case.office).get(ONE).context

    assert (context["hazard"], context["place"].number, context["previous_url"]) == (reports[0], 3, "")
    assert context["then"] == context["next_url"] == f"{ONE}?at={reports[1].pk}"


def test_one_by_one_opens_the_report_of_the_address(case, reports, signed_in):
    context = signed_in(case.office).get(f"{ONE}?at={reports[2].pk}").context

    assert (context["hazard"], context["place"].before, context["next_url"]) == (reports[2], 2, "")
    assert context["then"] == f"{ONE}?at={reports[1].pk}"


@pytest.mark.parametrize("at", ["x", "999999", "-1", "9" * 30])
def test_odd_place_opens_the_oldest(case, reports, signed_in, at):
    assert signed_in(case.office).get(f"{ONE}?at={at}").context["hazard"] == reports[0]


def test_decision_opens_the_next_one(case, reports, signed_in):
    office = signed_in(case.office)
    then = office.get(ONE).context["then"]

    answer = office.post(reverse("inspections:hazard_reject", args=[reports[0].pk]), {"why": "No", "then": then})

    assert (answer["Location"], Hazard.objects.get(pk=reports[0].pk).state) == (then, "rejected")


def test_decision_never_leads_to_another_host_t16(case, reports, signed_in):
    form = {"why": "No", "then": "https://evil.example/"}

    answer = signed_in(case.office).post(reverse("inspections:hazard_reject", args=[reports[0].pk]), form)

    assert answer["Location"] == reports[0].get_absolute_url()


def test_duplicate_is_tied_from_the_inbox_by_its_number_too(case, reports, signed_in):
    address = reverse("inspections:hazard_duplicate", args=[reports[0].pk])

    signed_in(case.office).post(address, {"other_text": reports[1].number})

    reports[0].refresh_from_db()
    assert reports[0].duplicate_of == reports[1]


def test_duplicate_of_nothing_is_asked_again(case, reports, signed_in):
    address = reverse("inspections:hazard_duplicate", args=[reports[0].pk])

    answer = signed_in(case.office).post(address, {"then": ""})

    assert answer.context["form"].non_field_errors() == ["Choose the hazard that it repeats."]


def test_empty_inbox_says_so(case, signed_in):
    answer = signed_in(case.office).get(ONE, follow=True)

    assert [str(message) for message in answer.context["messages"]] == ["The inbox is empty: everything is sorted."]


def test_inspector_finds_what_waits_for_the_own_eyes(case, hazard_of, inspector, signed_in):
    mine = hazard_of("rectified", reinspector=inspector)
    found = hazard_of("rectified", found_by=inspector, rectified_on=date(2026, 6, 1))
    hazard_of("rectified")
    hazard_of("rectifying", reinspector=inspector)

    lines = signed_in(inspector).get(AGAIN).context["lines"]

    assert [line[:2] for line in lines] == [(mine, True), (found, True)]


def test_officer_who_accepted_is_not_offered_to_reinspect(case, hazard_of, signed_in):
    own = hazard_of("rectified", accepted_by=case.office, rectified_on=date(2026, 6, 1))
    other = hazard_of("rectified")

    lines = signed_in(case.office).get(AGAIN).context["lines"]

    assert lines == [(own, False, date(2026, 6, 11)), (other, True, date(2026, 6, 29))]


@pytest.mark.parametrize(("address", "state"), [(INBOX, "reported"), (AGAIN, "rectified")])
def test_lists_take_the_same_queries_for_one_and_for_twenty(
    case, hazard_of, signed_in, django_assert_max_num_queries, address, state
):
    office = signed_in(case.office)
    hazard_of(state)
    office.get(address)
    with django_assert_max_num_queries(100) as few:
        office.get(address)
    HazardFactory.create_batch(19, campaign=case.campaign, unit=case.unit, state=state)

    with django_assert_max_num_queries(100) as many:
        assert len(office.get(address).context["page_obj"]) == 20

    assert len(many) == len(few)
