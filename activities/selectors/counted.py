"""What no sum says, out of what each activity is counted as: one pass, however the figures are asked."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from django.db import connection, transaction

from activities.models.totals import ACTIVITIES

# The rows of a table in which an activity stands, by their keys; 0 for none.
ROWS = {
    "kind": "ARRAY[kind]",
    "plan_item": "ARRAY[plan_item]",
    "linkage": "CASE linkages WHEN '{}' THEN '{0}' ELSE linkages END",
    "entry": "CASE entries WHEN '{}' THEN '{0}' ELSE entries END",
}
# Of units that are no nodes, found by the indexes of who took part; the last parameter is a list of them.
OF_UNITS = f"""
SELECT took.unit AS node, fact.facet, fact.key, '' AS state, DATE '0001-01-01' AS day,
       sum(fact.number)::bigint AS number, sum(fact.amount)::bigint AS amount, sum(fact.inexact)::bigint AS inexact
FROM (SELECT * FROM activities_counted WHERE campaign = %s AND state IN %s AND day BETWEEN %s AND %s) r
JOIN (
    SELECT id, unit_id AS unit FROM activities_activity WHERE campaign_id = %s
    UNION SELECT activity_id, unit_id FROM activities_activity_co_organisers
) took USING (id)
CROSS JOIN LATERAL ({ACTIVITIES.facts}) fact
WHERE fact.facet IN %s AND took.unit = ANY(%s)
GROUP BY took.unit, fact.facet, fact.key
"""
# Added up by the set of rows before it is shared out among them, since there are few such sets.
FIGURES = """
SELECT unnest(rows) AS row, indicator, sum(number)::bigint, sum(amount)::bigint, sum(inexact)::bigint
FROM (
    SELECT rows, indicator, count(amount) AS number, sum(amount) AS amount,
           count(*) FILTER (WHERE is_inexact AND amount IS NOT NULL) AS inexact
    FROM (
        SELECT {rows} AS rows, unnest(indicators) AS indicator, unnest(amounts) AS amount, unnest(are_inexact) AS is_inexact
        FROM activities_counted WHERE {standing}
    ) said
    GROUP BY rows, indicator HAVING count(amount) > 0
) added GROUP BY 1, 2
"""
STANDING = """
campaign = %(campaign)s AND state IN %(states)s AND day BETWEEN %(day_from)s AND %(day_to)s AND nodes @> ARRAY[%(node)s]::bigint[]
"""
COUNTED = """
activity.campaign_id = %(campaign)s AND activity.starts_on BETWEEN %(day_from)s AND %(day_to)s AND activity.state IN %(states)s
"""


class Scope(StrEnum):
    """What a node stands for: the whole campaign, a unit with all below it, a kind of activity."""

    WHOLE = "whole"
    PART = "part"
    KIND = "kind"


# What is found by an index, so that not all of the campaign is looked through.
FOUND = {
    Scope.KIND: f"SELECT id, unit_id FROM activities_activity activity WHERE {COUNTED} AND kind_id = -(%(node)s)",
    Scope.PART: f"""
    SELECT id, unit_id FROM activities_activity activity JOIN units_unitplace place USING (unit_id)
    WHERE {COUNTED} AND place.nodes @> ARRAY[%(node)s]::bigint[]
    UNION
    SELECT activity.id, activity.unit_id FROM activities_activity_co_organisers guest
    JOIN units_unitplace place USING (unit_id) JOIN activities_activity activity ON activity.id = guest.activity_id
    WHERE {COUNTED} AND place.nodes @> ARRAY[%(node)s]::bigint[]
    """,
}
# Different units, by node.
HOW_MANY_UNITS = """
SELECT node, 'unit' AS facet, 0::bigint AS key, '' AS state, DATE '0001-01-01' AS day,
       count(*) AS number, 0::bigint AS amount, 0::bigint AS inexact
FROM (
    SELECT node FROM activities_now
    WHERE campaign = %s AND facet = 'unit' AND day = DATE '0001-01-01' AND state IN %s AND node = ANY(%s)
    GROUP BY node, key HAVING sum(number) > 0
) took_part GROUP BY node
"""
UNITS = """
WITH found AS MATERIALIZED ({found})
SELECT count(*) FROM (
    SELECT unit_id FROM found
    UNION SELECT guest.unit_id FROM activities_activity_co_organisers guest JOIN found ON found.id = guest.activity_id
) took_part
"""
# Of all units it is known who took part at all; in these days that is one activity of each to be found.
ALL_UNITS = f"""
SELECT count(*) FROM (
    SELECT key AS unit FROM activities_now
    WHERE campaign = %(campaign)s AND node = %(node)s AND facet = 'unit' AND day = DATE '0001-01-01' AND state IN %(states)s
    GROUP BY key HAVING sum(number) > 0
) took_part
WHERE EXISTS (SELECT FROM activities_activity activity WHERE activity.unit_id = took_part.unit AND {COUNTED})
OR EXISTS (
    SELECT FROM activities_activity_co_organisers guest JOIN activities_activity activity ON activity.id = guest.activity_id
    WHERE guest.unit_id = took_part.unit AND {COUNTED}
)
"""


def figures_by(facet: str, which: dict[str, Any], scope: Scope) -> Collection[tuple[int, int, int, int, int]]:
    """(key of the facet, indicator, how many say it, their sum, how many of them aren't exact)."""
    standing = STANDING if scope == Scope.WHOLE else f"{STANDING} AND id IN (SELECT id FROM ({FOUND[scope]}) found)"
    with transaction.atomic(), connection.cursor() as cursor:
        # Of a million records seconds of work, for which it pays that PostgreSQL starts processes (settings, CONNECTION).
        cursor.execute("SET LOCAL parallel_setup_cost = 1000")
        cursor.execute(FIGURES.format(rows=ROWS[facet], standing=standing), which)
        return cursor.fetchall()


def units_on_days(which: dict[str, Any], scope: Scope) -> int:
    """How many different units took part."""
    with connection.cursor() as cursor:
        cursor.execute(ALL_UNITS if scope == Scope.WHOLE else UNITS.format(found=FOUND[scope]), which)
        return cursor.fetchone()[0]
