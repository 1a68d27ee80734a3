from activities.models.activity import Activity, IndicatorValue, Remark
from activities.models.grid import Site, Stand, StandValue
from activities.models.links import CoOrganiserOfActivity, EntryOfActivity, LinkageOfActivity
from activities.models.photo import ActivityPhoto

__all__ = [
    "Activity",
    "ActivityPhoto",
    "CoOrganiserOfActivity",
    "EntryOfActivity",
    "IndicatorValue",
    "LinkageOfActivity",
    "Remark",
    "Site",
    "Stand",
    "StandValue",
]
