import re

import pytest
import time_machine
from django.urls import reverse

from accounts import throttle
from accounts.models import Session
from accounts.tasks import remove_expired_sessions
from accounts.tests.factories import PASSWORD, PostFactory, UserFactory

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture(autouse=True)
def empty_cache():
    throttle.cache.clear()


def sign_in(client, username, password=PASSWORD, **more):
    return client.post(LOGIN, {"username": username, "password": password, **more})


def test_signing_in_leads_home_with_a_new_session_id(client):
    person = UserFactory(role="liaison")
    client.get(LOGIN)
    before = client.cookies.get("session")

    answer = sign_in(client, person.username)

    assert (answer.status_code, answer.url) == (302, "/")
    assert client.cookies["session"] != before
    assert Session.objects.get().user == person


def test_signing_in_leads_on_to_the_page_asked_for(client):
    person = UserFactory(role="liaison")

    assert sign_in(client, person.username, next="/inbox/").url == "/inbox/"


def test_signing_in_never_leads_to_another_host(client):
    person = UserFactory(role="liaison")

    assert sign_in(client, person.username, next="https://evil.example/").url == "/"


def test_who_was_signed_in_here_reads_why_a_page_asks_again(client):
    page = f"{LOGIN}?next=/inbox/"
    first = client.get(page).context["has_lapsed"]

    sign_in(client, UserFactory(role="liaison").username)
    del client.cookies["session"]

    assert [first, client.get(page).context["has_lapsed"], client.get(LOGIN).context["has_lapsed"]] == [
        False,
        True,
        False,
    ]


def test_an_unknown_name_and_a_wrong_password_read_the_same(client):
    person = UserFactory(role="liaison")

    known = sign_in(client, person.username, "wrong").content.decode().replace(person.username, "NAME")
    unknown = sign_in(client, "nobody-here", "wrong").content.decode().replace("nobody-here", "NAME")

    assert without_token(known) == without_token(unknown)


def without_token(page):
    return re.sub(r'value="[A-Za-z0-9]{64}"', "", page)


def test_the_fifth_wrong_password_from_one_address_is_refused(client):
    person = UserFactory(role="liaison")

    answers = [sign_in(client, person.username, "wrong").status_code for _ in range(5)]

    assert answers == [200, 200, 200, 200, 429]
    assert sign_in(client, person.username).status_code == 429


def test_another_forwarded_address_does_not_open_the_lock(client):
    person = UserFactory(role="liaison")

    for number in range(5):
        answer = client.post(
            LOGIN,
            {"username": person.username, "password": "wrong"},
            headers={"X-Forwarded-For": f"10.0.0.{number}"},
        )

    assert answer.status_code == 429


def test_visitors_behind_one_proxy_are_told_apart(client, settings):
    settings.TRUSTED_PROXIES = 1
    person = UserFactory(role="liaison")
    wrong, right = (
        {"username": person.username, "password": "wrong"},
        {"username": person.username, "password": PASSWORD},
    )

    for _ in range(5):
        refused = client.post(LOGIN, wrong, headers={"X-Forwarded-For": "10.0.0.1"})
    answer = client.post(LOGIN, right, headers={"X-Forwarded-For": "10.0.0.2"})

    assert (refused.status_code, answer.status_code) == (429, 302)


def wrong_from_everywhere(client, username, times):
    for number in range(times):
        client.post(LOGIN, {"username": username, "password": "wrong"}, REMOTE_ADDR=f"10.0.{number}.1")


def test_after_twenty_wrong_ones_a_day_an_unknown_browser_waits_a_minute(client):
    person = UserFactory(role="liaison")
    wrong_from_everywhere(client, person.username, 21)

    answer = client.post(LOGIN, {"username": person.username, "password": PASSWORD}, REMOTE_ADDR="10.1.1.1")

    assert (answer.status_code, answer["Retry-After"]) == (429, "60")


def test_the_wait_spares_a_browser_used_before(client):
    person = UserFactory(role="liaison")
    sign_in(client, person.username)
    client.post("/accounts/logout/")
    wrong_from_everywhere(type(client)(), person.username, 21)

    assert sign_in(client, person.username).status_code == 302


def test_a_person_without_a_post_today_gets_a_page_that_says_so(client):
    person = UserFactory()

    assert sign_in(client, person.username).url == reverse("accounts:no_post")
    assert client.get("/inbox/").url == reverse("accounts:no_post")
    assert client.get(reverse("accounts:no_post")).status_code == 200


def test_a_first_password_must_be_replaced_before_anything_else(client):
    person = UserFactory(role="liaison", must_change_password=True)
    sign_in(client, person.username)

    assert client.get("/inbox/").url == reverse("accounts:password_change")

    client.post(reverse("accounts:password_change"), {"new": "a-quiet-river-9", "again": "a-quiet-river-9"})
    assert client.get("/inbox/").status_code == 200


def test_a_new_password_signs_out_every_other_browser(client):
    person = UserFactory(role="liaison")
    other = type(client)()
    sign_in(other, person.username)
    sign_in(client, person.username)

    data = {"old": PASSWORD, "new": "a-quiet-river-9", "again": "a-quiet-river-9"}
    client.post(reverse("accounts:password_change"), data)

    assert client.get("/inbox/").status_code == 200
    assert other.get("/inbox/").status_code == 302


@pytest.mark.parametrize(
    ("old", "new", "again"),
    [
        ("wrong", "a-quiet-river-9", "a-quiet-river-9"),
        (PASSWORD, "a-quiet-river-9", "a-quiet-river-8"),
        (PASSWORD, "12345", "12345"),
        (PASSWORD, PASSWORD, PASSWORD),
    ],
)
def test_a_bad_new_password_changes_nothing(client, old, new, again):
    person = UserFactory(role="liaison")
    client.force_login(person)

    answer = client.post(reverse("accounts:password_change"), {"old": old, "new": new, "again": again})

    person.refresh_from_db()
    assert answer.status_code == 200
    assert person.check_password(PASSWORD)


def test_the_old_cookie_is_worth_nothing_after_signing_out(client):
    person = UserFactory(role="liaison")
    sign_in(client, person.username)
    stolen = type(client)()
    stolen.cookies["session"] = client.cookies["session"].value

    client.post("/accounts/logout/")

    assert stolen.get("/inbox/").status_code == 302
    assert Session.objects.filter(user=person).count() == 0


@pytest.mark.parametrize(("role", "status"), [("office", 302), ("admin", 302), ("liaison", 200)])
def test_half_an_hour_without_use_signs_office_and_administrator_out(client, role, status):
    person = UserFactory(role=role)
    with time_machine.travel("2026-06-10 09:00", tick=False):
        sign_in(client, person.username)
    with time_machine.travel("2026-06-10 09:31", tick=False):
        assert client.get("/inbox/").status_code == status


def test_use_keeps_a_session_open_but_never_longer_than_twelve_hours(client):
    person = UserFactory(role="office")
    with time_machine.travel("2026-06-10 08:00", tick=False):
        sign_in(client, person.username)
    for hour in range(8, 20):
        for minute in ("20", "50"):
            with time_machine.travel(f"2026-06-10 {hour:02}:{minute}", tick=False):
                last = client.get("/inbox/").status_code
    assert last == 200
    with time_machine.travel("2026-06-10 20:01", tick=False):
        assert client.get("/inbox/").status_code == 302


def test_language_of_a_stranger_is_kept_in_a_cookie(client):
    answer = client.post("/accounts/language/", {"language": "en", "next": LOGIN})

    assert (answer.url, answer.cookies["django_language"].value) == (LOGIN, "en")


def test_language_of_a_person_is_kept_with_the_person(client):
    person = UserFactory(role="liaison", language="en")
    client.force_login(person)

    client.post("/accounts/language/", {"language": "zh-hans", "next": "/inbox/"})

    person.refresh_from_db()
    assert person.language == "zh-hans"


def test_switching_posts_changes_what_the_person_is(client):
    person = UserFactory(role="liaison")
    office = PostFactory(person=person, role="office")
    client.force_login(person)
    assert client.get("/inbox/").wsgi_request.user.role == "liaison"

    client.post("/accounts/post/", {"post": office.pk})

    assert client.get("/inbox/").wsgi_request.user.post == office


def test_switching_to_a_post_of_somebody_else_is_not_found(client):
    person, other = UserFactory(role="liaison"), UserFactory(role="office")
    client.force_login(person)

    assert client.post("/accounts/post/", {"post": other.post.pk}).status_code == 404
    assert client.get("/inbox/").wsgi_request.user.role == "liaison"


def test_the_profile_lists_browsers_and_ends_the_others(client):
    person = UserFactory(role="liaison")
    other = type(client)()
    sign_in(other, person.username)
    sign_in(client, person.username)

    assert len(client.get(reverse("accounts:profile")).context["sessions"]) == 2

    client.post(reverse("accounts:end_sessions"))
    assert len(client.get(reverse("accounts:profile")).context["sessions"]) == 1
    assert other.get("/inbox/").status_code == 302


def test_own_facts_are_saved_without_touching_rights(client):
    person = UserFactory(role="liaison")
    client.force_login(person)

    data = {
        "name": "王芳",
        "phone": "0571-8888 1234",
        "email": "",
        "language": "en",
        "is_staff": "on",
        "is_superuser": "on",
    }
    client.post(reverse("accounts:profile_edit"), data)

    person.refresh_from_db()
    assert (person.name, person.phone, person.is_staff, person.is_superuser) == ("王芳", "0571-8888 1234", False, False)


def test_expired_sessions_are_removed_and_open_ones_stay(client):
    person = UserFactory(role="liaison")
    with time_machine.travel("2026-06-10 08:00", tick=False):
        sign_in(client, person.username)
    with time_machine.travel("2026-06-10 21:00", tick=False):
        sign_in(type(client)(), person.username)
        remove_expired_sessions()

        assert Session.objects.count() == 1
