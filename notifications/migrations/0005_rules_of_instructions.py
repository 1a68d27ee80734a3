"""The first stages of what leaders wait for; taking it back leaves the rows, the office may have edited them."""

from django.db import migrations

from notifications.first_rules import load_reminder_rules


class Migration(migrations.Migration):
    dependencies = [("notifications", "0004_first_reminder_rules")]
    operations = [
        migrations.RunPython(
            lambda apps, _: load_reminder_rules(apps.get_model), migrations.RunPython.noop, elidable=False
        )
    ]
