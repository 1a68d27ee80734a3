"""The lists a new ledger starts with; taking it back leaves the rows, records may carry them."""

from django.db import migrations

from inspections.lists import load_lists


class Migration(migrations.Migration):
    dependencies = [("inspections", "0001_initial")]
    operations = [
        migrations.RunPython(lambda apps, _: load_lists(apps.get_model), migrations.RunPython.noop, elidable=False)
    ]
