from django.db import migrations

from core.kept import watch


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0009_sums_of_all_days"), ("core", "0009_marks_of_changes")]

    operations = watch(
        "campaigns_activitykind",
        "campaigns_campaign",
        "campaigns_entry",
        "campaigns_entryset",
        "campaigns_entryset_entries",
        "campaigns_figurepick",
        "campaigns_indicator",
        "campaigns_linkage",
        "campaigns_plandeclaration",
        "campaigns_planitem",
        "campaigns_planitem_co_operating",
        "campaigns_planitemkind",
        "campaigns_timelineentry",
    )
