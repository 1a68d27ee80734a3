from django.db import migrations, models

from activities.models.totals import ACTIVITIES, UNSAID
from core.totals.installing import install, keep_beside, keep_no_beside, uninstall

# Counted before without what wasn't said, and without telling the host from the co-organisers.
COUNT_ANEW = """
SELECT activities_recount(ARRAY(
    SELECT activity_id FROM activities_indicatorvalue WHERE value IS NULL
    UNION SELECT activity_id FROM activities_activity_co_organisers
))
"""
# Read from the index alone: the rows of one unit and indicator lie scattered.
READ_FROM_KEY = """
ALTER TABLE activities_unsaid DROP CONSTRAINT activities_unsaid_pkey;
ALTER TABLE activities_unsaid ADD PRIMARY KEY (campaign, node, indicator, activity) INCLUDE (state, day, host);
"""


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0009_count_many_at_once"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="indicatorvalue",
            index=models.Index(
                condition=models.Q(("value", None)), fields=["indicator", "activity"], name="value_unsaid"
            ),
        ),
        migrations.CreateModel(
            name="UnsaidValue",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "campaign",
                        "node",
                        "indicator",
                        "activity",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("campaign", models.BigIntegerField()),
                ("node", models.BigIntegerField()),
                ("indicator", models.BigIntegerField()),
                ("activity", models.BigIntegerField()),
                ("state", models.CharField(max_length=10)),
                ("day", models.DateField()),
                ("host", models.BigIntegerField()),
            ],
            options={
                "db_table": "activities_unsaid",
            },
        ),
        migrations.RunSQL(READ_FROM_KEY, migrations.RunSQL.noop),
        migrations.RunSQL(uninstall(ACTIVITIES) + install(ACTIVITIES), migrations.RunSQL.noop),
        migrations.RunSQL(COUNT_ANEW, migrations.RunSQL.noop),
        migrations.RunSQL(keep_beside(ACTIVITIES, UNSAID), keep_no_beside(ACTIVITIES, UNSAID)),
    ]
