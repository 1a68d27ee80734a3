"""A consulting day: one activity with sites × units; each unit fills in its own line."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models.activity import PERSON, Activity
from campaigns.models import Indicator
from core.figures import LARGEST_VALUE, Figure, Qualifier
from core.history import track
from units.models import Unit


class Site(models.Model):
    activity = models.ForeignKey(Activity, models.CASCADE, related_name="sites")
    name = models.CharField(_("site"), max_length=80)
    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta:
        verbose_name = _("site")
        verbose_name_plural = _("sites")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["activity", "name"], name="site_once")]

    def __str__(self):
        return self.name


class StandQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(activity__in=Activity.objects.visible_to(user))


@track()
class Stand(models.Model):
    """One unit at one site. Without `filled_at` the unit has not reported yet."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="stands")
    site = models.ForeignKey(Site, models.CASCADE, related_name="stands", verbose_name=_("site"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stands", verbose_name=_("unit"))
    filled_at = models.DateTimeField(_("filled in at"), null=True, blank=True)
    filled_by = models.ForeignKey(null=True, blank=True, **PERSON)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = StandQuerySet.as_manager()

    class Meta:
        verbose_name = _("stand")
        verbose_name_plural = _("stands")
        ordering = ["unit__sort_key", "site__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["site", "unit"], name="stand_once"),
            models.CheckConstraint(
                name="stand_filled_means_who_and_when",
                condition=Q(filled_at=None, filled_by=None) | Q(filled_at__isnull=False, filled_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.unit} · {self.site}"


@track()
class StandValue(models.Model):
    """One figure of one stand; without a value it is unknown."""

    stand = models.ForeignKey(Stand, models.CASCADE, related_name="values")
    indicator = models.ForeignKey(Indicator, models.PROTECT, related_name="+", verbose_name=_("indicator"))
    value = models.BigIntegerField(_("value"), null=True, blank=True)
    qualifier = models.CharField(_("qualifier"), max_length=5, choices=Qualifier.choices, default=Qualifier.EXACT)

    class Meta:
        verbose_name = _("figure of a stand")
        verbose_name_plural = _("figures of stands")
        ordering = ["indicator__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["stand", "indicator"], name="standvalue_once"),
            models.CheckConstraint(
                name="standvalue_in_range", condition=Q(value=None) | Q(value__gte=0, value__lte=LARGEST_VALUE)
            ),
            models.CheckConstraint(
                name="standvalue_unknown_has_no_qualifier", condition=Q(value__isnull=False) | Q(qualifier="exact")
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.figure}"

    @property
    def figure(self) -> Figure:
        return Figure(self.value, Qualifier(self.qualifier))
