import traceback
from datetime import UTC, datetime

import pytest
import time_machine
from django.core.exceptions import FieldDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.tests.factories import UserFactory
from core import operations
from core.background import RecordedTask
from core.errors import DomainError
from core.models import Heartbeat, TaskFailure

MORNING = datetime(2026, 6, 1, 0, 0, tzinfo=UTC)
LATER = datetime(2026, 6, 1, 0, 5, tzinfo=UTC)
TASK = "core.tasks.heartbeat"


def broken(message="no room", kind=ValueError):
    try:
        raise kind(message)
    except kind as error:
        return error


def failure(**facts):
    return TaskFailure.objects.create(**{"task": TASK, "error": "E", "first_at": MORNING, "at": MORNING, **facts})


@pytest.mark.django_db
def test_beat_keeps_one_row_with_the_last_time():
    for at in (MORNING, LATER):
        with time_machine.travel(at, tick=False):
            operations.beat("beat")

    assert list(Heartbeat.objects.values_list("name", "at")) == [("beat", LATER)]


@pytest.mark.django_db
def test_beat_is_one_statement(django_assert_num_queries):
    with django_assert_num_queries(1):
        operations.beat("beat")


@pytest.mark.django_db
def test_same_failure_counts_on_one_line_until_it_is_seen():
    admin = UserFactory(role="admin")
    error = broken()
    for at in (MORNING, LATER):
        with time_machine.travel(at, tick=False):
            operations.record_failure(TASK, error)
    operations.mark_seen(TaskFailure.objects.get(), by=admin)
    operations.record_failure(TASK, error)

    seen, fresh = TaskFailure.objects.order_by("first_at")
    assert (seen.times, seen.first_at, seen.at, seen.seen_by) == (2, MORNING, LATER, admin)
    assert (fresh.times, fresh.seen_by) == (1, None)


@pytest.mark.parametrize(
    ("message", "kept"),
    [
        ("no room", "no room"),
        ("first line\nsecond line of 张三", "first line"),
        ("Key (phone)=(13800000000) exists", "Key … exists"),
        ("bad value '张三' here", "bad value … here"),
        ('for "zhang san" only', "for … only"),
        ("{'a@example.com': (550, b'no such user')}", "…"),
        ("mail to a@example.com refused", "mail to … refused"),
        ("call 13800000000 again", "call … again"),
        ("单位不存在", "…"),
        ("connection to server at 127.0.0.1, port 5432 failed", "connection to server at 127.0.0.1, port 5432 failed"),
    ],
)
def test_error_is_told_without_the_values_it_quotes(message, kept):
    line = traceback.extract_tb((error := broken(message)).__traceback__)[-1].lineno

    assert operations.described(error) == f"ValueError (core/tests/test_operations.py:{line}): {kept}"


@pytest.mark.parametrize("kind", [DomainError, ValidationError])
def test_sentence_for_a_reader_is_left_out(kind):
    assert operations.described(broken("Li Wei has no post", kind)).endswith(")")


def test_error_of_a_library_names_our_own_line():
    try:
        UserFactory._meta.model._meta.get_field("nothing")
    except FieldDoesNotExist as error:
        told = operations.described(error)

    assert told.startswith("FieldDoesNotExist (core/tests/test_operations.py:")


@pytest.mark.django_db
def test_seen_failure_says_who_and_when_and_the_first_stays():
    first, second = UserFactory(role="admin"), UserFactory(role="admin")
    row = failure()
    with time_machine.travel(LATER, tick=False):
        operations.mark_seen(row, by=first)
    operations.mark_seen(row, by=second)

    row.refresh_from_db()
    assert (row.seen_by, row.seen_at) == (first, LATER)


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["office", "liaison", "leader", "inspector"])
def test_nobody_but_the_administrator_marks_a_failure_as_seen(role):
    row = failure()

    with pytest.raises(PermissionDenied):
        operations.mark_seen(row, by=UserFactory(role=role))

    row.refresh_from_db()
    assert (row.seen_by, row.seen_at) == (None, None)


@pytest.mark.django_db
@pytest.mark.parametrize("facts", [{"seen_at": MORNING}, {}])
def test_database_refuses_seen_by_nobody_and_a_second_open_line(facts):
    failure()

    with pytest.raises(IntegrityError), transaction.atomic():
        failure(**facts, error="E" if not facts else "F")


def test_failure_without_a_database_is_logged_and_hurts_nobody(django_db_blocker, caplog):
    host, connection.settings_dict["HOST"] = connection.settings_dict["HOST"], "/nonexistent"
    with django_db_blocker.unblock():
        connection.close()
        RecordedTask().on_failure(broken(), "id", [], {}, None)
    connection.settings_dict["HOST"] = host

    assert [record.getMessage() for record in caplog.records] == ["The failure of None could not be recorded"]
