"""Who was told: the office sees its area, a unit what concerns it, others nothing."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone, translation

from accounts.tests.factories import PostFactory, UserFactory
from notifications.models import Delivery, Notification, Reminder, Urge
from notifications.selectors.told import Way, told
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db
SUBJECT = "assignment-1"
# Telling takes the moment of writing, which comes by milliseconds in tests.
FIRST, LATER = datetime(2026, 6, 1, tzinfo=UTC), datetime(2026, 6, 2, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def liaison():
    return UserFactory(role="liaison", unit=UnitFactory(parent=CountyFactory()))


@pytest.fixture
def office(liaison):
    return UserFactory(role="office", unit=UnitFactory(parent=liaison.unit.parent))


def message(person, key="sent", at=FIRST, **facts):
    row = Notification.objects.create(
        post=person.post, key=key, **{"text": "New assignment", "subject": SUBJECT} | facts
    )
    Notification.objects.filter(pk=row.pk).update(created_at=at)
    return row


def line(person, unit, offset=1, at=LATER, **facts):
    merged = message(person, f"day{offset}", at, subject="", day=timezone.localdate())
    known = {"kind": "assignment", "subject": SUBJECT, "item": f"share-{unit.pk}", "due_on": "2026-06-01"}
    return Reminder.objects.create(
        **known, offset=offset, level="liaison", post=person.post, unit=unit, notification=merged, name="A", **facts
    )


def seen_by(user, **facts):
    return [(row.post.person, row.what) for row in told(SUBJECT, user, **facts).rows]


def test_office_sees_messages_and_reminders_the_newest_first(office, liaison):
    message(liaison)
    line(liaison, liaison.unit)
    message(liaison, "other", subject="assignment-2")

    assert seen_by(office) == [(liaison, "Reminder: Assignments, 1 working day after"), (liaison, "New assignment")]


def test_superior_told_in_a_unit_s_place_is_seen_by_both_with_the_unit_s_name(office, liaison):
    town = UserFactory(role="liaison", unit=UnitFactory(parent=liaison.unit))
    line(liaison, town.unit, offset=2)

    assert seen_by(town) == seen_by(liaison) == [(liaison, "Reminder: Assignments, 2 working days after")]
    assert told(SUBJECT, office).rows[0].about == [town.unit.name]


def test_several_units_of_one_message_stand_in_one_row(office, liaison):
    units = [UnitFactory(name=name, parent=liaison.unit) for name in ("B", "A")]
    first = line(liaison, units[0])
    Reminder.objects.create(
        **{name: getattr(first, name) for name in ("kind", "subject", "due_on", "offset", "level", "post", "name")},
        item="share-other", unit=units[1], notification=first.notification,
    )  # fmt: skip

    assert [row.about for row in told(SUBJECT, office).rows] == [["A", "B"]]


def test_unit_sees_its_own_and_those_below_but_not_another_s(office, liaison):
    below = UserFactory(role="liaison", unit=UnitFactory(parent=liaison.unit))
    other = UserFactory(role="liaison", unit=UnitFactory(parent=liaison.unit.parent))
    for person in (liaison, below, other, office):
        message(person)

    assert {person for person, _what in seen_by(liaison)} == {liaison, below}
    assert {person for person, _what in seen_by(below)} == {below}
    assert len(seen_by(office)) == 4


@pytest.mark.parametrize("role", ["inspector", "admin", "office abroad"])
def test_others_see_nothing(liaison, role):
    message(liaison)
    other = UserFactory(role=role.split()[0], unit=CountyFactory() if "abroad" in role else liaison.unit)

    assert seen_by(other) == []


def test_inspector_does_not_see_there_what_the_own_inbox_holds(liaison):
    inspector = UserFactory(role="inspector", unit=liaison.unit)
    line(inspector, liaison.unit)

    assert seen_by(inspector) == []


def test_leader_sees_all_of_the_area(liaison):
    message(liaison)

    assert len(seen_by(UserFactory(role="leader", unit=liaison.unit.parent))) == 1


def test_channels_and_opening_are_told(office, liaison):
    row = message(liaison)
    sent = {"person": liaison, "unit": liaison.unit, "notification": row, "day": timezone.localdate()}
    Delivery.objects.create(key="a", channel="email", state="sent", sent_at=LATER, **sent)
    Delivery.objects.create(key="b", channel="sms", state="unclear", **sent)
    Notification.objects.filter(pk=row.pk).update(read_at=LATER)

    [shown] = told(SUBJECT, office).rows

    assert (shown.at, shown.read_at) == (FIRST, LATER)
    assert shown.ways == [Way("E-mail", "Sent", "green"), Way("Text message", "Unclear", "yellow")]


def test_who_urged_stands_with_what_the_urged_were_told(office, liaison):
    at = datetime(2026, 6, 3, 8, 0, 0, 123, tzinfo=UTC)
    about = {"subject": SUBJECT, "item": "share-1", "unit": liaison.unit, "day": at.date(), "number": 1}
    Urge.objects.create(**about, at=at, by=office)
    message(liaison, f"{SUBJECT}-urged-20260603080000000123")
    message(liaison, f"{SUBJECT}-urged-20260603080000000999")

    assert sorted(row.urged_by for row in told(SUBJECT, office).rows) == ["", office.name]


def test_one_unit_s_page_leaves_the_others_out(office, liaison):
    other = UserFactory(role="liaison", unit=UnitFactory(parent=liaison.unit.parent))
    for person in (liaison, other):
        message(person)
        line(person, person.unit)

    assert {person for person, _what in seen_by(office, unit=liaison.unit.pk)} == {liaison}


def test_a_long_list_is_cut_and_the_rest_has_a_page(client, office, liaison):
    for number in range(21):
        message(liaison, str(number))
    client.force_login(office)

    assert (len(told(SUBJECT, office).rows), told(SUBJECT, office).is_cut) == (20, True)
    assert len(client.get(f"/told/{SUBJECT}/").context["told"].rows) == 21


@pytest.mark.parametrize("address", ["/told/assignment-9/", f"/told/{SUBJECT}/?unit=99999999999999999999"])
def test_page_of_what_nobody_was_told_does_not_exist(client, office, liaison, address):
    client.force_login(office)

    assert client.get(address).status_code == 404


def test_three_queries_tell_all_of_it(office, liaison, django_assert_num_queries):
    for number in range(10):
        second = PostFactory(person=UserFactory(), unit=UnitFactory(parent=liaison.unit))
        message(second.person, str(number))
        line(second.person, liaison.unit, offset=number)
    assert office.reach

    with django_assert_num_queries(3):
        rows = told(SUBJECT, office).rows
        assert {(row.post.person.name, row.post.unit.name) for row in rows}
