"""Background work. Every fact is in PostgreSQL: beat only says "look now", and an emptied Redis loses nothing."""

import os
from typing import Any

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetymonth.settings")

LEAST_SECONDS_TO_WAIT = 30


def nightly(task: str, minute: int) -> dict[str, Any]:
    """After three; one that could not begin until the next evening is the next night's."""
    return {"task": task, "schedule": crontab(hour=3, minute=minute), "options": {"expires": 16 * 3600}}


def every(seconds: int, task: str) -> dict[str, Any]:
    """Dropped by the time the next is sent: workers that come back find one to do, not a pile.

    Not sooner than after half a minute, since the clocks of two hosts may differ by some seconds.
    """
    expires = max(seconds, LEAST_SECONDS_TO_WAIT)
    return {"task": task, "schedule": float(seconds), "options": {"expires": expires}}


app = Celery("safetymonth", task_cls="core.background:RecordedTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "blank-contacts": nightly("inspections.tasks.blank_contacts", minute=25),
    "draft-bulletins": nightly("reports.tasks.draft_bulletins", minute=40),
    "fold-totals": every(2, "core.tasks.fold_totals"),
    "heartbeat": every(60, "core.tasks.heartbeat"),
    "lapse-rewards": nightly("inspections.tasks.lapse_rewards", minute=25),
    "morning-brief": every(30, "reports.tasks.morning_brief"),
    "prove-totals": nightly("safetymonth.tasks.prove_totals", minute=35),
    # A killed run is taken up within seconds; once a day is told, a look costs three small queries.
    "remind": every(10, "notifications.tasks.remind"),
    "remove-expired-sessions": nightly("accounts.tasks.remove_expired_sessions", minute=5),
    "settle-merged-units": every(300, "activities.tasks.settle_merged_units"),
    "sweep-attachments": nightly("campaigns.tasks.sweep_attachments", minute=15),
    "sweep-hazard-imports": every(60, "inspections.tasks.sweep_imports"),
    "sweep-hazard-photos": nightly("inspections.tasks.sweep_photos", minute=20),
    "sweep-imports": every(60, "activities.tasks.sweep_imports"),
    "sweep-messages": every(10, "notifications.tasks.sweep"),
    "sweep-photos": nightly("activities.tasks.sweep_photos", minute=10),
    "tell-of-reporters": {
        "task": "inspections.tasks.tell_of_reporters",
        "schedule": crontab(minute="*/15"),
        "options": {"expires": 15 * 60},
    },
    "tidy-marks": every(60, "core.tasks.tidy_marks"),
}
