from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.history import track
from core.states import HasStates
from inspections.models.hazard import PERSON, Hazard
from inspections.models.lists import MediaTier
from units.models import Unit, UnitKind


class ExposureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leader: their area. A unit: what it prepares, and what is published about it or one below."""
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        if not user.is_authenticated or user.reach is None or user.is_admin:
            return rows.none()
        if user.is_office or user.is_leader:
            return rows.filter(campaign__area__path__startswith=user.reach)
        own = Q(by_unit__path__startswith=user.reach)
        return rows.filter(own | Q(state="published", unit__path__startswith=user.reach))

    def published(self):
        return self.filter(state=Exposure.State.PUBLISHED)


@track()
class Exposure(HasStates, models.Model):
    """A hazard or a typical case made public, in masked words and pictures.

    `by_unit` is the town or department whose quota it fills (1 to 2 cases a month each).
    """

    class Kind(models.TextChoices):
        HAZARD = "hazard", _("Hazard")
        CASE = "case", _("Typical case")

    class State(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    NEXT_STATES = {
        State.DRAFT: {State.PUBLISHED, State.WITHDRAWN},
        State.PUBLISHED: {State.WITHDRAWN},
        State.WITHDRAWN: {State.DRAFT},
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="exposures")
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    hazard = models.ForeignKey(
        Hazard, models.PROTECT, null=True, blank=True, related_name="exposures", verbose_name=_("hazard")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="exposed_in", verbose_name=_("exposed unit")
    )
    by_unit = models.ForeignKey(Unit, models.PROTECT, related_name="exposures", verbose_name=_("exposed by"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("masked text"))
    outlet = models.CharField(_("outlet"), max_length=120, blank=True)
    tier = models.ForeignKey(
        MediaTier, models.PROTECT, null=True, blank=True, related_name="exposures", verbose_name=_("media tier")
    )
    published_on = models.DateField(_("published on"), null=True, blank=True)
    link = models.URLField(_("link"), max_length=300, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    why = models.CharField(_("reason of the last decision"), max_length=500, blank=True, editable=False)
    made_by = models.ForeignKey(**PERSON)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ExposureQuerySet.as_manager()

    class Meta:
        verbose_name = _("exposure")
        verbose_name_plural = _("exposures")
        ordering = ["-published_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="exposure_of_hazard_names_it",
                condition=~Q(kind="hazard") | Q(hazard__isnull=False),
                violation_error_message=_("Choose the hazard that is exposed."),
            ),
            models.CheckConstraint(
                name="exposure_published_means_where_and_when",
                condition=~Q(state="published") | (Q(published_on__isnull=False) & ~Q(outlet="")),
            ),
            models.CheckConstraint(name="exposure_withdrawn_means_why", condition=~Q(state="withdrawn") | ~Q(why="")),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("inspections:exposure", args=[self.pk])


class ExposureQuotaQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))


@track()
class ExposureQuota(models.Model):
    """How many cases each town and department is to expose a month, and what that rests on."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="exposure_quota")
    at_least = models.PositiveSmallIntegerField(_("at least a month"), default=1)
    at_most = models.PositiveSmallIntegerField(_("at most a month"), default=2)
    kinds = models.ManyToManyField(UnitKind, related_name="+", verbose_name=_("kinds of unit that owe it"))
    source = models.CharField(_("source"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ExposureQuotaQuerySet.as_manager()

    class Meta:
        verbose_name = _("quota of exposures")
        verbose_name_plural = _("quotas of exposures")
        constraints = [
            models.CheckConstraint(
                name="exposure_quota_in_order",
                condition=Q(at_least__lte=models.F("at_most")),
                violation_error_message=_("At least is more than at most."),
            )
        ]

    def __str__(self):
        return f"{self.at_least}–{self.at_most}"
