from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notifications", "0004_first_reminder_rules"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="delivery",
            name="delivery_queued",
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                fields=["-is_urgent", "next_at", "id"], condition=models.Q(state="queued"), name="delivery_queued"
            ),
        ),
    ]
