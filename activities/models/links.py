"""The many-to-many rows of an activity, tracked, so that its history names them too."""

from activities.models.activity import Activity
from core.history import track


@track(inserted_in_bulk=True, found_by=["activity"])
class LinkageOfActivity(Activity.linkages.through):
    class Meta:
        proxy = True


@track(inserted_in_bulk=True, found_by=["activity"])
class EntryOfActivity(Activity.entries.through):
    class Meta:
        proxy = True


@track(inserted_in_bulk=True, found_by=["activity"])
class CoOrganiserOfActivity(Activity.co_organisers.through):
    class Meta:
        proxy = True
