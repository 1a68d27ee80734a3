import pytest
from django.db import IntegrityError
from django.utils.translation import gettext_lazy

from accounts.tests.factories import UserFactory
from notifications.models import Notification
from notifications.services import telling
from units.tests.factories import CountyFactory, UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def liaison(client):
    person = UserFactory(role="liaison")
    client.force_login(person)
    return person


def tell(person, key, **facts):
    return Notification.objects.create(post=person.post, key=key, text=key, **facts)


def test_unread_messages_come_first_and_are_counted(client, liaison):
    tell(liaison, "new")
    tell(liaison, "later and read", read_at="2026-06-01T00:00Z")

    page = client.get("/inbox/")

    assert [message.text for message in page.context["page_obj"]] == ["new", "later and read"]
    assert page.context["unread_count"] == 1


def test_what_was_urged_by_hand_says_so(client, liaison):
    tell(liaison, "share-1-urged-20260601080000000000")
    tell(liaison, "share-1-asked")

    page = client.get("/inbox/", headers={"accept-language": "en"})

    assert [message.is_urged for message in page.context["shown"]] == [False, True]
    assert page.content.decode().count("urged</span> ") == 1


def test_read_messages_stand_with_the_newest_first(client, liaison):
    tell(liaison, "older", read_at="2026-06-02T00:00Z")
    tell(liaison, "newer", read_at="2026-06-03T00:00Z")

    page = client.get("/inbox/")

    assert [message.text for message in page.context["page_obj"]] == ["newer", "older"]


def test_opening_a_message_marks_it_read_and_leads_on(client, liaison):
    message = tell(liaison, "new", url="/units/search/?q=x")

    answer = client.post(f"/inbox/{message.pk}/")

    message.refresh_from_db()
    assert (answer.url, message.read_at is not None) == ("/units/search/?q=x", True)


def test_looking_at_a_message_s_address_changes_nothing(client, liaison):
    message = tell(liaison, "new")

    assert client.get(f"/inbox/{message.pk}/").status_code == 405
    message.refresh_from_db()
    assert message.read_at is None


def test_all_are_marked_read_at_once_but_only_the_own(client, liaison):
    other = UserFactory(role="liaison")
    tell(liaison, "a"), tell(liaison, "b"), tell(other, "c")

    client.post("/inbox/read/")

    assert list(Notification.objects.unread().values_list("text", flat=True)) == ["c"]


def test_a_message_of_somebody_else_does_not_exist(client, liaison):
    message = tell(UserFactory(role="liaison"), "new")

    assert client.post(f"/inbox/{message.pk}/").status_code == 404
    message.refresh_from_db()
    assert message.read_at is None


def test_the_inbox_takes_the_same_queries_for_one_and_for_twenty(client, liaison, django_assert_num_queries):
    def queries():
        client.get("/inbox/")
        with django_assert_num_queries(100, exact=False) as counted:
            client.get("/inbox/")
        return len(counted)

    tell(liaison, "first")
    few = queries()
    for number in range(19):
        tell(liaison, str(number))

    assert queries() == few


def test_queue_tells_each_post_once_in_its_language(liaison):
    liaison.language = "zh-hans"
    liaison.save()
    told = [telling.queue([liaison.post], key="k", text=gettext_lazy("Liaison"), url="/") for _ in range(2)]

    assert told == [1, 0]
    assert Notification.objects.get().text == "联络员"


def test_database_refuses_one_key_twice_for_a_post(liaison):
    tell(liaison, "k")
    with pytest.raises(IntegrityError, match="notification_once"):
        tell(liaison, "k")


def test_liaison_posts_are_those_of_the_unit_itself(liaison):
    UserFactory(role="office", unit=liaison.unit)

    assert telling.liaison_posts(liaison.unit) == [liaison.post]


def test_liaison_posts_of_a_unit_without_one_are_the_nearest_superior_s():
    county = CountyFactory()
    UserFactory(role="liaison", unit=county)
    town = UserFactory(role="liaison", unit=UnitFactory(parent=county))
    group = UnitFactory(parent=UnitFactory(parent=town.unit))
    UserFactory(role="liaison", unit=group, is_active=False)

    assert telling.liaison_posts(group) == [town.post]


def test_liaison_posts_are_none_where_nobody_is():
    assert telling.liaison_posts(UnitFactory()) == []
