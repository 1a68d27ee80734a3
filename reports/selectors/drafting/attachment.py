"""The table at the end: one figure a line, those that were asked, in the order of the list."""

from typing import Any

from activities.models import IndicatorValue
from campaigns.models import Indicator
from reports.selectors.drafting.desk import Desk
from reports.selectors.tokens import token

COUNTS = ("activities", "units_active", "assignments_due", "assignments_done")


def facts(desk: Desk, detail: str) -> dict[str, Any] | None:
    """An indicator that nobody answered stands there as unknown; one never asked is left out."""
    values = IndicatorValue.objects.filter(activity__campaign=desk.campaign, activity__state="approved").order_by()
    asked = Indicator.objects.filter(pk__in=values.values("indicator")).values_list("code", flat=True)
    said = desk.say_all({code: {} for code in COUNTS})
    if not any(each.some for each in said.values()):
        return None
    return {"lines": [str(token(code)) for code in (*COUNTS, *asked)]}
