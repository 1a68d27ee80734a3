from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.history import track

SHORTEST, LONGEST, USUAL = 8, 120, 20


class ScreenLinkQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office's that hangs the screen up."""
        if not user.is_authenticated or not user.is_office:
            return self.none()
        return self.filter(campaign__area=user.area)


@track(exclude=["token_hash", "read_on"])
class ScreenLink(models.Model):
    """The secret address that runs the wall screen without a person's sign-in; only a hash of it is kept."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="screen_link", verbose_name=_("campaign"))
    token_hash = models.CharField(max_length=64, unique=True)
    language = models.CharField(
        _("language"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE
    )
    seconds = models.PositiveSmallIntegerField(_("seconds a page stays"), default=USUAL)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_on = models.DateField(null=True, blank=True)

    objects = ScreenLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("link of a wall screen")
        verbose_name_plural = _("links of wall screens")
        constraints = [
            models.CheckConstraint(
                name="screen_page_stays_a_while", condition=Q(seconds__gte=SHORTEST, seconds__lte=LONGEST)
            )
        ]

    def __str__(self):
        return f"{self.campaign}"
