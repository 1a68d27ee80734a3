"""Who urged whom to answer what was sent back."""

from datetime import date

from django.db.models import QuerySet

from activities.models import Activity
from notifications.models import Urge
from notifications.selectors.urges import UrgedToday, urged_among

ITEM = "activity-"


def urged_of(rows: QuerySet[Activity], day: date) -> UrgedToday:
    """What of these was urged that day already; looked up from what was urged, which is less than what may be."""
    items = Urge.objects.filter(day=day, item__startswith=ITEM).values_list("item", flat=True)
    keys = {int(item.removeprefix(ITEM)) for item in items}
    here = rows.order_by().filter(pk__in=keys).values_list("pk", flat=True) if keys else []
    return urged_among([f"{ITEM}{pk}" for pk in here], day)
