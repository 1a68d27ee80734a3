from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models.activity import PERSON, Activity
from core.history import track

# A 64-bit likeness falls into four bands: two that differ in at most three bits agree in one band at least.
BANDS = 4
BAND_BITS = 16
BAND_MASK = (1 << BAND_BITS) - 1


def band(number: int) -> models.Expression:
    return F("likeness").bitrightshift(number * BAND_BITS).bitand(BAND_MASK)


class ActivityPhotoQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of activities one sees, and the own ones not yet on an activity."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(activity__in=Activity.objects.visible_to(user)) | Q(activity=None, added_by=user))


@track(fields=["activity"])
class ActivityPhoto(models.Model):
    """A photo, re-encoded: upright, at most 2048 px, without EXIF.

    Sent alone before its activity is saved, it waits without one; a nightly sweep removes
    what still waits after 24 hours. `pixels` and `likeness` find a photo used twice.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, null=True, blank=True, related_name="photos")
    file = models.FileField(upload_to="photos/%Y/%m")
    thumbnail = models.FileField(upload_to="photos/%Y/%m")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    pixels = models.CharField(_("fingerprint of the pixels"), max_length=64, db_index=True)
    likeness = models.BigIntegerField(_("64-bit likeness"))
    position = models.PositiveSmallIntegerField(default=0)
    added_by = models.ForeignKey(**PERSON)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = ActivityPhotoQuerySet.as_manager()

    class Meta:
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "id"]
        indexes = [
            models.Index(fields=["added_at"], condition=Q(activity=None), name="photo_waiting"),
            *(models.Index(band(number), name=f"photo_likeness_{number}") for number in range(BANDS)),
        ]

    def __str__(self):
        return f"{self.activity} · {self.pk}"

    def get_absolute_url(self):
        return reverse("activities:photo", args=[self.pk])
