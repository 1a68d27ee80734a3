"""The lists a new portal starts with; taking it back leaves the rows, records may carry them."""

from django.db import migrations

from campaigns.taxonomies import load_taxonomies


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial"), ("units", "0001_initial")]
    operations = [
        migrations.RunPython(lambda apps, _: load_taxonomies(apps.get_model), migrations.RunPython.noop, elidable=False)
    ]
