from django.db import migrations, models

from activities.models.totals import ACTIVITIES, UNSAID
from core.totals.installing import install, uninstall
from core.totals.keeping import TRUTH

# What was counted before stood at units alone; whoever changes an activity meanwhile waits.
AT_KINDS = f"""
SELECT id, campaign, ARRAY[-kind] AS nodes, {", ".join(ACTIVITIES.columns)}
FROM activities_counted WHERE NOT nodes @> ARRAY[-kind]
"""
ADDED_UP = f"""
LOCK TABLE activities_counted IN SHARE ROW EXCLUSIVE MODE;
INSERT INTO activities_total (node, campaign, facet, key, state, day, number, amount, inexact)
{TRUTH.format(current=AT_KINDS, facts=ACTIVITIES.facts)};
INSERT INTO activities_unsaid ({", ".join(UNSAID.columns)})
SELECT kept.* FROM ({AT_KINDS}) r CROSS JOIN LATERAL ({UNSAID.rows}) kept
WHERE kept.node < 0 AND {UNSAID.when.format(record="r")};
ALTER TABLE activities_counted DISABLE TRIGGER keep_update;
UPDATE activities_counted SET nodes = nodes || -kind WHERE NOT nodes @> ARRAY[-kind];
ALTER TABLE activities_counted ENABLE TRIGGER keep_update;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0011_sums_of_all_days"),
    ]

    operations = [
        migrations.RunSQL(uninstall(ACTIVITIES) + install(ACTIVITIES), migrations.RunSQL.noop),
        migrations.RunSQL(ADDED_UP, migrations.RunSQL.noop),
        migrations.RemoveIndex(model_name="activity", name="activity_unit_day"),
        migrations.AddIndex(
            model_name="activity",
            index=models.Index(
                fields=["campaign", "unit", "-starts_on", "-id"], include=["state"], name="activity_unit_day"
            ),
        ),
    ]
