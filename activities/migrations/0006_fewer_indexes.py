from django.conf import settings
from django.db import migrations
from django.db.models import CASCADE

from core.unindexed import FIXED, NULLABLE, unindexed, unindexed_in_history

PERSON = settings.AUTH_USER_MODEL
EVENT = "activityevent"


class Migration(migrations.Migration):
    dependencies = [
        ("activities", "0005_find_words_by_pairs"),
        ("campaigns", "0007_totals"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("units", "0004_find_words_by_pairs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        unindexed("activity", "campaign", "campaigns.campaign", related_name="activities"),
        unindexed("activity", "created_by", PERSON, **FIXED),
        *(unindexed("activity", name, PERSON, **FIXED, **NULLABLE) for name in ("reviewed_by", "submitted_by")),
        unindexed_in_history(EVENT, "assignment", "campaigns.assignment", verbose_name="assignment", **NULLABLE),
        unindexed_in_history(EVENT, "campaign", "campaigns.campaign"),
        unindexed_in_history(EVENT, "created_by", PERSON, **FIXED),
        unindexed_in_history(EVENT, "kind", "campaigns.activitykind", verbose_name="kind"),
        unindexed_in_history(EVENT, "pgh_context", "pghistory.context", related_query_name=None, null=True),
        unindexed_in_history(EVENT, "plan_item", "campaigns.planitem", verbose_name="plan item", **NULLABLE),
        *(unindexed_in_history(EVENT, name, PERSON, **FIXED, **NULLABLE) for name in ("reviewed_by", "submitted_by")),
        unindexed_in_history(EVENT, "unit", "units.unit", verbose_name="unit"),
        unindexed("indicatorvalue", "activity", "activities.activity", on_delete=CASCADE, related_name="values"),
        unindexed(
            "indicatorvalue", "indicator", "campaigns.indicator", related_name="values", verbose_name="indicator"
        ),
    ]
