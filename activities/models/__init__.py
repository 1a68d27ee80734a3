from activities.models.activity import Activity, IndicatorValue, Remark
from activities.models.grid import Site, Stand, StandValue
from activities.models.photo import ActivityPhoto

__all__ = ["Activity", "ActivityPhoto", "IndicatorValue", "Remark", "Site", "Stand", "StandValue"]
