"""Messages on their way: what the office sees and decides."""

from datetime import date, datetime
from threading import Thread

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import connection, connections, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from core.workbooks import read_table
from notifications.models import Delivery, Notification
from notifications.selectors.deliveries import DeliveryFilters, deliveries, tabs_of, undecided
from notifications.services import deliveries as services
from notifications.services.sending import claim
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def office(county):
    return UserFactory(name="Officer", role="office", unit=UnitFactory(parent=county))


@pytest.fixture
def admin(county):
    return UserFactory(role="admin", unit=UnitFactory(parent=county))


def message(county, state="queued", **facts):
    person = facts.pop("person", None) or UserFactory(role="liaison", unit=UnitFactory(parent=county))
    told = Notification.objects.create(
        post=person.post, key="k", text=facts.pop("text", "Look here"), day=facts.pop("merged", None)
    )
    now = timezone.now()
    times = {"sent_at": now if state == "sent" else None, "claimed_at": now if state == "sending" else None}
    known = {"channel": "email", "person": person, "unit": person.unit, "notification": told, "day": date(2026, 6, 9)}
    return Delivery.objects.create(key=f"email-{told.pk}", state=state, **times | known | facts)


def again(row):
    return Delivery.objects.get(pk=row.pk)


@pytest.mark.parametrize("state", ["failed", "unclear"])
@pytest.mark.parametrize("role", ["office", "admin"])
def test_a_message_that_did_not_go_well_is_queued_again(county, state, role, request):
    person, row = request.getfixturevalue(role), message(county, state, attempts=6, error="refused")

    assert services.retry([row.pk], by=person) == 1

    row = again(row)
    assert (row.state, row.attempts, row.error, row.settled_by) == ("queued", 0, "", person)
    assert row.settled_at is not None


@pytest.mark.parametrize("state", ["queued", "sending", "sent", "dropped"])
def test_a_message_in_another_state_is_not_queued_again(county, office, state):
    row = message(county, state)

    assert services.retry([row.pk], by=office) == 0
    assert (again(row).state, again(row).settled_by) == (state, None)


def test_an_unclear_message_counts_as_sent_when_it_arrived(county, office):
    row, failed = message(county, "unclear"), message(county, "failed")

    assert services.say_it_arrived([row.pk, failed.pk], by=office) == 1

    row = again(row)
    assert (row.state, row.sent_at, row.settled_by) == ("sent", row.settled_at, office)
    assert again(failed).state == "failed"


def test_a_queued_message_is_taken_back_with_the_reason(county, office):
    row = message(county)

    assert services.drop([row.pk], by=office, why="Settled by telephone") == 1

    row = again(row)
    assert (row.state, row.error, row.settled_by) == ("dropped", "Settled by telephone", office)


def test_messages_of_another_county_stay_as_they_are(office):
    row = message(CountyFactory(), "failed")

    assert services.retry([row.pk], by=office) == 0
    assert again(row).state == "failed"


@pytest.mark.parametrize("role", ["liaison", "leader", "inspector"])
def test_others_decide_nothing(county, role):
    person, row = UserFactory(role=role, unit=UnitFactory(parent=county)), message(county, "failed")

    with pytest.raises(PermissionDenied):
        services.retry([row.pk], by=person)

    assert again(row).state == "failed"


def test_the_administrator_neither_drops_nor_says_that_it_arrived(county, admin):
    queued, unclear = message(county), message(county, "unclear")

    with pytest.raises(PermissionDenied):
        services.drop([queued.pk], by=admin, why="No")
    with pytest.raises(PermissionDenied):
        services.say_it_arrived([unclear.pk], by=admin)

    assert (again(queued).state, again(unclear).state) == ("queued", "unclear")


def waits_for_a_lock():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return cursor.fetchone()[0] > 0


def in_a_thread(found, work):
    def run():
        try:
            found.append(work())
        finally:
            connections.close_all()

    thread = Thread(target=run)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
def test_what_a_worker_takes_at_the_same_moment_goes_out(county, office):
    row, found = message(county), []
    assert office.reach
    with transaction.atomic():
        assert claim(timezone.now(), ["email"]) == row
        thread = in_a_thread(found, lambda: services.drop([row.pk], by=office, why="Too late"))
        while not waits_for_a_lock():
            assert thread.is_alive()
    thread.join()

    assert (found, again(row).state) == ([0], "sending")


@pytest.mark.django_db(transaction=True)
def test_two_officers_queue_a_message_again_once(county, office):
    row, found = message(county, "unclear"), []
    assert office.reach
    with transaction.atomic():
        assert services.say_it_arrived([row.pk], by=office) == 1
        thread = in_a_thread(found, lambda: services.retry([row.pk], by=office))
        while not waits_for_a_lock():
            assert thread.is_alive()
    thread.join()

    assert (found, again(row).state) == ([0], "sent")


def test_tabs_count_by_state_and_filters_narrow(county, office):
    message(county, "failed"), message(county, "failed"), message(county, "sent")
    message(CountyFactory(), "failed")

    everything = deliveries(office, DeliveryFilters())
    assert {tab.state: tab.said for tab in tabs_of(everything) if tab.number} == {"": "3", "failed": "2", "sent": "1"}
    assert undecided(office) == {"failed": 2}


def test_search_finds_by_person_and_unit(county, office):
    unit = UnitFactory(name="Harbour office", parent=county)
    row = message(county, person=UserFactory(name="Somebody", role="liaison", unit=unit))
    message(county)

    for text in ("someb", "HARBOUR"):
        assert list(deliveries(office, DeliveryFilters(q=text))) == [row]
    assert list(deliveries(office, DeliveryFilters(day=date(2026, 6, 10)))) == []


def browser(person):
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    return client


def act(person, **data):
    return browser(person).post(reverse("notifications:delivery_act"), data)


def test_an_unclear_message_is_sent_again_only_after_the_warning(county, office):
    row = message(county, "unclear")

    asked = act(office, act="retry", pk=row.pk)
    assert "nobody knows whether it arrived" in asked.text
    assert again(row).state == "unclear"
    act(office, act="retry", pk=row.pk, sure="1")

    assert again(row).state == "queued"


def test_all_that_failed_are_queued_again_without_the_unclear_ones(county, office):
    failed, unclear = [message(county, "failed"), message(county, "failed")], message(county, "unclear")

    act(office, act="retry", all="1")

    assert [again(row).state for row in failed] == ["queued", "queued"]
    assert again(unclear).state == "unclear"


def test_dropping_asks_for_the_reason(county, office):
    row = message(county)

    assert "Don't send 1 message?" in act(office, act="drop", pk=row.pk).text.replace("&#x27;", "'")
    assert again(row).state == "queued"
    act(office, act="drop", pk=row.pk, sure="1", why="By telephone")

    assert again(row).error == "By telephone"


def test_the_way_back_never_leads_to_another_host(county, office):
    row = message(county, "failed")

    answer = act(office, act="retry", pk=row.pk, back="https://example.org/")

    assert answer.url == reverse("notifications:deliveries")


def test_the_administrator_does_not_read_single_matters(county, admin, office):
    row = message(county, "failed", text="Gas leaks at the school")
    url = reverse("notifications:delivery", args=[row.pk])

    assert "Gas leaks" in browser(office).get(url).text
    assert "Gas leaks" not in browser(admin).get(url).text


def test_the_export_has_what_the_page_shows(county, office, tmp_path):
    message(county, "failed", error="refused")
    message(county, "sent")
    answer = browser(office).get(reverse("notifications:deliveries_export"), {"state": "failed"})
    file = tmp_path / "messages.xlsx"
    file.write_bytes(answer.getvalue())

    with read_table(file) as table:
        rows = [row for _number, row in table.rows]
    assert [(row[1], row[4], row[9]) for row in rows] == [("E-mail", "Failed", "refused")]


@pytest.mark.parametrize("query", [{"day": "soon"}, {"state": "lost"}, {"channel": "pigeon"}, {"page": "x"}])
def test_an_odd_address_is_no_error(county, office, query):
    message(county)

    assert browser(office).get(reverse("notifications:deliveries"), query).status_code == 200


def test_the_list_asks_as_often_for_one_as_for_twenty(county, office, django_assert_num_queries):
    client, url = browser(office), reverse("notifications:deliveries")
    message(county)
    client.get(url)
    with django_assert_num_queries(8):
        client.get(url)
    for _number in range(19):
        message(county)
    client.get(url)

    with django_assert_num_queries(8):
        client.get(url)


def test_the_list_shows_the_months_up_to_its_newest_message(county, office):
    old, newest = message(county), message(county)
    Delivery.objects.filter(pk=old.pk).update(created_at=datetime.fromisoformat("2026-03-01T08:00:00+08:00"))
    Delivery.objects.filter(pk=newest.pk).update(created_at=datetime.fromisoformat("2026-06-30T08:00:00+08:00"))

    with time_machine.travel("2026-11-22T08:00:00+08:00", tick=False):
        assert list(deliveries(office, DeliveryFilters())) == [newest]
