"""The table at the end: one figure a line, those that were asked, in the order of the list."""

from typing import Any

from activities.models import IndicatorValue
from campaigns.models import Indicator
from reports.selectors import inspected
from reports.selectors.drafting.desk import Desk

COUNTS = ("activities", "units_active", "assignments_due", "assignments_done")


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    """An indicator that nobody answered stands there as unknown; one never asked is left out.

    Inspections stand there as soon as there is any record of them: a count of records is never unknown."""
    values = IndicatorValue.objects.filter(activity__campaign=desk.campaign, activity__state="approved").order_by()
    asked = Indicator.objects.filter(pk__in=values.values("indicator")).values_list("code", flat=True)
    said = desk.say_all({code: {} for code in COUNTS})
    went_out = desk.say_all({code: {} for code in inspected.CODES})
    if not any(each.some for each in (*said.values(), *went_out.values())):
        return None
    ledger = inspected.CODES if any(each.some for each in went_out.values()) else ()
    return {"lines": [str(desk.token(code)) for code in (*COUNTS, *asked, *ledger)]}
