"""Where units stand in the totals: triggers keep it, this proves and mends it."""

from django.db import connection, transaction


@transaction.atomic
def place_units() -> None:
    """Find the nodes of every unit anew, as after rows were written past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT units_place(ARRAY(SELECT id FROM units_unit))")


def misplaced_units() -> int:
    """How many units stand elsewhere in the totals than in the tree."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM units_nodes(ARRAY(SELECT id FROM units_unit)) now "
            "FULL JOIN units_unitplace kept USING (unit_id) WHERE now.nodes IS DISTINCT FROM kept.nodes"
        )
        return cursor.fetchone()[0]
