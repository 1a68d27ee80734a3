"""Totals of activities (core.totals); rows are written by triggers of its migrations alone."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from core.totals.kinds import Beside, Kind
from core.totals.models import Counted, Delta, Now, Total


class CountedActivity(Counted):
    """It stands at the node of its kind too. `units` took part: the host first, then the co-organisers. `amounts` and `are_inexact` follow `indicators`; an
    amount that was asked and not said is null.
    """

    units = ArrayField(models.BigIntegerField())
    day = models.DateField()
    state = models.CharField(max_length=10)
    kind = models.BigIntegerField()
    plan_item = models.BigIntegerField()
    linkages = ArrayField(models.BigIntegerField())
    entries = ArrayField(models.BigIntegerField())
    indicators = ArrayField(models.BigIntegerField())
    amounts = ArrayField(models.BigIntegerField())
    are_inexact = ArrayField(models.BooleanField())

    class Meta:
        db_table = "activities_counted"


def node_of_kind(kind: int) -> int:
    """Where all activities of a kind in a campaign are added up, beside the nodes that are units."""
    return -kind


class ActivityDelta(Delta):
    class Meta:
        db_table = "activities_delta"


class ActivityTotal(Total):
    class Meta:
        db_table = "activities_total"


class ActivityNow(Now):
    """Facets: `all`; `kind`, `plan_item`, `linkage`, `entry` by their keys, 0 for none; `unit` by who took part,
    of which only the sum of all days is kept; `indicator`, where `number` is how many carry a known value.
    """

    class Meta(Now.Meta):
        db_table = "activities_now"


class UnsaidValue(models.Model):
    """What an activity was asked and has not said, at each unit where it stands and each that took part (`node`).

    The key has the order in which they are named, so the first of a city are found as fast as those of a village.
    """

    pk = models.CompositePrimaryKey("campaign", "node", "indicator", "activity")
    campaign = models.BigIntegerField()
    node = models.BigIntegerField()
    indicator = models.BigIntegerField()
    activity = models.BigIntegerField()
    state = models.CharField(max_length=10)
    day = models.DateField()
    host = models.BigIntegerField()

    class Meta:
        db_table = "activities_unsaid"


RECORDS = """
SELECT activity.id, activity.campaign_id AS campaign, place.nodes || -activity.kind_id AS nodes, place.units, activity.starts_on AS day, activity.state,
       activity.kind_id AS kind, coalesce(activity.plan_item_id, 0) AS plan_item,
       ARRAY(SELECT linkage_id FROM activities_activity_linkages WHERE activity_id = activity.id ORDER BY 1) AS linkages,
       ARRAY(SELECT entry_id FROM activities_activity_entries WHERE activity_id = activity.id ORDER BY 1) AS entries,
       coalesce(asked.indicators, '{{}}') AS indicators, coalesce(asked.amounts, '{{}}') AS amounts,
       coalesce(asked.are_inexact, '{{}}') AS are_inexact
FROM activities_activity activity
CROSS JOIN LATERAL (
    SELECT activity.unit_id || array_remove(array_agg(DISTINCT found.unit_id), activity.unit_id) AS units,
           coalesce(array_agg(DISTINCT node ORDER BY node) FILTER (WHERE node IS NOT NULL), '{{}}') AS nodes
    FROM (
        SELECT activity.unit_id
        UNION SELECT unit_id FROM activities_activity_co_organisers WHERE activity_id = activity.id
    ) found
    JOIN units_unitplace USING (unit_id) LEFT JOIN LATERAL unnest(units_unitplace.nodes) AS node ON true
) place
LEFT JOIN LATERAL (
    SELECT array_agg(indicator_id ORDER BY indicator_id) AS indicators, array_agg(value ORDER BY indicator_id) AS amounts,
           array_agg(qualifier <> 'exact' ORDER BY indicator_id) AS are_inexact
    FROM activities_indicatorvalue WHERE activity_id = activity.id
) asked ON true
{which}
"""
# Drafts and what was withdrawn are nobody's figure. Written so that asking for one facet leaves the others out of the
# plan: each is a table or a row of columns that all have the same types, and the conditions stand outside.
FACTS = """
SELECT fact.facet, fact.key, r.state, fact.day, 1 AS number, fact.amount, fact.inexact
FROM (
    SELECT 'all' AS facet, 0::bigint AS key, r.day, 0::bigint AS amount, 0 AS inexact
    UNION ALL SELECT 'kind', r.kind, r.day, 0::bigint, 0
    UNION ALL SELECT 'plan_item', r.plan_item, r.day, 0::bigint, 0
    UNION ALL SELECT 'linkage', linkage, r.day, 0::bigint, 0
              FROM unnest(CASE r.linkages WHEN '{}' THEN '{0}' ELSE r.linkages END) AS linkage
    UNION ALL SELECT 'entry', entry, r.day, 0::bigint, 0
              FROM unnest(CASE r.entries WHEN '{}' THEN '{0}' ELSE r.entries END) AS entry
    UNION ALL SELECT 'unit', unit, DATE '0001-01-01', 0::bigint, 0 FROM unnest(r.units) AS unit
    UNION ALL SELECT 'indicator', said.indicator, r.day, said.amount, said.is_inexact::int
              FROM unnest(r.indicators, r.amounts, r.are_inexact) AS said (indicator, amount, is_inexact)
) fact
WHERE fact.amount IS NOT NULL AND r.state IN ('submitted', 'approved', 'returned')
"""
UNSAID = Beside(
    table=UnsaidValue._meta.db_table,
    key=("campaign", "node", "indicator", "activity"),
    columns=("campaign", "node", "indicator", "activity", "state", "day", "host"),
    rows="""
    SELECT r.campaign, place.node, said.indicator, r.id AS activity, r.state, r.day, r.units[1] AS host
    FROM unnest(r.indicators, r.amounts) AS said (indicator, amount)
    CROSS JOIN (SELECT DISTINCT unnest(r.nodes || r.units) AS node) place
    WHERE said.amount IS NULL AND r.state IN ('submitted', 'approved', 'returned')
    """,
    when="array_position({record}.amounts, NULL) IS NOT NULL",
)
ACTIVITIES = Kind(
    name="activities",
    columns=(
        "units",
        "day",
        "state",
        "kind",
        "plan_item",
        "linkages",
        "entries",
        "indicators",
        "amounts",
        "are_inexact",
    ),
    records=RECORDS,
    record_key="activity.id",
    facts=FACTS,
    facets=("all", "kind", "plan_item", "linkage", "entry", "unit", "indicator"),
    beside=UNSAID,
)
