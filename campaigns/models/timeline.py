from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign, CampaignOwnedQuerySet
from core.history import track


@track()
class TimelineEntry(models.Model):
    """A dated step of the campaign: planned on (or by) a day, and when it really was."""

    class Kind(models.TextChoices):
        NOTICE = "notice", _("Document")
        MEETING = "meeting", _("Meeting")
        TASK = "task", _("Task")
        ACTIVITY = "activity", _("Activity")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="timeline")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=160)
    planned_on = models.DateField(_("planned"), null=True, blank=True)
    is_deadline = models.BooleanField(_("by this day at the latest"), default=False)
    actual_on = models.DateField(_("actual"), null=True, blank=True)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CampaignOwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("timeline entry")
        verbose_name_plural = _("timeline")
        ordering = ["planned_on", "actual_on", "id"]
        constraints = [
            models.CheckConstraint(
                name="timeline_has_a_day",
                condition=Q(planned_on__isnull=False) | Q(actual_on__isnull=False),
                violation_error_message=_("Give the planned or the actual day."),
            )
        ]

    def __str__(self):
        return self.title
