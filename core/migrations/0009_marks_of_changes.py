from django.db import migrations, models

APPEND = """
CREATE FUNCTION core_append_mark() RETURNS trigger LANGUAGE plpgsql AS $mark$
BEGIN
    INSERT INTO core_mark (mark) VALUES (hashtextextended(gen_random_uuid()::text, 0));
    RETURN NULL;
END $mark$
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0008_proof_of_totals")]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.BigIntegerField()),
            ],
        ),
        migrations.RunSQL(APPEND, "DROP FUNCTION core_append_mark()"),
    ]
