import gc

from django.apps import AppConfig
from django.utils import timezone


class SafetymonthConfig(AppConfig):
    name = "safetymonth"
    # Of this process: what runs by itself has had no time to show it in a portal that just started.
    started_at = timezone.now()

    def ready(self):
        # Makes our Celery app the current one, so that shared tasks go to our broker. Not done in
        # __init__.py, as usual elsewhere: the quickstart imports the package before Celery is installed.
        from django.core.checks import Tags, register

        from safetymonth.celery import app
        from safetymonth.database import check_database

        register(check_database, Tags.database)
        app.set_default()
        # What is loaded by now stays. To look through it again and again for garbage took a tenth of an import's time.
        gc.freeze()
