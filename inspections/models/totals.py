"""Totals of hazards (core.totals); rows are written by triggers of migration 0004 alone."""

from datetime import date

from django.db import models

from core.totals.kinds import Kind
from core.totals.models import Counted, Delta, Now, Total

# The node of a whole campaign: there stand also the hazards that nobody has given to a unit yet.
WHOLE = 0
GRADES = {"": 0, "ordinary": 1, "major": 2}
# Added to the grade in the key of what the unit is not shown.
HIDDEN = 10
# A key of `late` is a deadline, in days since FIRST, times this plus the key of the other facets.
PER_DAY, FIRST = 100, date(2000, 1, 1)


class CountedHazard(Counted):
    day = models.DateField()
    state = models.CharField(max_length=12)
    grade = models.CharField(max_length=10)
    due_on = models.DateField(null=True)
    unit = models.BigIntegerField()
    unit_sees = models.BooleanField()

    class Meta:
        db_table = "hazards_counted"


class HazardDelta(Delta):
    class Meta:
        db_table = "hazards_delta"


class HazardTotal(Total):
    class Meta:
        db_table = "hazards_total"


class HazardNow(Now):
    """Facets: `all` by the day of the report; of what is being rectified `due` by the deadline, and `late` by the day
    of the report with the deadline in its key.

    The key is the grade, as in GRADES, plus HIDDEN where `unit_sees` isn't set.
    """

    class Meta(Now.Meta):
        db_table = "hazards_now"


RECORDS = """
SELECT hazard.id, hazard.campaign_id AS campaign, ARRAY[0::bigint] || coalesce(place.nodes, '{{}}') AS nodes,
       hazard.reported_on AS day, hazard.state, hazard.grade, hazard.due_on, coalesce(hazard.unit_id, 0) AS unit,
       hazard.unit_sees
FROM inspections_hazard hazard LEFT JOIN units_unitplace place ON place.unit_id = hazard.unit_id
{which}
"""
KEY = """
(CASE r.grade WHEN 'major' THEN 2 WHEN 'ordinary' THEN 1 ELSE 0 END + CASE WHEN r.unit_sees THEN 0 ELSE 10 END)::bigint
"""
# The conditions stand outside, so that asking for one facet leaves the others out of the plan.
FACTS = f"""
SELECT fact.facet, fact.key, r.state, fact.day, 1 AS number, 0 AS amount, 0 AS inexact
FROM (
    SELECT 'all' AS facet, {KEY} AS key, r.day, true AS stands
    UNION ALL SELECT 'due', {KEY}, r.due_on, r.state = 'rectifying'
    UNION ALL SELECT 'late', (r.due_on - DATE '2000-01-01') * 100 + {KEY}, r.day, r.state = 'rectifying'
) fact
WHERE fact.stands
"""
HAZARDS = Kind(
    name="hazards",
    columns=("day", "state", "grade", "due_on", "unit", "unit_sees"),
    records=RECORDS,
    record_key="hazard.id",
    facts=FACTS,
    facets=("all", "due", "late"),
)
