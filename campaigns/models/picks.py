from django.db import models

from campaigns.models.campaign import Campaign
from campaigns.models.taxonomy import Indicator
from core.history import track


@track()
class FigurePick(models.Model):
    """An indicator that the dashboard of a campaign shows, as the office chose; `has_card` stands above the charts."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="figure_picks")
    indicator = models.ForeignKey(Indicator, models.CASCADE, related_name="picks")
    position = models.PositiveSmallIntegerField(default=0)
    has_card = models.BooleanField(default=False)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["campaign", "indicator"], name="figure_picked_once")]

    def __str__(self):
        return f"{self.campaign}: {self.indicator}"
