from celery import current_app

from core.background import RecordedTask
from safetymonth.celery import app


def test_everything_that_beat_sends_expires():
    assert {name for name, entry in app.conf.beat_schedule.items() if not entry["options"]["expires"] > 0} == set()


def test_everything_that_beat_sends_is_a_task_whose_failure_is_recorded():
    app.loader.import_default_modules()
    tasks = [current_app.tasks[entry["task"]] for entry in app.conf.beat_schedule.values()]

    assert [task.name for task in tasks if not isinstance(task, RecordedTask)] == []


def test_heartbeat_comes_each_minute_and_piles_up_nowhere():
    assert app.conf.beat_schedule["heartbeat"] == {
        "task": "core.tasks.heartbeat",
        "schedule": 60.0,
        "options": {"expires": 60},
    }
