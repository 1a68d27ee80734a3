import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from accounts.tests.factories import UserFactory
from activities.models import Activity
from activities.services.urging import urge_returned
from activities.tests.factories import ActivityFactory
from core.errors import DomainError
from notifications.models import Delivery, Notification, Urge
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db
RETURNED_LIST = "/campaigns/2026/activities/?state=returned"


@pytest.fixture
def back(county):
    return ActivityFactory(campaign=county.campaign, unit=county.unit, state="returned", title="Drill")


def urge(county, by=None):
    return urge_returned(county.campaign, Activity.objects.all(), by=by or county.office)


def told():
    return [(row.post.person, row.text, row.subject) for row in Notification.objects.select_related("post__person")]


def words(answer):
    return [str(message) for message in answer.context["messages"]]


def test_urge_returned_reminds_the_host_with_the_reason(county, back):
    urged = urge(county)

    assert urged.told == [county.unit]
    text = "Please answer what was returned: Drill. Photos are missing"
    assert told() == [(county.liaison, text, f"activity-{back.pk}")]


def test_urge_returned_writes_down_each_activity_and_sends_a_unit_one_message(county, back):
    other = ActivityFactory(campaign=county.campaign, unit=county.unit, state="returned", title="Talk")

    urge(county)

    assert set(Urge.objects.values_list("item", "subject", "number")) == {
        (f"activity-{row.pk}", f"activity-{row.pk}", 1) for row in (back, other)
    }
    assert told() == [(county.liaison, "Please answer the 2 activities that were returned: Drill, Talk.", "")]
    assert Notification.objects.get().url == RETURNED_LIST


def test_urge_returned_leaves_other_states_alone(county):
    for state in ("draft", "submitted", "approved", "withdrawn"):
        ActivityFactory(campaign=county.campaign, unit=county.unit, state=state)

    with pytest.raises(DomainError, match="Nobody is left to urge"):
        urge(county)


def test_urge_returned_a_third_time_today_is_refused_by_time_and_name(county, back):
    urge(county)
    urge(county)
    first, second = (f"{timezone.localtime(row.at):%H:%M} {county.office}" for row in Urge.objects.order_by("at"))

    with pytest.raises(DomainError) as refusal:
        urge(county)

    sentence = f"Already urged twice today: {county.unit} ({first}, {second}). Twice a day is enough."
    assert (str(refusal.value), len(told())) == (sentence, 2)


def test_urge_returned_names_a_unit_without_a_liaison(county):
    empty = ActivityFactory(campaign=county.campaign, unit=UnitFactory(parent=county.campaign.area), state="returned")

    urged = urge(county)

    assert (urged.told, urged.nobody_there, Urge.objects.count()) == ([], [empty.unit], 0)


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector", "admin"])
def test_urge_returned_is_the_offices(county, back, role):
    with pytest.raises(PermissionDenied):
        urge(county, by=UserFactory(role=role, unit=county.unit))

    assert (told(), Urge.objects.count()) == ([], 0)


def test_page_offers_the_button_until_both_urges_are_used(county, back, signed_in):
    office = signed_in(county.office)
    address = f"/activities/{back.pk}/urge/"
    assert address in office.get(back.get_absolute_url()).content.decode()

    answer = office.post(address, follow=True)
    at = timezone.localtime(Urge.objects.get().at)
    assert words(answer) == [f"1 unit urged: {county.unit}."]
    assert f"Urged today: {at:%H:%M} {county.office}" in answer.content.decode()

    answer = office.post(address, follow=True)
    assert words(answer) == [
        f"1 unit urged: {county.unit}.",
        f"For the second time today: {county.unit} ({at:%H:%M} {county.office}).",
    ]
    assert address not in answer.content.decode()
    assert "1 has had both urges of today" in answer.content.decode()


def test_page_offers_a_liaison_no_urging(county, back, phone):
    assert f"/activities/{back.pk}/urge/" not in phone.get(back.get_absolute_url()).content.decode()


def test_list_of_returned_ones_urges_all_it_shows(county, back, signed_in):
    beside = UserFactory(role="liaison", unit=UnitFactory(parent=county.campaign.area))
    ActivityFactory(campaign=county.campaign, unit=beside.unit, state="returned")
    office = signed_in(county.office)
    assert "Urge the units of these 2 returned activities" in office.get(RETURNED_LIST).content.decode()

    office.post(f"/campaigns/2026/activities/urge/?state=returned&unit={county.unit.pk}")
    assert [person for person, *_ in told()] == [county.liaison]

    office.post("/campaigns/2026/activities/urge/?state=returned")
    assert [person for person, *_ in told()].count(beside) == 1


def test_list_says_who_urged_today(county, back, signed_in):
    urge(county)
    at = timezone.localtime(Urge.objects.get().at)

    page = signed_in(county.office).get(RETURNED_LIST).content.decode()

    assert f"Urged today: {at:%H:%M} {county.office}" in page


def test_list_without_that_filter_and_list_of_a_liaison_offer_no_urging(county, back, signed_in):
    assert "activities/urge/" not in signed_in(county.office).get("/campaigns/2026/activities/").content.decode()
    assert "activities/urge/" not in signed_in(county.liaison).get(RETURNED_LIST).content.decode()


@pytest.mark.parametrize("number", [1, 20])
def test_urging_a_unit_takes_the_same_queries_for_any_number_of_activities(county, number, django_assert_num_queries):
    for _each in range(number):
        ActivityFactory(campaign=county.campaign, unit=county.unit, state="returned")

    with django_assert_num_queries(17):
        assert urge(county).told == [county.unit]


def test_urging_leaves_by_mail_too(county, back):
    county.liaison.email = "liaison@example.org"
    county.liaison.save()

    urge(county)

    row = Delivery.objects.get()
    assert (row.person, row.channel, row.notification) == (county.liaison, "email", Notification.objects.get())
