"""The functions and the view of a kind of totals, for its migration.

A change here reaches a database only with a new migration that installs the kind again.
"""

from core.totals.kinds import TREE_LOCK, Beside, Kind
from core.totals.models import FACT, KEY, SUMS

_FACT, _SUMS = ", ".join(FACT), ", ".join(SUMS)
_OF_ROW = ", ".join(f"r.{name}" for name in FACT[:-1])
NO_DAY_SQL = "DATE '0001-01-01'"
# More new records than this are added up before they are appended.
ONE_BY_ONE = 100

# An appended row counts at each of its nodes, on its day and in the sum of all days.
SPREAD = f"""
SELECT node, {", ".join(FACT[:-1])}, stands.day, {_SUMS}
FROM {{rows}} appended CROSS JOIN LATERAL unnest(nodes) AS node CROSS JOIN LATERAL unnest(
    CASE WHEN appended.day > {NO_DAY_SQL} THEN ARRAY[appended.day, {NO_DAY_SQL}] ELSE ARRAY[appended.day] END
) AS stands (day)
"""
VIEW = f"""
CREATE OR REPLACE VIEW {{name}}_now AS
SELECT node, {_FACT}, {_SUMS} FROM {{name}}_total
UNION ALL
{SPREAD.format(rows="{name}_delta")};
"""
# The same at some nodes, by a plan that is made once for a connection: planning what a page asks of the view took
# half as long as answering it. In a tail the nodes that are asked are looked for in each row, which takes a third of
# the time of taking apart the nodes of all.
AT = f"""
CREATE FUNCTION {{name}}_at(of bigint, facets text[], first date, last date, asked bigint[])
RETURNS SETOF {{name}}_now LANGUAGE plpgsql STABLE ROWS 200 SET plan_cache_mode = force_generic_plan AS $at$
BEGIN
    RETURN QUERY
    SELECT r.node, {_OF_ROW}, r.day, {_SUMS} FROM {{name}}_total r
    WHERE r.campaign = of AND r.node = ANY (asked) AND r.facet = ANY (facets) AND r.day BETWEEN first AND last
    UNION ALL
    SELECT at.node, {_OF_ROW}, r.day, {_SUMS} FROM {{name}}_delta r JOIN unnest(asked) AS at (node) ON at.node = ANY (r.nodes)
    WHERE r.campaign = of AND r.facet = ANY (facets) AND r.day BETWEEN first AND last
    UNION ALL
    SELECT at.node, {_OF_ROW}, {NO_DAY_SQL}, {_SUMS} FROM {{name}}_delta r JOIN unnest(asked) AS at (node) ON at.node = ANY (r.nodes)
    WHERE r.campaign = of AND r.facet = ANY (facets) AND r.day > {NO_DAY_SQL} AND first = {NO_DAY_SQL};
END $at$;
"""


def install_reading(kind: Kind) -> str:
    return AT.format(name=kind.name)


def uninstall_reading(kind: Kind) -> str:
    return f"DROP FUNCTION {kind.name}_at(bigint, text[], date, date, bigint[])"


# Two transactions that change one record wait for each other at its counted row; the second reads what the first
# left, since each statement of a function sees what is committed by then.
RECOUNT = f"""
CREATE FUNCTION {{name}}_recount(ids bigint[]) RETURNS void LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $recount$
BEGIN
    IF coalesce(cardinality(ids), 0) = 0 THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock_shared({TREE_LOCK});
    PERFORM FROM {{name}}_counted WHERE id = ANY (ids) ORDER BY id FOR UPDATE;
    WITH fresh AS MATERIALIZED ({{current}}),
    appended AS (
        INSERT INTO {{name}}_delta (nodes, {_FACT}, {_SUMS})
        SELECT r.nodes, r.campaign, f.facet, f.key, f.state, f.day,
               sum(r.sign * f.number), sum(r.sign * f.amount), sum(r.sign * f.inexact)
        FROM (
            SELECT 1 AS sign, {{columns}} FROM fresh
            UNION ALL
            SELECT -1, {{columns}} FROM {{name}}_counted WHERE id = ANY (ids)
        ) r CROSS JOIN LATERAL ({{facts}}) f
        GROUP BY r.nodes, r.campaign, f.facet, f.key, f.state, f.day
        HAVING sum(r.sign * f.number) <> 0 OR sum(r.sign * f.amount) <> 0 OR sum(r.sign * f.inexact) <> 0
    ),
    gone AS (
        DELETE FROM {{name}}_counted WHERE id = ANY (ids) AND NOT EXISTS (SELECT FROM fresh WHERE fresh.id = {{name}}_counted.id)
    )
    INSERT INTO {{name}}_counted AS old ({{columns}}) SELECT {{columns}} FROM fresh
    ON CONFLICT (id) DO UPDATE SET ({{kept}}) = ROW ({{new}})
    WHERE ({{old}}) IS DISTINCT FROM ({{new}});
END $recount$;
"""


# A record that was just written was never counted: nothing to wait for, nothing to take away. Planning these
# statements takes longer than running them, so the plan is made once for a connection.
COUNT_NEW = f"""
CREATE OR REPLACE FUNCTION {{name}}_count_new(ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_generic_plan AS $count$
BEGIN
    IF cardinality(ids) > {ONE_BY_ONE} THEN
        PERFORM {{name}}_count_many(ids);
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock_shared({TREE_LOCK});
    WITH fresh AS (INSERT INTO {{name}}_counted ({{columns}}) {{current}} RETURNING *)
    INSERT INTO {{name}}_delta (nodes, {_FACT}, {_SUMS})
    SELECT r.nodes, r.campaign, f.facet, f.key, f.state, f.day, f.number, f.amount, f.inexact
    FROM fresh r CROSS JOIN LATERAL ({{facts}}) f;
END $count$;
"""
# For an import: added up first, by a plan that knows how many they are; the one above would sort a million facts.
COUNT_MANY = f"""
CREATE OR REPLACE FUNCTION {{name}}_count_many(ids bigint[]) RETURNS void LANGUAGE plpgsql
SET plan_cache_mode = force_custom_plan AS $count$
BEGIN
    PERFORM pg_advisory_xact_lock_shared({TREE_LOCK});
    WITH fresh AS (INSERT INTO {{name}}_counted ({{columns}}) {{current}} RETURNING *)
    INSERT INTO {{name}}_delta (nodes, {_FACT}, {_SUMS})
    SELECT r.nodes, r.campaign, f.facet, f.key, f.state, f.day, sum(f.number), sum(f.amount), sum(f.inexact)
    FROM fresh r CROSS JOIN LATERAL ({{facts}}) f
    GROUP BY r.nodes, r.campaign, f.facet, f.key, f.state, f.day;
END $count$;
"""


def _shared(kind: Kind) -> dict[str, str]:
    current = kind.current(f"{kind.record_key} = ANY (ids)")
    return {"name": kind.name, "current": current, "columns": kind.counted_columns, "facts": kind.facts}


def install_counting_of_new(kind: Kind) -> str:
    """Also over what an earlier release installed."""
    return (COUNT_MANY + COUNT_NEW).format(**_shared(kind))


def install(kind: Kind) -> str:
    kept = ("campaign", "nodes", *kind.columns)
    old, new = (", ".join(f"{side}.{column}" for column in kept) for side in ("old", "excluded"))
    recount = RECOUNT.format(**_shared(kind), kept=", ".join(kept), old=old, new=new)
    return VIEW.format(name=kind.name) + recount + install_counting_of_new(kind)


# For totals of an earlier release, which had sums of each day alone; nobody folds meanwhile.
SUM_DAYS = f"""
SELECT pg_advisory_xact_lock(hashtext('fold {{name}}'));
INSERT INTO {{name}}_total (node, {_FACT}, {_SUMS})
SELECT node, {", ".join(FACT[:-1])}, {NO_DAY_SQL}, {", ".join(f"sum({name})" for name in SUMS)}
FROM {{name}}_total WHERE day > {NO_DAY_SQL} GROUP BY node, {", ".join(FACT[:-1])};
ALTER TABLE {{name}}_total DROP CONSTRAINT {{name}}_total_pkey;
ALTER TABLE {{name}}_total ADD PRIMARY KEY ({", ".join(KEY)});
"""


def sum_days(kind: Kind) -> str:
    """Adds the sums of all days to what is folded, and to the view over what is not."""
    return (SUM_DAYS + VIEW).format(name=kind.name)


def uninstall(kind: Kind) -> str:
    return (
        f"DROP FUNCTION {kind.name}_count_new(bigint[]); DROP FUNCTION {kind.name}_count_many(bigint[]); "
        f"DROP FUNCTION {kind.name}_recount(bigint[]); DROP VIEW {kind.name}_now;"
    )


EVENTS = {
    "INSERT": "NEW TABLE AS new_rows",
    "UPDATE": "OLD TABLE AS old_rows NEW TABLE AS new_rows",
    "DELETE": "OLD TABLE AS old_rows",
}


def follow(table: str, function: str) -> str:
    """Triggers that call the function after each statement that changes the table."""
    return "\n".join(
        f"CREATE TRIGGER count_{event.lower()} AFTER {event} ON {table} REFERENCING {rows} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}();"
        for event, rows in EVENTS.items()
    )


def unfollow(table: str) -> str:
    return "\n".join(f"DROP TRIGGER count_{event.lower()} ON {table};" for event in EVENTS)


# Changes by row, since few records have any and the condition costs the others next to nothing; what enters, of which
# there may be a hundred thousand at once, by statement.
BESIDE = """
CREATE OR REPLACE FUNCTION {table}_keep_new() RETURNS trigger LANGUAGE plpgsql AS $keep$
BEGIN
    INSERT INTO {table} ({columns}) SELECT fresh.* FROM new_rows r CROSS JOIN LATERAL ({rows}) fresh WHERE {record}
    ORDER BY {order};
    RETURN NULL;
END $keep$;
CREATE OR REPLACE FUNCTION {table}_keep() RETURNS trigger LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan
AS $keep$
BEGIN
    DELETE FROM {table} USING (SELECT OLD.*) r CROSS JOIN LATERAL ({rows}) gone WHERE {same};
    IF TG_OP = 'UPDATE' THEN
        INSERT INTO {table} ({columns}) SELECT fresh.* FROM (SELECT NEW.*) r CROSS JOIN LATERAL ({rows}) fresh;
    END IF;
    RETURN NULL;
END $keep$;
CREATE OR REPLACE TRIGGER keep_insert AFTER INSERT ON {name}_counted REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION {table}_keep_new();
CREATE OR REPLACE TRIGGER keep_update AFTER UPDATE ON {name}_counted FOR EACH ROW WHEN (({old}) OR ({new}))
    EXECUTE FUNCTION {table}_keep();
CREATE OR REPLACE TRIGGER keep_delete AFTER DELETE ON {name}_counted FOR EACH ROW WHEN ({old})
    EXECUTE FUNCTION {table}_keep();
"""


def all_beside(kind: Kind, beside: Beside) -> str:
    """What the counted records say that is to be kept beside them."""
    return f"SELECT kept.* FROM {kind.name}_counted r CROSS JOIN LATERAL ({beside.rows}) kept WHERE {beside.when.format(record='r')}"


def follow_beside(kind: Kind, beside: Beside) -> str:
    """Triggers for what will be counted; also over what an earlier release installed."""
    return BESIDE.format(
        name=kind.name,
        table=beside.table,
        columns=", ".join(beside.columns),
        rows=beside.rows,
        same=" AND ".join(f"{beside.table}.{column} = gone.{column}" for column in beside.key),
        order=", ".join(f"fresh.{column}" for column in beside.key),
        record=beside.when.format(record="r"),
        old=beside.when.format(record="OLD"),
        new=beside.when.format(record="NEW"),
    )


def keep_beside(kind: Kind, beside: Beside) -> str:
    """Rows of all that is counted by now, and triggers for what will be."""
    columns = ", ".join(beside.columns)
    return f"INSERT INTO {beside.table} ({columns}) {all_beside(kind, beside)};{follow_beside(kind, beside)}"


def keep_no_beside(kind: Kind, beside: Beside) -> str:
    dropped = "".join(f"DROP TRIGGER keep_{event} ON {kind.name}_counted;" for event in ("insert", "update", "delete"))
    return f"{dropped} DROP FUNCTION {beside.table}_keep(); DROP FUNCTION {beside.table}_keep_new();"
