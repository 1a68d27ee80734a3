from django.db import migrations

from campaigns.models.totals import SHARES
from core.totals.installing import install_reading, uninstall_reading


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0010_watch_for_what_is_kept")]

    operations = [migrations.RunSQL(install_reading(SHARES), uninstall_reading(SHARES))]
