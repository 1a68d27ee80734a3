from django.db import migrations

# upper() as `icontains` compares. A text of one character has no pair, an empty one neither.
FUNCTION = """
CREATE FUNCTION inspections_pairs(words text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(upper(words), place, 2)), '{}')
    FROM generate_series(1, length(words) - 1) AS place
$$
"""
INDEX = """
CREATE INDEX hazard_words ON inspections_hazard
USING gin (inspections_pairs(description || chr(10) || place || chr(10) || part))
"""


class Migration(migrations.Migration):
    dependencies = [("inspections", "0012_public_board")]

    operations = [
        migrations.RunSQL(FUNCTION, "DROP FUNCTION inspections_pairs(text)"),
        migrations.RunSQL(INDEX, "DROP INDEX hazard_words"),
    ]
