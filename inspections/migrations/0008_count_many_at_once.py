from django.db import migrations

from core.totals.installing import install_counting_of_new
from inspections.models.totals import HAZARDS


class Migration(migrations.Migration):
    dependencies = [("inspections", "0007_first_of_what_waits")]

    operations = [migrations.RunSQL(install_counting_of_new(HAZARDS), migrations.RunSQL.noop)]
