from django.db import migrations

from activities.models.totals import ACTIVITIES
from core.totals.installing import install_counting_of_new


class Migration(migrations.Migration):
    dependencies = [("activities", "0008_lean_history_of_parts")]

    operations = [migrations.RunSQL(install_counting_of_new(ACTIVITIES), migrations.RunSQL.noop)]
