from django.db import migrations

from core.kept import watch


class Migration(migrations.Migration):
    dependencies = [("inspections", "0010_due_read_both_ways"), ("core", "0009_marks_of_changes")]

    operations = watch("inspections_hazardcategory", "inspections_hazardsource")
