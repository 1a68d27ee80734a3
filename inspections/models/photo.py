from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.models import StoredPhoto
from inspections.models.checklist import ChecklistItem
from inspections.models.exposure import Exposure
from inspections.models.hazard import MAYBE_PERSON, Hazard
from inspections.models.report import Report
from inspections.models.steps import Rectification
from inspections.models.visit import Visit


class HazardPhotoQuerySet(models.QuerySet):
    def visible_to(self, user):
        """With its hazard, as far as it was passed on to the unit; and the own ones not yet on a hazard."""
        if not user.is_authenticated:
            return self.none()
        mine = Q(hazard=None, added_by=user)
        seen = Q(hazard__in=Hazard.objects.visible_to(user))
        return self.filter(mine | (seen if user.is_office or user.is_leader else seen & Q(for_unit=True)))


class HazardPhoto(StoredPhoto):
    """A photo of a hazard. Sent alone, it waits without one under `waiting_key`, which the form holds.

    A day and no hour, and no history: a reporter's photo must not tell when it was sent.
    """

    FOLDER = "hazards"

    class Stage(models.TextChoices):
        BEFORE = "before", pgettext_lazy("stage of a photo", "Before")
        AFTER = "after", pgettext_lazy("stage of a photo", "After")
        LATER = "later", pgettext_lazy("stage of a photo", "Later")

    hazard = models.ForeignKey(Hazard, models.CASCADE, null=True, blank=True, related_name="photos")
    stage = models.CharField(_("stage"), max_length=6, choices=Stage.choices, default=Stage.BEFORE)
    report = models.ForeignKey(Report, models.PROTECT, null=True, blank=True, related_name="photos")
    # Which completion it proves; a photo of an earlier, failed one proves nothing of the next.
    rectification = models.ForeignKey(Rectification, models.CASCADE, null=True, blank=True, related_name="photos")
    for_unit = models.BooleanField(_("passed on to the unit"), default=True)
    waiting_key = models.UUIDField(null=True, blank=True, db_index=True, editable=False)
    added_by = models.ForeignKey(**MAYBE_PERSON)
    added_on = models.DateField(editable=False)

    objects = HazardPhotoQuerySet.as_manager()

    class Meta(StoredPhoto.Meta):
        abstract = False
        indexes = [models.Index(fields=["added_on"], condition=Q(hazard=None), name="hazard_photo_waiting")]
        constraints = [
            models.CheckConstraint(
                name="hazard_photo_waits_under_a_key", condition=Q(hazard__isnull=False) | Q(waiting_key__isnull=False)
            )
        ]

    def __str__(self):
        return f"{self.get_stage_display()} · {self.pk}"

    def get_absolute_url(self):
        return reverse("inspections:photo", args=[self.pk])


class ExposurePhotoQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(exposure__in=Exposure.objects.visible_to(user))


class ExposurePhoto(StoredPhoto):
    """A masked copy: the pixels under the boxes are gone from the file. `boxes` are fractions of its sides."""

    FOLDER = "exposures"

    exposure = models.ForeignKey(Exposure, models.CASCADE, related_name="photos")
    original = models.ForeignKey(HazardPhoto, models.SET_NULL, null=True, blank=True, related_name="+")
    boxes = models.JSONField(default=list, blank=True)
    nothing_to_mask = models.BooleanField(_("no face or plate in it"), default=False)

    objects = ExposurePhotoQuerySet.as_manager()

    class Meta(StoredPhoto.Meta):
        abstract = False
        constraints = [
            models.CheckConstraint(
                name="exposure_photo_masked_or_looked_at",
                condition=(~Q(boxes=[]) & Q(nothing_to_mask=False)) | Q(boxes=[], nothing_to_mask=True),
            )
        ]

    def __str__(self):
        return f"{self.exposure} · {self.pk}"

    def get_absolute_url(self):
        return reverse("inspections:exposure_photo", args=[self.pk])


class VisitPhotoQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(visit__in=Visit.objects.visible_to(user))


class VisitPhoto(StoredPhoto):
    """Taken at a visit, for one item or for the visit as a whole."""

    FOLDER = "visits"

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="photos")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VisitPhotoQuerySet.as_manager()

    class Meta(StoredPhoto.Meta):
        abstract = False

    def __str__(self):
        return f"{self.visit} · {self.pk}"

    def get_absolute_url(self):
        return reverse("inspections:visit_photo", args=[self.pk])
