"""The administrator's page: values as they stand, the one act, what it says when something is past its limit."""

import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from accounts.models import Session
from accounts.tests.factories import UserFactory
from core import operations
from core.models import Heartbeat, TaskFailure
from notifications.models import Delivery

pytestmark = pytest.mark.django_db
PAGE = "/operations/"


@pytest.fixture
def admin(client):
    person = UserFactory(role="admin", name="管理员")
    client.force_login(person)
    return person


@pytest.fixture
def at_work():
    for name in Heartbeat.Name:
        operations.beat(name)


def failure(**facts):
    now = timezone.now()
    return TaskFailure.objects.create(
        **{"task": "core.tasks.heartbeat", "error": "E", "first_at": now, "at": now, **facts}
    )


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())).replace("\xa0", " ")


def test_page_says_that_everything_runs(client, admin, at_work):
    answer = client.get(PAGE)

    assert answer.context["past"] == []
    assert [alert.value for alert in answer.context["alerts"] if alert.code != "disk"] == [
        "less than a minute ago",
        "less than a minute ago",
        "none waits",
        "0",
        "0",
        "0",
        "0",
        "none",
        "answers",
    ]
    assert "Everything runs" in text(answer)
    assert "No task has failed since somebody last looked." in text(answer)


def test_what_is_past_its_limit_comes_first_with_what_to_do(client, admin, at_work):
    failure(task="notifications.tasks.sweep", error="OperationalError: no", times=37)

    answer = client.get(PAGE)

    assert answer.context["alerts"][0].code == "tasks"
    assert "1 thing is past its limit" in text(answer)
    assert "notifications.tasks.sweep OperationalError: no 37" in text(answer)


def test_portal_left_alone_is_told_on_the_page_and_on_the_home(client, admin, monkeypatch):
    monkeypatch.setattr(apps.get_app_config("safetymonth"), "started_at", timezone.now() - timedelta(hours=1))
    Heartbeat.objects.create(name="sweep", at=timezone.now() - timedelta(minutes=5))

    assert [alert.code for alert in client.get(PAGE).context["past"]] == ["beat", "sweep"]
    home = text(client.get("/", follow=True))
    assert "The last beat: never yet. It should come every minute." in home
    assert "The last sweep of messages: 5 minutes ago. It should come every ten seconds." in home


def test_home_of_the_administrator_is_quiet_while_all_is_well(client, admin, at_work):
    answer = client.get("/", follow=True)

    assert answer.redirect_chain == [("/accounts/people/", 302)]
    assert "What to do about it" not in text(answer)
    assert PAGE in answer.content.decode()


def test_office_is_told_nothing_of_the_machine(client):
    failure()
    office = UserFactory(role="office")
    client.force_login(office)

    answer = client.get("/accounts/people/")

    assert "failed task" not in text(answer)
    assert PAGE not in answer.content.decode()


def test_seen_failure_goes_to_those_seen_with_name(client, admin, at_work):
    row = failure(times=3)

    answer = client.post(f"/operations/failures/{row.pk}/seen/", follow=True)

    row.refresh_from_db()
    assert (row.seen_by, list(answer.context["failures"]), list(answer.context["seen"])) == (admin, [], [row])
    assert "Marked as seen. It comes back if the task fails again." in text(answer)
    assert re.search(r"3 times, last .+\. Seen by 管理员, ", text(answer))


def test_messages_of_a_day_are_counted_by_state(client, admin, at_work):
    for number, state in enumerate(["queued", "failed", "unclear", "failed", "queued"]):
        person = {"channel": "email", "person": admin, "unit": admin.unit, "day": "2026-06-10"}
        Delivery.objects.create(key=str(number), state=state, **person)
    Delivery.objects.filter(key="4").update(created_at=timezone.now() - timedelta(hours=24, minutes=1))

    assert client.get(PAGE).context["states"] == [
        ("Queued", 1, ""),
        ("Being sent", 0, ""),
        ("Sent", 0, ""),
        ("Failed", 2, "red"),
        ("Unclear", 1, "yellow"),
        ("No longer needed", 0, ""),
    ]


def test_page_names_the_versions_at_work(client, admin, at_work):
    machine = client.get(PAGE).context["machine"]

    assert [name for name, _number in machine.versions] == [
        "Safety Month",
        "Python",
        "Django",
        "Celery",
        "PostgreSQL",
        "Redis",
    ]
    assert machine.database_size > 2**20


def test_migrations_that_wait_are_past_the_limit(client, admin, at_work):
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()

    assert [alert.sentence for alert in client.get(PAGE).context["past"]] == [
        "1 migrations are not applied: run `python manage.py migrate`."
    ]


def test_page_opens_without_redis(client, admin, at_work, settings):
    settings.REDIS_URL = "unix:///nonexistent/redis.sock"
    answer = client.get(PAGE)

    assert [alert.code for alert in answer.context["past"]] == ["broker"]
    assert "1 thing is past its limit" in text(answer)


def test_poll_after_the_session_ended_leads_to_the_sign_in(client):
    answer = client.get(PAGE, headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Refresh"], answer.content) == (200, "true", b"")


@pytest.mark.parametrize(("headers", "minutes"), [({"X-Unattended": "1"}, 20), ({}, 0)])
def test_page_that_polls_keeps_nobody_signed_in(client, admin, headers, minutes):
    Session.objects.update(last_seen_at=timezone.now() - timedelta(minutes=20))

    client.get(PAGE, headers=headers)

    assert (timezone.now() - Session.objects.get().last_seen_at) // timedelta(minutes=1) == minutes


@pytest.mark.parametrize("number", [1, 20])
def test_page_takes_the_same_queries_for_any_number_of_failures(client, admin, number, django_assert_num_queries):
    for each in range(number):
        failure(error=f"E{each}")
        failure(error=f"F{each}", seen_at=timezone.now(), seen_by=UserFactory())
    client.get(PAGE)

    with django_assert_num_queries(16):
        client.get(PAGE)
