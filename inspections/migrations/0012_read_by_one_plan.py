from django.db import migrations

from core.totals.installing import install_reading, uninstall_reading
from inspections.models.totals import HAZARDS


class Migration(migrations.Migration):
    dependencies = [("inspections", "0011_watch_for_what_is_kept")]

    operations = [migrations.RunSQL(install_reading(HAZARDS), uninstall_reading(HAZARDS))]
