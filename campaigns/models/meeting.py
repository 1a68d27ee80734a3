from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.assignment import Assignment
from campaigns.models.campaign import Campaign, CampaignOwnedQuerySet
from core.history import track
from units.models import Unit


@track()
class Meeting(models.Model):
    """A meeting with its minutes; what it resolves can become assignments."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="meetings")
    title = models.CharField(_("title"), max_length=160)
    held_at = models.DateTimeField(_("time"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    chair = models.CharField(_("chair"), max_length=120, blank=True)
    units_present = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("units present"))
    others_present = models.TextField(_("others present"), blank=True)
    minutes = models.TextField(_("minutes"), blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CampaignOwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["-held_at", "-id"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("campaigns:meeting", args=[self.campaign.slug, self.pk])


class ResolutionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


@track()
class Resolution(models.Model):
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="resolutions")
    text = models.CharField(_("resolution"), max_length=500)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    assignment = models.OneToOneField(
        Assignment, models.SET_NULL, null=True, blank=True, related_name="resolution", editable=False
    )

    objects = ResolutionQuerySet.as_manager()

    class Meta:
        verbose_name = _("resolution")
        verbose_name_plural = _("resolutions")
        ordering = ["position", "id"]

    def __str__(self):
        return self.text
