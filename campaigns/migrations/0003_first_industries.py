"""The industries a new portal starts with; taking it back leaves the rows, units may carry them."""

from django.db import migrations

from campaigns.taxonomies import load_taxonomies


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0002_first_taxonomies"), ("units", "0002_industry_and_risk_level")]
    operations = [
        migrations.RunPython(lambda apps, _: load_taxonomies(apps.get_model), migrations.RunPython.noop, elidable=False)
    ]
