"""Background work. Every fact is in PostgreSQL: beat only says "look now", and an emptied Redis loses nothing."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "safetymonth.settings")

app = Celery("safetymonth")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.beat_schedule = {
    "remind": {"task": "notifications.tasks.remind", "schedule": 60.0, "options": {"expires": 50}},
    "sweep-messages": {"task": "notifications.tasks.sweep", "schedule": 10.0, "options": {"expires": 10}},
    "lapse-rewards": {"task": "inspections.tasks.lapse_rewards", "schedule": crontab(hour=3, minute=25)},
    "blank-contacts": {"task": "inspections.tasks.blank_contacts", "schedule": crontab(hour=3, minute=25)},
    "remove-expired-sessions": {
        "task": "accounts.tasks.remove_expired_sessions",
        "schedule": crontab(hour=3, minute=5),
    },
    "settle-merged-units": {"task": "activities.tasks.settle_merged_units", "schedule": 300.0},
    "sweep-attachments": {"task": "campaigns.tasks.sweep_attachments", "schedule": crontab(hour=3, minute=15)},
    "sweep-hazard-photos": {"task": "inspections.tasks.sweep_photos", "schedule": crontab(hour=3, minute=20)},
    "sweep-hazard-imports": {"task": "inspections.tasks.sweep_imports", "schedule": 60.0},
    "sweep-imports": {"task": "activities.tasks.sweep_imports", "schedule": 60.0},
    "sweep-photos": {"task": "activities.tasks.sweep_photos", "schedule": crontab(hour=3, minute=10)},
    "tell-of-reporters": {"task": "inspections.tasks.tell_of_reporters", "schedule": crontab(minute="*/15")},
}
