from django.db import migrations, models

from core.totals.installing import sum_days
from core.totals.models import KEY
from inspections.models.totals import HAZARDS


class Migration(migrations.Migration):
    dependencies = [("inspections", "0008_count_many_at_once")]

    operations = [
        migrations.RunSQL(sum_days(HAZARDS)),
        migrations.AlterField(
            model_name="hazardtotal",
            name="pk",
            field=models.CompositePrimaryKey(*KEY, blank=True, editable=False, primary_key=True, serialize=False),
        ),
    ]
