from django.conf import settings
from django.db import migrations

from core.unindexed import FIXED, NULLABLE, unindexed, unindexed_in_history

PERSON = settings.AUTH_USER_MODEL
EVENT = "hazardevent"
WHO = ("accepted_by", "closed_by", "graded_by", "rectified_by", "reinspected_by")
# Field, table and name of what a hazard need not have.
MAYBE = (
    ("category", "inspections.hazardcategory", "category"),
    ("reinspector", PERSON, "re-inspector"),
    ("supervising", "units.unit", "supervising department"),
    ("unit", "units.unit", "unit"),
    ("visit", "inspections.visit", "visit"),
)


class Migration(migrations.Migration):
    dependencies = [
        ("campaigns", "0007_totals"),
        ("inspections", "0005_find_words_by_pairs"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("units", "0004_find_words_by_pairs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        unindexed("hazard", "campaign", "campaigns.campaign", related_name="hazards"),
        *(unindexed("hazard", name, PERSON, **FIXED, **NULLABLE) for name in WHO),
        unindexed_in_history(EVENT, "campaign", "campaigns.campaign"),
        *(unindexed_in_history(EVENT, name, PERSON, **FIXED, **NULLABLE) for name in (*WHO, "found_by")),
        unindexed_in_history(EVENT, "duplicate_of", "inspections.hazard", **FIXED, **NULLABLE),
        unindexed_in_history(EVENT, "pgh_context", "pghistory.context", related_query_name=None, null=True),
        unindexed_in_history(EVENT, "source", "inspections.hazardsource", verbose_name="source"),
        *(unindexed_in_history(EVENT, name, to, verbose_name=said, **NULLABLE) for name, to, said in MAYBE),
    ]
