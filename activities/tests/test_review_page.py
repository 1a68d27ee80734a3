from datetime import UTC, datetime

import pytest
from django.urls import reverse

from activities.models import Activity
from activities.tests.factories import ActivityFactory
from campaigns.tests.factories import ActivityKindFactory
from units.tests.factories import UnitFactory

QUEUE = "/campaigns/2026/activities/review/"
ONE = f"{QUEUE}one/"


@pytest.fixture
def office(county, signed_in):
    return signed_in(county.office)


@pytest.fixture
def make(county):
    """Handed in on this day of June."""
    return lambda day=10, **facts: ActivityFactory(
        **(
            {"campaign": county.campaign, "unit": county.unit, "state": "submitted"}
            | {"submitted_at": datetime(2026, 6, day, tzinfo=UTC)}
            | facts
        )
    )


def state_of(*rows):
    return [Activity.objects.get(pk=row.pk).state for row in rows]


def shown(answer):
    return [row for row, _hints in answer.context["lines"]]


def test_queue_shows_what_waits_oldest_first(make, office):
    young, old = make(12), make(11)
    make(state="approved")

    assert shown(office.get(QUEUE)) == [old, young]


def test_queue_is_filtered_by_unit_and_kind(county, make, office):
    beside = UnitFactory(parent=county.campaign.area)
    mine = make(kind=ActivityKindFactory(code="media"))
    make(unit=beside, kind=ActivityKindFactory(code="media"))
    make()

    assert shown(office.get(QUEUE, {"unit": county.unit.pk, "kind": "media"})) == [mine]


def test_queue_with_odd_filters_and_pages_still_answers(make, office):
    make()

    assert office.get(QUEUE, {"unit": "x", "kind": "\ud7ff'", "page": "-9"}).status_code == 200
    assert office.get(ONE, {"at": "9" * 30}).status_code == 200


@pytest.mark.parametrize("count", [1, 20])
def test_queue_takes_a_fixed_number_of_queries(county, make, office, count, django_assert_max_num_queries):
    for _number in range(count):
        make(figures={"participants": 100, "materials": None})
    office.get(QUEUE)

    with django_assert_max_num_queries(28):
        office.get(QUEUE)


def test_ticked_records_are_approved_and_the_rest_left_alone(make, office):
    first, second, third = make(), make(), make()

    office.post(QUEUE, {"act": "approve", "seen": [f"{first.pk}-1", f"{second.pk}-1"]})

    assert state_of(first, second, third) == ["approved", "approved", "submitted"]


def test_bulk_return_without_a_reason_keeps_the_ticks(make, office):
    row = make()

    answer = office.post(QUEUE, {"act": "return", "seen": [f"{row.pk}-1"], "why": " "})

    assert (answer.status_code, answer.context["ticked"]) == (200, {row.pk})
    assert answer.context["refused"] == "Give a reason: the other side reads it."
    assert state_of(row) == ["submitted"]


def test_bulk_with_nonsense_ticks_changes_nothing(make, office):
    row = make()

    office.post(QUEUE, {"act": "approve", "seen": ["x", f"{row.pk}", f"{row.pk}-9", "9" * 40 + "-1", "-"]})

    assert state_of(row) == ["submitted"]


def test_one_by_one_walks_the_queue_and_goes_on_after_a_decision(make, office):
    first, second, third = make(11), make(12), make(13)

    context = office.get(f"{ONE}?at={second.pk}").context
    assert (context["place"].before, context["place"].number) == (1, 3)
    assert [context[name] for name in ("previous_url", "next_url")] == [f"{ONE}?at={row.pk}" for row in (first, third)]

    approve = reverse("activities:activity_approve", args=[second.pk])
    answer = office.post(approve, {"version": "1", "then": context["then"]})
    assert (answer.headers["Location"], state_of(second)) == (f"{ONE}?at={third.pk}", ["approved"])


def test_one_by_one_with_nothing_left_goes_back_to_the_queue(office):
    assert office.get(ONE).headers["Location"] == QUEUE


def test_decision_leads_nowhere_outside_the_portal(make, office):
    row = make()

    answer = office.post(reverse("activities:activity_approve", args=[row.pk]), {"then": "https://example.org/"})

    assert answer.headers["Location"] == f"/activities/{row.pk}/"


def test_approving_a_version_not_read_is_refused_with_a_sentence(make, office):
    row = make(version=2)

    office.post(reverse("activities:activity_approve", args=[row.pk]), {"version": "1"})

    assert state_of(row) == ["submitted"]


def test_activity_page_takes_a_fixed_number_of_queries(county, make, office, django_assert_max_num_queries):
    row = make(figures={"participants": 100, "materials": None, "boards": 3})
    row.co_organisers.set(UnitFactory.create_batch(5, parent=county.campaign.area))
    office.get(row.get_absolute_url())

    with django_assert_max_num_queries(40):
        office.get(row.get_absolute_url())


def test_address_below_the_campaign_leads_to_the_record(make, office):
    row = make()

    assert office.get(f"/campaigns/2026/activities/{row.pk}/").headers["Location"] == f"/activities/{row.pk}/"


def test_remark_without_words_is_asked_again_on_the_page(make, office):
    row = make()

    answer = office.post(reverse("activities:activity_remark", args=[row.pk]), {"text": " "})

    assert (answer.status_code, list(answer.context["remark_form"].errors)) == (200, ["text"])


def test_enter_in_the_reason_returns_and_never_approves(make, office):
    make()

    page = office.get(QUEUE).content.decode()

    assert page.index('value="return"') < page.index('value="approve"')


def test_return_of_a_version_not_read_keeps_the_typed_reason(make, office):
    activity = make(title="Drill")
    Activity.objects.filter(pk=activity.pk).update(version=2)

    answer = office.post(f"/activities/{activity.pk}/return/", {"why": "The photos are missing", "version": 1})

    page = answer.content.decode()
    assert page.count("The photos are missing") == 1
    assert "“Drill” was changed after you opened it" in page
    assert state_of(activity) == ["submitted"]
