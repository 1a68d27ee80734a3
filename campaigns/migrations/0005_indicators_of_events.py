"""Which indicators describe an event as a whole, so that a grid doesn't ask each unit for them."""

from django.db import migrations, models

from campaigns.taxonomies import mark_indicators_of_events


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0004_planitemkind_counted")]
    operations = [
        migrations.AddField(
            model_name="indicator",
            name="of_event",
            field=models.BooleanField(
                default=False,
                help_text="Said once by the host; a grid doesn't ask each unit for it.",
                verbose_name="of the whole event",
            ),
        ),
        migrations.RunPython(
            lambda apps, _: mark_indicators_of_events(apps.get_model), migrations.RunPython.noop, elidable=False
        ),
    ]
