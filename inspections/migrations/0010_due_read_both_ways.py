from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("inspections", "0009_sums_of_all_days"),
    ]

    operations = [
        migrations.RemoveIndex(model_name="hazard", name="hazard_due_latest_first"),
    ]
