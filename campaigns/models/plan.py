from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign, CampaignOwnedQuerySet
from campaigns.models.taxonomy import PlanItemKind
from core.history import track
from units.models import Unit


@track()
class PlanItem(models.Model):
    """One line of the plan, at any depth; `position` orders the children of one parent."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="plan_items")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("belongs to")
    )
    kind = models.ForeignKey(PlanItemKind, models.PROTECT, related_name="items", verbose_name=_("kind"))
    number = models.PositiveSmallIntegerField(_("number"), null=True, blank=True)
    title = models.CharField(_("title"), max_length=160)
    description = models.TextField(_("description"), blank=True)
    lead = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="led_items", verbose_name=_("lead unit")
    )
    co_operating = models.ManyToManyField(
        Unit, blank=True, related_name="co_operated_items", verbose_name=_("co-operating units")
    )
    due_on = models.DateField(_("due date"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CampaignOwnedQuerySet.as_manager()

    class Meta:
        verbose_name = _("plan item")
        verbose_name_plural = _("plan items")
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["campaign", "parent", "position"], name="plan_order")]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "kind", "number"],
                name="plan_number_once_per_kind",
                violation_error_message=_("The plan already has an item of this kind with this number."),
            ),
            models.CheckConstraint(name="plan_item_not_own_parent", condition=Q(parent=None) | ~Q(parent=F("id"))),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("campaigns:plan_item", args=[self.campaign.slug, self.pk])
