from django.db import migrations

# Read from the index alone: which activities some units do together with others. What begins with the activity is
# found by the constraint that names a pair once.
MAKE = """
CREATE INDEX activity_of_co_organiser ON activities_activity_co_organisers (unit_id, activity_id);
DROP INDEX activities_activity_co_organisers_unit_id_21eca8d4;
DROP INDEX activities_activity_co_organisers_activity_id_77b9fe63;
"""
BACK = """
CREATE INDEX activities_activity_co_organisers_activity_id_77b9fe63 ON activities_activity_co_organisers (activity_id);
CREATE INDEX activities_activity_co_organisers_unit_id_21eca8d4 ON activities_activity_co_organisers (unit_id);
DROP INDEX activity_of_co_organiser;
"""


class Migration(migrations.Migration):
    dependencies = [("activities", "0012_totals_of_kinds")]

    operations = [migrations.RunSQL(MAKE, BACK)]
