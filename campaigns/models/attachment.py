from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.assignment import Assignment, UnitAssignment
from campaigns.models.campaign import AUTHOR
from campaigns.models.meeting import Meeting
from campaigns.models.notice import Notice


class AttachmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A file is seen by whoever sees the record it hangs on."""
        return self.filter(
            Q(notice__in=Notice.objects.visible_to(user))
            | Q(assignment__in=Assignment.objects.visible_to(user))
            | Q(unit_assignment__in=UnitAssignment.objects.visible_to(user))
            | Q(meeting__in=Meeting.objects.visible_to(user))
        )


class Attachment(models.Model):
    """A file on exactly one record; served by a view that checks rights, never from a public folder."""

    notice = models.ForeignKey(Notice, models.CASCADE, null=True, blank=True, related_name="attachments")
    assignment = models.ForeignKey(Assignment, models.CASCADE, null=True, blank=True, related_name="attachments")
    unit_assignment = models.ForeignKey(
        UnitAssignment, models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    meeting = models.ForeignKey(Meeting, models.CASCADE, null=True, blank=True, related_name="attachments")
    file = models.FileField(upload_to="attachments/%Y/%m")
    name = models.CharField(_("name"), max_length=200)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(**AUTHOR)
    added_at = models.DateTimeField(auto_now_add=True)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="attachment_on_one_record",
                condition=Q(notice__isnull=False, assignment=None, unit_assignment=None, meeting=None)
                | Q(notice=None, assignment__isnull=False, unit_assignment=None, meeting=None)
                | Q(notice=None, assignment=None, unit_assignment__isnull=False, meeting=None)
                | Q(notice=None, assignment=None, unit_assignment=None, meeting__isnull=False),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("campaigns:attachment", args=[self.pk])
