from django.db import migrations

from core.unindexed import unindexed

# What hangs on an activity is found by the constraint that names a pair once.
DROP = """
DROP INDEX activities_activity_linkages_activity_id_19751609;
DROP INDEX activities_activity_entries_activity_id_6a704570;
"""
BACK = """
CREATE INDEX activities_activity_linkages_activity_id_19751609 ON activities_activity_linkages (activity_id);
CREATE INDEX activities_activity_entries_activity_id_6a704570 ON activities_activity_entries (activity_id);
"""


class Migration(migrations.Migration):
    dependencies = [("activities", "0016_keep_what_enters_at_once"), ("campaigns", "0007_totals")]

    operations = [
        # Activities of a kind are asked for within a campaign, by an index that begins with it.
        unindexed("activity", "kind", "campaigns.activitykind", related_name="activities", verbose_name="kind"),
        migrations.RunSQL(DROP, BACK),
    ]
