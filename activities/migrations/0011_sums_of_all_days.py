from django.db import migrations, models

from activities.models.totals import ACTIVITIES
from core.totals.installing import sum_days
from core.totals.models import KEY


class Migration(migrations.Migration):
    dependencies = [("activities", "0010_unsaid_values")]

    operations = [
        migrations.RunSQL(sum_days(ACTIVITIES)),
        migrations.AlterField(
            model_name="activitytotal",
            name="pk",
            field=models.CompositePrimaryKey(*KEY, blank=True, editable=False, primary_key=True, serialize=False),
        ),
    ]
