from django.db import models
from django.db.models import Q
from django.urls import reverse

from activities.models.activity import PERSON, Activity
from core.history import track
from core.models import StoredPhoto, likeness_indexes


class ActivityPhotoQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of activities one sees, and the own ones not yet on an activity."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(activity__in=Activity.objects.visible_to(user)) | Q(activity=None, added_by=user))


@track(fields=["activity"])
class ActivityPhoto(StoredPhoto):
    """Sent alone before its activity is saved, it waits without one; a nightly sweep removes
    what still waits after 24 hours.
    """

    FOLDER = "photos"

    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="photos")
    added_by = models.ForeignKey(**PERSON)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ActivityPhotoQuerySet.as_manager()

    class Meta(StoredPhoto.Meta):
        indexes = [
            models.Index(fields=["added_at"], condition=Q(activity=None), name="photo_waiting"),
            *likeness_indexes("photo"),
        ]

    def __str__(self):
        return f"{self.activity} · {self.pk}"

    def get_absolute_url(self):
        return reverse("activities:photo", args=[self.pk])
