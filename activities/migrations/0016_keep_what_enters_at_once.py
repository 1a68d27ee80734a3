from django.db import migrations

from activities.models.totals import ACTIVITIES, UNSAID
from core.totals.installing import follow_beside


class Migration(migrations.Migration):
    dependencies = [("activities", "0015_read_by_one_plan")]

    operations = [migrations.RunSQL(follow_beside(ACTIVITIES, UNSAID), migrations.RunSQL.noop)]
