from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.history import track
from inspections.models.hazard import PERSON


class LedgerBoardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """All who see the campaign may know whether its ledger has a board."""
        return self.filter(campaign__in=Campaign.objects.visible_to(user))


@track()
class LedgerBoard(models.Model):
    """Whether everybody may read how many hazards were found in a campaign; without a row nobody may."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="ledger_board")
    is_public = models.BooleanField(_("public"), default=False)
    changed_by = models.ForeignKey(**PERSON)

    objects = LedgerBoardQuerySet.as_manager()

    class Meta:
        verbose_name = _("public board")
        verbose_name_plural = _("public boards")

    def __str__(self):
        return str(self.campaign)


class LedgerCounter(models.Model):
    """The last number given in a campaign and year; its row is the lock."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "year"], name="ledger_counter_once")]

    def __str__(self):
        return f"{self.year}: {self.last}"
