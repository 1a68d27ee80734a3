import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from core.totals.kinds import TREE_LOCK

# Nodes of the units given. A unit's path ends with itself.
FUNCTIONS = f"""
CREATE FUNCTION units_nodes(wanted bigint[]) RETURNS TABLE (unit_id bigint, nodes bigint[]) LANGUAGE sql STABLE AS $$
    SELECT unit.id, ARRAY(
        SELECT step::bigint FROM unnest(string_to_array(trim(BOTH '/' FROM unit.path), '/')) AS step
        WHERE step <> '' AND (step::bigint <> unit.id OR EXISTS (SELECT FROM units_unit below WHERE below.parent_id = unit.id))
        ORDER BY 1
    )
    FROM units_unit unit WHERE unit.id = ANY (wanted)
$$;

CREATE FUNCTION units_place(wanted bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF cardinality(wanted) = 0 THEN
        RETURN;
    END IF;
    -- Where records may stand already, nobody counts while the nodes change.
    IF EXISTS (
        SELECT FROM units_nodes(wanted) fresh JOIN units_unitplace old USING (unit_id)
        WHERE old.nodes <> fresh.nodes
    ) THEN
        PERFORM pg_advisory_xact_lock({TREE_LOCK});
    END IF;
    INSERT INTO units_unitplace AS old (unit_id, nodes) SELECT unit_id, nodes FROM units_nodes(wanted)
    ON CONFLICT (unit_id) DO UPDATE SET nodes = excluded.nodes WHERE old.nodes <> excluded.nodes;
END $$;

CREATE FUNCTION units_place_of_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        PERFORM units_place(ARRAY(SELECT id FROM new_rows UNION SELECT parent_id FROM new_rows WHERE parent_id IS NOT NULL));
    ELSIF TG_OP = 'UPDATE' THEN
        PERFORM units_place(ARRAY(
            SELECT touched.id FROM new_rows JOIN old_rows USING (id),
                   LATERAL unnest(ARRAY[id, old_rows.parent_id, new_rows.parent_id]) AS touched (id)
            WHERE touched.id IS NOT NULL AND (
                new_rows.path <> old_rows.path OR new_rows.parent_id IS DISTINCT FROM old_rows.parent_id
            )
        ));
    ELSE
        PERFORM units_place(ARRAY(SELECT parent_id FROM old_rows WHERE parent_id IS NOT NULL));
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER place_inserted AFTER INSERT ON units_unit REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION units_place_of_rows();
CREATE TRIGGER place_updated AFTER UPDATE ON units_unit REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION units_place_of_rows();
CREATE TRIGGER place_deleted AFTER DELETE ON units_unit REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION units_place_of_rows();

SELECT units_place(ARRAY(SELECT id FROM units_unit));
"""
BACK = """
DROP TRIGGER place_inserted ON units_unit; DROP TRIGGER place_updated ON units_unit;
DROP TRIGGER place_deleted ON units_unit; DROP FUNCTION units_place_of_rows();
DROP FUNCTION units_place(bigint[]); DROP FUNCTION units_nodes(bigint[]);
"""


class Migration(migrations.Migration):
    dependencies = [("units", "0002_industry_and_risk_level")]

    operations = [
        migrations.CreateModel(
            name="UnitPlace",
            fields=[
                (
                    "unit",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="place",
                        serialize=False,
                        to="units.unit",
                    ),
                ),
                ("nodes", django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
            ],
        ),
        migrations.RunSQL(FUNCTIONS, BACK),
    ]
