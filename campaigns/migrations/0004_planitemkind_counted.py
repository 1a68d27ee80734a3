"""How a kind of plan item is counted in a sentence: 5个专题, 5 topics."""

from django.db import migrations, models

from campaigns.taxonomies import name_counted_kinds


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0003_withdrawn_assignments")]
    operations = [
        migrations.AddField(
            model_name="planitemkind",
            name="measure_zh",
            field=models.CharField(
                blank=True,
                help_text="The word between number and name; empty is the usual one.",
                max_length=4,
                verbose_name="measure word in Chinese",
            ),
        ),
        migrations.AddField(
            model_name="planitemkind",
            name="plural_en",
            field=models.CharField(
                blank=True,
                help_text="As in “5 topics”; empty repeats the name.",
                max_length=80,
                verbose_name="English plural",
            ),
        ),
        migrations.RunPython(
            lambda apps, _: name_counted_kinds(apps.get_model), migrations.RunPython.noop, elidable=False
        ),
    ]
