from django.db import migrations

# Two characters as one number are put in order far faster than as a text, and an index of words is mostly that. Rare
# characters beyond the first plane lose bits and may share a number; every row that the index names is read again.
FUNCTION = """
CREATE FUNCTION bigrams(VARIADIC texts text[]) RETURNS {kind}[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE STRICT COST 10000 AS $bigrams$
DECLARE
    found {kind}[] := '{{}}';
    said text;
    letters text[];
BEGIN
    FOREACH said IN ARRAY texts LOOP
        letters := string_to_array(upper(said), NULL);
        FOR place IN 1 .. coalesce(array_length(letters, 1), 0) - 1 LOOP
            found := found || ({pair});
        END LOOP;
    END LOOP;
    RETURN found;
END
$bigrams$;
"""
# Whatever indexes stand on the function go with it, and are made again as they were.
REPLACE = """
DO $replace$
DECLARE
    indexes text[] := ARRAY(
        SELECT pg_get_indexdef(objid) FROM pg_depend
        WHERE classid = 'pg_class'::regclass AND refclassid = 'pg_proc'::regclass
        AND refobjid = 'bigrams(text[])'::regprocedure ORDER BY objid
    );
    made text;
BEGIN
    DROP FUNCTION bigrams(VARIADIC text[]) CASCADE;
    {function}
    FOREACH made IN ARRAY indexes LOOP
        EXECUTE made;
    END LOOP;
END
$replace$
"""
AS_NUMBERS = FUNCTION.format(kind="integer", pair="ascii(letters[place]) << 16 | ascii(letters[place + 1])")
AS_TEXTS = FUNCTION.format(kind="text", pair="letters[place] || letters[place + 1]")


class Migration(migrations.Migration):
    dependencies = [("core", "0009_marks_of_changes")]

    operations = [migrations.RunSQL(REPLACE.format(function=AS_NUMBERS), REPLACE.format(function=AS_TEXTS))]
