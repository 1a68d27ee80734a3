"""What office and leaders were told on a working morning."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign


class BriefQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those who read the whole campaign and act for it."""
        if not user.is_authenticated or not (user.is_office or user.is_leader):
            return self.none()
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        return rows.filter(campaign__area__path__startswith=user.reach)


class Brief(models.Model):
    """One morning of a campaign, as it was said: `content` holds the words by role and language, `numbers` by code.

    It covers the days from `since` to the day before `day`. See `reports.selectors.briefs`.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="briefs")
    day = models.DateField(_("day"))
    since = models.DateField()
    made_at = models.DateTimeField()
    content = models.JSONField()
    numbers = models.JSONField(default=dict)

    objects = BriefQuerySet.as_manager()

    class Meta:
        verbose_name = _("morning brief")
        verbose_name_plural = _("morning briefs")
        ordering = ["-day", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "day"], name="brief_once_a_day"),
            models.CheckConstraint(name="brief_covers_days_before", condition=Q(since__lt=F("day"))),
        ]

    def __str__(self):
        return f"{self.campaign} {self.day}"

    def get_absolute_url(self):
        return reverse("reports:brief", args=[self.campaign.slug, self.day.isoformat()])
