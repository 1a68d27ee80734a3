"""The person comes along with the session; who may go on is still what Django decides."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user
from django.contrib.sessions.backends.base import UpdateError
from django.test import RequestFactory
from django.utils import timezone

from accounts.middleware import PersonMiddleware
from accounts.models import Session, User
from accounts.sessions import SessionStore
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def person():
    return UserFactory(role="liaison")


def request_of(client):
    request = RequestFactory().get("/")
    request.session = SessionStore(client.session.session_key)
    PersonMiddleware(lambda request: None).process_request(request)
    return request


def both(client):
    """Who it is by the portal, and by Django alone."""
    return request_of(client).user.pk, get_user(request_of(client)).pk


def test_person_and_session_are_one_query(client, person, django_assert_num_queries):
    client.force_login(person, BACKEND)
    request = request_of(client)

    with django_assert_num_queries(1):
        assert (request.user.is_authenticated, request.user.name) == (True, person.name)


def retired(person):
    User.objects.update(is_active=False)


def with_a_new_password(person):
    person.set_password("another-one-2026")
    person.save()


def out_of_time(person):
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def handed_to_another(person):
    Session.objects.update(user=UserFactory())


@pytest.mark.parametrize("change", [retired, with_a_new_password, out_of_time])
def test_nobody_goes_on_who_may_not(client, person, change):
    client.force_login(person, BACKEND)
    assert both(client) == (person.pk, person.pk)

    change(person)

    assert both(client) == (None, None)


def test_whoever_came_in_by_a_way_that_is_closed_is_nobody(client, person):
    client.force_login(person, BACKEND)
    session = client.session
    session["_auth_user_backend"] = "gone.Backend"
    session.save()

    assert both(client) == (None, None)


def test_the_signed_session_counts_not_the_column_beside_it(client, person):
    client.force_login(person, BACKEND)
    handed_to_another(person)

    assert both(client) == (person.pk, person.pk)


def test_a_session_without_a_key_in_the_table_is_empty(client):
    store = SessionStore("nothing-like-this")

    assert (store.load(), store.session_key, store.person) == ({}, None, None)
    with pytest.raises(UpdateError):
        SessionStore("nothing-like-this").save()
