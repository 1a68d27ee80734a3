from django.apps import AppConfig


class SafetymonthConfig(AppConfig):
    name = "safetymonth"

    def ready(self):
        # Makes our Celery app the current one, so that shared tasks go to our broker. Not done in
        # __init__.py, as usual elsewhere: the quickstart imports the package before Celery is installed.
        from safetymonth.celery import app

        app.set_default()
