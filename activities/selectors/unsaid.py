"""What activities were asked and have not said, out of the rows kept beside their totals: the first, of any unit alike."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection

from activities.models.totals import node_of_kind
from activities.selectors.filtering import ActivityFilters
from activities.selectors.totals import COUNTED_STATES
from campaigns.models import Campaign, Indicator

# A table of lines asks the units of its lines, not the host, except about the event as a whole.
FIRST = """
WITH first AS MATERIALIZED (
    SELECT asked.indicator, found.activity, found.host
    FROM unnest(%(indicators)s::bigint[], %(by_line)s::boolean[]) AS asked (indicator, by_line)
    CROSS JOIN LATERAL (
        SELECT activity, host FROM activities_unsaid unsaid
        WHERE campaign = %(campaign)s AND node = %(node)s AND indicator = asked.indicator AND state = ANY (%(states)s)
          AND day BETWEEN %(day_from)s AND %(day_to)s
          AND NOT (asked.by_line AND EXISTS (SELECT FROM activities_stand WHERE activity_id = unsaid.activity))
        ORDER BY activity LIMIT %(most)s
    ) found
)
SELECT first.indicator, first.activity, units_unit.name FROM first JOIN units_unit ON units_unit.id = first.host
ORDER BY first.indicator, first.activity
"""


@dataclass(frozen=True)
class Unsaid:
    """Of the activities of one unit and what is below it, in some states and on some days, both included."""

    campaign: int
    node: int
    states: tuple[str, ...]
    day_from: date | None = None
    day_to: date | None = None

    def first(self, indicators: Collection[Indicator], most: int | None) -> list[tuple[int, int, str]]:
        """(indicator, activity, name of its host), of each indicator in the order of activities; in one query."""
        given: dict[str, Any] = {
            "indicators": [row.pk for row in indicators],
            "by_line": [not row.of_event for row in indicators],
            "campaign": self.campaign,
            "node": self.node,
            "states": list(self.states),
            "day_from": self.day_from or date.min,
            "day_to": self.day_to or date.max,
            "most": most,
        }
        with connection.cursor() as cursor:
            cursor.execute(FIRST, given)
            return cursor.fetchall()


def unsaid_of(campaign: Campaign, filters: ActivityFilters) -> Unsaid | None:
    """None where the filters ask what isn't kept."""
    if len(filters.kinds) == 1 and not filters.unit:
        kept = unsaid_of(campaign, filters.with_(kinds=()))
        return replace(kept, node=node_of_kind(filters.kinds[0].pk)) if kept else None
    asked = ActivityFilters(unit=filters.unit, day_from=filters.day_from, day_to=filters.day_to, states=filters.states)
    if filters != asked or not filters.states or not COUNTED_STATES.issuperset(filters.states):
        return None
    unit = filters.unit or campaign.area
    return Unsaid(campaign.pk, unit.pk, filters.states, filters.day_from, filters.day_to)
