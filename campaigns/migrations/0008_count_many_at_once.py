from django.db import migrations

from campaigns.models.totals import SHARES
from core.totals.installing import install_counting_of_new


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0007_totals")]

    operations = [migrations.RunSQL(install_counting_of_new(SHARES), migrations.RunSQL.noop)]
