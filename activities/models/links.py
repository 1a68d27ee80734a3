"""The many-to-many rows of an activity, tracked, so that its history names them too."""

from activities.models.activity import Activity
from core.history import track


@track(inserted_in_bulk=True)
class LinkageOfActivity(Activity.linkages.through):
    class Meta:
        proxy = True


@track(inserted_in_bulk=True)
class EntryOfActivity(Activity.entries.through):
    class Meta:
        proxy = True


@track(inserted_in_bulk=True)
class CoOrganiserOfActivity(Activity.co_organisers.through):
    class Meta:
        proxy = True
