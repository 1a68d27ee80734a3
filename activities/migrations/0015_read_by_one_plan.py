from django.db import migrations

from activities.models.totals import ACTIVITIES
from core.totals.installing import install_reading, uninstall_reading


class Migration(migrations.Migration):
    dependencies = [("activities", "0014_lists_read_from_indexes")]

    operations = [migrations.RunSQL(install_reading(ACTIVITIES), uninstall_reading(ACTIVITIES))]
