from django.db import migrations


class Migration(migrations.Migration):
    """Without the index the planner called the function for each row: worse than reading the texts themselves."""

    dependencies = [("inspections", "0014_longer_checks_of_reports")]

    operations = [
        migrations.RunSQL("DROP INDEX hazard_words", migrations.RunSQL.noop),
        migrations.RunSQL("DROP FUNCTION inspections_pairs(text)", migrations.RunSQL.noop),
    ]
