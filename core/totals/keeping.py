"""Folding, proving and mending totals."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from core.totals.installing import NO_DAY_SQL, SPREAD, all_beside
from core.totals.kinds import TREE_LOCK, Kind
from core.totals.models import FACT, KEY, SUMS

# Folded in one transaction; a longer tail takes several.
A_FOLD = 20_000
_FACT, _SUMS, _KEY = ", ".join(FACT), ", ".join(SUMS), ", ".join(KEY)
_ADDED = ", ".join(f"sum({name})" for name in SUMS)
_NOT_ZERO = " OR ".join(f"sum({name}) <> 0" for name in SUMS)

FOLD = f"""
WITH taken AS (
    DELETE FROM {{name}}_delta WHERE id IN (SELECT id FROM {{name}}_delta ORDER BY id LIMIT %s)
    RETURNING nodes, {_FACT}, {_SUMS}
), noted AS (SELECT count(*) AS rows FROM taken), folded AS (
    INSERT INTO {{name}}_total AS old (node, {_FACT}, {_SUMS})
    SELECT node, {_FACT}, {_ADDED} FROM ({SPREAD.format(rows="taken")}) standing
    GROUP BY node, {_FACT} HAVING {_NOT_ZERO}
    ON CONFLICT ({_KEY}) DO UPDATE
    SET ({_SUMS}) = ROW ({", ".join(f"old.{name} + excluded.{name}" for name in SUMS)})
)
SELECT rows FROM noted
"""
# What records say at each node on each day.
DAILY = f"""
SELECT node, r.campaign, f.facet, f.key, f.state, f.day,
       {", ".join(f"sum(f.{name})::bigint AS {name}" for name in SUMS)}
FROM ({{current}}) r CROSS JOIN LATERAL ({{facts}}) f CROSS JOIN LATERAL unnest(r.nodes) AS node {{which}}
GROUP BY node, r.campaign, f.facet, f.key, f.state, f.day
"""
# All days are added up from the sums of each, of which there are far fewer than records.
AND_ALL_DAYS = f"""
SELECT node, {_FACT}, {_SUMS} FROM daily WHERE day > {NO_DAY_SQL}
UNION ALL
SELECT node, {", ".join(FACT[:-1])}, {NO_DAY_SQL} AS day, {", ".join(f"sum({name}) AS {name}" for name in SUMS)}
FROM daily GROUP BY node, {", ".join(FACT[:-1])}
"""
# What the base tables say, added up as the totals are; a sum of nothing is no row on either side.
TRUTH = f"WITH daily AS MATERIALIZED ({DAILY.format(current='{current}', facts='{facts}', which='')}) {AND_ALL_DAYS}"
DRIFT = f"""
WITH truth AS ({TRUTH}),
kept AS (SELECT node, {_FACT}, {", ".join(f"sum({name}) AS {name}" for name in SUMS)} FROM {{name}}_now
         GROUP BY node, {_FACT} HAVING {_NOT_ZERO})
SELECT node, {_FACT}, {", ".join(f"coalesce(truth.{name}, 0), coalesce(kept.{name}, 0)" for name in SUMS)}
FROM truth FULL JOIN kept USING (node, {_FACT})
WHERE ({", ".join(f"truth.{name}" for name in SUMS)}) IS DISTINCT FROM ({", ".join(f"kept.{name}" for name in SUMS)})
ORDER BY node, {_FACT} LIMIT %s
"""
STALE = """
SELECT count(*) FROM ({current}) fresh FULL JOIN {name}_counted old USING (id)
WHERE ({new}) IS DISTINCT FROM ({old})
"""
ASTRAY = """
SELECT count(*) FROM (({truth} EXCEPT {kept}) UNION ALL ({kept} EXCEPT {truth})) row
"""


@dataclass(frozen=True)
class Drift:
    """A sum that isn't what the records say: `kept` and `true` are (number, amount, inexact)."""

    kind: str
    node: int
    fact: tuple[Any, ...]
    true: tuple[int, int, int]
    kept: tuple[int, int, int]


def fold(kind: Kind) -> int:
    """Fold what is appended and committed; returns how many rows. Nothing where another is at it."""
    folded = 0
    while rows := _fold_once(kind):
        folded += rows
        if rows < A_FOLD:
            break
    return folded


@transaction.atomic
def _fold_once(kind: Kind) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext(%s))", [f"fold {kind.name}"])
        if not cursor.fetchone()[0]:
            return 0
        cursor.execute(FOLD.format(name=kind.name), [A_FOLD])
        return cursor.fetchone()[0]


def tail_length(*kinds: Kind, most: int) -> int:
    """Rows not folded yet, of the kind that has most of them, counted no further than `most`; one query."""
    tails = [f"(SELECT count(*) FROM (SELECT FROM {kind.name}_delta LIMIT %s) rows)" for kind in kinds]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT greatest({', '.join(tails)})", [most] * len(tails))
        return cursor.fetchone()[0]


def drifts(kind: Kind, *, most: int = 100) -> list[Drift]:
    """Sums that differ from the base tables, in one snapshot; empty as long as all is well."""
    with connection.cursor() as cursor:
        cursor.execute(DRIFT.format(name=kind.name, current=kind.current(), facts=kind.facts), [most])
        rows = cursor.fetchall()
    facts = 1 + len(FACT)
    return [
        Drift(
            kind.name, row[0], tuple(row[1:facts]), tuple(map(int, row[facts::2])), tuple(map(int, row[facts + 1 :: 2]))
        )
        for row in rows
    ]


def stale_records(kind: Kind) -> int:
    """Records counted as something else than they are now: their next change would be taken down wrongly.

    And rows beside them that aren't what the counted records say.
    """
    compared = ("campaign", "nodes", *kind.columns)
    new, old = (", ".join(f"{side}.{column}" for column in compared) for side in ("fresh", "old"))
    with connection.cursor() as cursor:
        cursor.execute(STALE.format(name=kind.name, current=kind.current(), new=new, old=old))
        found = cursor.fetchone()[0]
        if kind.beside:
            kept = f"SELECT {', '.join(kind.beside.columns)} FROM {kind.beside.table}"
            cursor.execute(ASTRAY.format(truth=all_beside(kind, kind.beside), kept=kept))
            found += cursor.fetchone()[0]
        return found


# Processes share out whole facets, so that each sum is made in one place: shared by pages of the table, most sums of
# most nodes would be made in every process and added up once more in one. INSERT itself is done by one alone.
BY_FACETS = """
SET LOCAL work_mem = '128MB'; SET LOCAL parallel_setup_cost = 0; SET LOCAL min_parallel_table_scan_size = '1TB'
"""


@transaction.atomic
def rebuild(kind: Kind) -> None:
    """Count everything anew. Writers wait meanwhile, readers see the old sums until it is done."""
    with connection.cursor() as cursor:
        cursor.execute(BY_FACETS)
        cursor.execute(
            "SELECT pg_advisory_xact_lock(%s), pg_advisory_xact_lock(hashtext(%s))", [TREE_LOCK, f"fold {kind.name}"]
        )
        beside = [kind.beside.table] if kind.beside else []
        for table in (*beside, *(f"{kind.name}_{part}" for part in ("delta", "total", "counted"))):
            cursor.execute(f"DELETE FROM {table}")
        cursor.execute(f"INSERT INTO {kind.name}_counted ({kind.counted_columns}) {kind.current()}")
        cursor.execute(f"ANALYZE {kind.name}_counted")
        counted = f"SELECT {kind.counted_columns} FROM {kind.name}_counted"
        facets = (
            DAILY.format(current=counted, facts=kind.facts, which=f"WHERE f.facet = '{facet}'") for facet in kind.facets
        )
        cursor.execute(f"CREATE TEMPORARY TABLE daily ON COMMIT DROP AS {' UNION ALL '.join(facets)}")
        # So lies together what is read together, near enough to the order of the key; the rest of it took longer.
        cursor.execute(
            f"INSERT INTO {kind.name}_total (node, {_FACT}, {_SUMS}) {AND_ALL_DAYS} ORDER BY node, campaign, facet, day"
        )
        cursor.execute("DROP TABLE daily")
