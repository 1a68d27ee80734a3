"""Totals of units' shares of assignments (core.totals); rows are written by triggers of the migration alone."""

from django.db import models

from core.totals.kinds import Kind
from core.totals.models import Counted, Delta, Now, Total

# The node of a whole campaign, wherever in the tree its units stand.
WHOLE = 0


class CountedShare(Counted):
    """`stage` is empty for what nobody owes: of a draft, withdrawn or waived."""

    assignment = models.BigIntegerField()
    unit = models.BigIntegerField()
    stage = models.CharField(max_length=12)

    class Meta:
        db_table = "shares_counted"


class ShareDelta(Delta):
    class Meta:
        db_table = "shares_delta"


class ShareTotal(Total):
    class Meta:
        db_table = "shares_total"


class ShareNow(Now):
    """One facet, `all`, without days: the key is the assignment, the state a stage. Late follows from the
    assignment's due time when it is read.
    """

    class Stage(models.TextChoices):
        DONE = "done"
        IN_HAND = "in_hand"
        NOT_STARTED = "not_started"

    class Meta(Now.Meta):
        db_table = "shares_now"


RECORDS = """
SELECT share.id, assignment.campaign_id AS campaign, ARRAY[0::bigint] || place.nodes AS nodes,
       share.assignment_id AS assignment, share.unit_id AS unit,
       CASE WHEN assignment.state <> 'sent' OR share.state = 'waived' THEN '' WHEN share.state = 'done' THEN 'done'
            WHEN share.started_at IS NULL THEN 'not_started' ELSE 'in_hand' END AS stage
FROM campaigns_unitassignment share JOIN campaigns_assignment assignment ON assignment.id = share.assignment_id
JOIN units_unitplace place ON place.unit_id = share.unit_id
{which}
"""
FACTS = """
SELECT 'all' AS facet, r.assignment AS key, r.stage AS state, DATE '0001-01-01' AS day, 1 AS number, 0 AS amount, 0 AS inexact
WHERE r.stage <> ''
"""
SHARES = Kind(
    name="shares",
    columns=("assignment", "unit", "stage"),
    records=RECORDS,
    record_key="share.id",
    facts=FACTS,
    facets=("all",),
)
