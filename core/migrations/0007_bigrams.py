from django.db import migrations

# It costs much and is to be read from an index; the planner must not think it cheap to ask it row by row.
MAKE = """
CREATE FUNCTION bigrams(VARIADIC texts text[]) RETURNS text[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 10000 AS $$
DECLARE
    found text[] := '{}';
    said text;
    letters text[];
BEGIN
    FOREACH said IN ARRAY texts LOOP
        letters := string_to_array(upper(said), NULL);
        FOR place IN 1 .. coalesce(array_length(letters, 1), 0) - 1 LOOP
            found := found || (letters[place] || letters[place + 1]);
        END LOOP;
    END LOOP;
    RETURN found;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0006_signs_of_life")]

    operations = [migrations.RunSQL(MAKE, "DROP FUNCTION bigrams(VARIADIC text[])")]
