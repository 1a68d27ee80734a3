from django.db import migrations, models

from campaigns.models.totals import SHARES
from core.totals.installing import sum_days
from core.totals.models import KEY


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0008_count_many_at_once")]

    operations = [
        migrations.RunSQL(sum_days(SHARES)),
        migrations.AlterField(
            model_name="sharetotal",
            name="pk",
            field=models.CompositePrimaryKey(*KEY, blank=True, editable=False, primary_key=True, serialize=False),
        ),
    ]
