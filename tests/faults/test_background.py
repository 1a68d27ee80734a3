"""A real worker: what it does leaves a sign, what fails is found by the administrator."""

import pytest

SEND = "from safetymonth.celery import app; app.send_task({task!r}, args={args!r}, expires={expires!r})"


@pytest.fixture
def worker(running):
    yield running
    running.sql("DELETE FROM core_taskfailure")


def send(checkout, task, *args, expires=None):
    done = checkout.call("manage.py", "shell", "-c", SEND.format(task=task, args=args, expires=expires))
    assert done.returncode == 0, done.stderr


def test_failed_task_is_recorded_without_its_arguments(worker):
    for _time in range(2):
        send(worker, "core.tasks.heartbeat", "张三")

    worker.wait_for(lambda: worker.sql("SELECT sum(times) FROM core_taskfailure") == [(2,)])
    assert worker.sql("SELECT task, error, seen_at FROM core_taskfailure") == [
        ("core.tasks.heartbeat", "TypeError: heartbeat… takes 0 positional arguments but 1 was given", None)
    ]
    assert worker.answer() == 503


def test_worker_answers_a_heartbeat_and_a_sweep(worker):
    worker.sql("DELETE FROM core_heartbeat")

    for task in ("core.tasks.heartbeat", "notifications.tasks.sweep"):
        send(worker, task)

    worker.wait_for(lambda: worker.sql("SELECT name FROM core_heartbeat ORDER BY name") == [("beat",), ("sweep",)])
    assert worker.answer() == 200


def test_what_comes_too_late_is_dropped(worker):
    send(worker, "core.tasks.heartbeat", "late", expires=-1)
    send(worker, "notifications.tasks.sweep", "in time")

    worker.wait_for(lambda: worker.sql("SELECT count(*) FROM core_taskfailure") == [(1,)])
    assert worker.sql("SELECT task FROM core_taskfailure") == [("notifications.tasks.sweep",)]
