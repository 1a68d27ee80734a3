"""The calendar a new portal starts with; taking it back leaves the days, the office may have changed them."""

from django.db import migrations

from core.calendar import load_calendar


class Migration(migrations.Migration):
    dependencies = [("core", "0002_working_day_calendar")]
    operations = [
        migrations.RunPython(lambda apps, _: load_calendar(apps.get_model), migrations.RunPython.noop, elidable=False)
    ]
