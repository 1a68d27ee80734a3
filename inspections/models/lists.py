"""Lists that the office edits: what hazards are of, where they come from, by when things are due, what is paid."""

from decimal import ROUND_HALF_UP, Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.history import track
from core.languages import by_language
from core.models import Taxonomy


class HazardCategory(Taxonomy):
    class Meta(Taxonomy.Meta):
        verbose_name = _("hazard category")
        verbose_name_plural = _("hazard categories")


class HazardSource(Taxonomy):
    """How a hazard came to the ledger. The codes below are the ones that the portal itself writes."""

    INSPECTION, SELF_CHECK, EMPLOYEE, PUBLIC = "inspection", "self_check", "employee", "public"
    HOTLINE, MEDIA, ALARM, IMPORT = "hotline", "media", "alarm", "import"
    # Behind these stands a person who has to fear being found out.
    BY_PEOPLE = (EMPLOYEE, PUBLIC, HOTLINE)

    class Meta(Taxonomy.Meta):
        verbose_name = _("hazard source")
        verbose_name_plural = _("hazard sources")


class MediaTier(Taxonomy):
    class Meta(Taxonomy.Meta):
        verbose_name = _("media tier")
        verbose_name_plural = _("media tiers")


@track()
class DeadlineRule(Taxonomy):
    """How long a step may take, with the document it rests on; the office may change each."""

    class Unit(models.TextChoices):
        DAYS = "days", _("days")
        WORKING_DAYS = "working_days", _("working days")

    value = models.PositiveSmallIntegerField(_("time limit"))
    unit = models.CharField(_("counted in"), max_length=12, choices=Unit.choices)
    moves_on = models.BooleanField(
        _("ends on a working day"),
        default=True,
        help_text=_("If the last day is a day off, the next working day is the last one."),
    )
    source_zh = models.CharField(_("source in Chinese"), max_length=200)
    source_en = models.CharField(_("source in English"), max_length=200)

    class Meta(Taxonomy.Meta):
        verbose_name = _("time limit")
        verbose_name_plural = _("time limits")

    @property
    def source(self) -> str:
        return by_language(self.source_zh, self.source_en)

    @property
    def length(self) -> str:
        """The limit in words: “20 working days”."""
        if self.unit == self.Unit.WORKING_DAYS:
            words = ngettext("%(number)s working day", "%(number)s working days", self.value)
        else:
            words = ngettext("%(number)s day", "%(number)s days", self.value)
        return words % {"number": self.value}


@track()
class RewardRule(models.Model):
    """A version of the reward rule; a reward keeps the version it was computed by. Amounts are yuan.

    Defaults: rule of 2018, 15 % of the fine, at least 3,000, at most 300,000.
    """

    name_zh = models.CharField(_("Chinese name"), max_length=120)
    name_en = models.CharField(_("English name"), max_length=120)
    rate_percent = models.DecimalField(_("share of the fine in percent"), max_digits=5, decimal_places=2)
    floor_yuan = models.PositiveIntegerField(_("least amount"))
    cap_yuan = models.PositiveIntegerField(_("largest amount"))
    micro_yuan = models.PositiveIntegerField(_("amount for an ordinary hazard"), default=0)
    claim_days = models.PositiveSmallIntegerField(_("days to claim"), default=60)
    valid_from = models.DateField(_("valid from"))
    source_zh = models.CharField(_("source in Chinese"), max_length=200)
    source_en = models.CharField(_("source in English"), max_length=200)

    class Meta:
        verbose_name = _("reward rule")
        verbose_name_plural = _("reward rules")
        ordering = ["-valid_from", "-id"]
        constraints = [
            models.CheckConstraint(
                name="reward_rule_floor_under_cap",
                condition=Q(floor_yuan__lte=models.F("cap_yuan")),
                violation_error_message=_("The least amount is larger than the largest."),
            )
        ]

    def __str__(self):
        return by_language(self.name_zh, self.name_en)

    @property
    def source(self) -> str:
        return by_language(self.source_zh, self.source_en)

    def amount_for(self, *, fine: Decimal | None, is_major: bool) -> Decimal:
        """Share of the fine between floor and cap. Without a fine: the floor for a major hazard, else the micro amount."""
        if not fine:
            return Decimal(self.floor_yuan if is_major else self.micro_yuan)
        share = (fine * self.rate_percent / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)
        return min(max(share, Decimal(self.floor_yuan)), Decimal(self.cap_yuan))
