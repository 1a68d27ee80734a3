"""The rules a new portal starts with; taking it back leaves the rows, the office may have edited them."""

from django.db import migrations

from notifications.first_rules import load_reminder_rules


class Migration(migrations.Migration):
    dependencies = [("notifications", "0003_reminders_and_outbox")]
    operations = [
        migrations.RunPython(
            lambda apps, _: load_reminder_rules(apps.get_model), migrations.RunPython.noop, elidable=False
        )
    ]
