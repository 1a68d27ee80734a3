"""The outline of a weekly bulletin; taking it back leaves the rows, bulletins may use them."""

from django.db import migrations

from reports.outlines import load_outlines


class Migration(migrations.Migration):
    dependencies = [("reports", "0005_bulletins")]
    operations = [
        migrations.RunPython(lambda apps, _: load_outlines(apps.get_model), migrations.RunPython.noop, elidable=False)
    ]
