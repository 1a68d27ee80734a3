from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import Campaign, CampaignOwnedQuerySet
from core.history import track
from units.models import Unit


class SeatQuerySet(CampaignOwnedQuerySet):
    def held_on(self, day):
        return self.filter(
            Q(valid_from=None) | Q(valid_from__lte=day),
            Q(valid_until=None) | Q(valid_until__gte=day),
        )


@track()
class CommitteeSeat(models.Model):
    """A seat of the leading group: by post, the person is optional and may change."""

    class Kind(models.TextChoices):
        HEAD = "head", _("Head")
        DEPUTY = "deputy", _("Deputy head")
        MEMBER = "member", _("Member")
        OFFICE = "office", _("Office")
        OFFICE_DIRECTOR = "office_director", _("Director of the office")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="seats")
    kind = models.CharField(_("seat"), max_length=20, choices=Kind.choices)
    post = models.CharField(_("post"), max_length=120, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="seats", verbose_name=_("unit"))
    person = models.CharField(_("person"), max_length=60, blank=True)
    valid_from = models.DateField(_("from"), null=True, blank=True)
    valid_until = models.DateField(_("until"), null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SeatQuerySet.as_manager()

    class Meta:
        verbose_name = _("seat of the leading group")
        verbose_name_plural = _("leading group")
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                name="seat_names_post_or_unit",
                condition=~Q(post="") | Q(unit__isnull=False),
                violation_error_message=_("Name the post or the unit."),
            ),
            models.CheckConstraint(
                name="seat_until_not_before_from",
                condition=Q(valid_until=None) | Q(valid_from=None) | Q(valid_until__gte=F("valid_from")),
                violation_error_message=_("The seat ends before it begins."),
            ),
        ]

    def __str__(self):
        return self.post or str(self.unit)
