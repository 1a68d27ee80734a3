from django.apps import AppConfig
from django.utils import timezone


class SafetymonthConfig(AppConfig):
    name = "safetymonth"
    # Of this process: what runs by itself has had no time to show it in a portal that just started.
    started_at = timezone.now()

    def ready(self):
        # Makes our Celery app the current one, so that shared tasks go to our broker. Not done in
        # __init__.py, as usual elsewhere: the quickstart imports the package before Celery is installed.
        from safetymonth.celery import app

        app.set_default()
