from activities.models.activity import Activity, IndicatorValue, Remark
from activities.models.grid import Site, Stand, StandValue
from activities.models.links import CoOrganiserOfActivity, EntryOfActivity, LinkageOfActivity
from activities.models.photo import ActivityPhoto
from activities.models.totals import ActivityDelta, ActivityNow, ActivityTotal, CountedActivity, UnsaidValue

__all__ = [
    "Activity",
    "ActivityDelta",
    "ActivityNow",
    "ActivityPhoto",
    "ActivityTotal",
    "CoOrganiserOfActivity",
    "CountedActivity",
    "EntryOfActivity",
    "IndicatorValue",
    "LinkageOfActivity",
    "Remark",
    "Site",
    "Stand",
    "StandValue",
    "UnsaidValue",
]
