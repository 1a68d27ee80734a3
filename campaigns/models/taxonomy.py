"""Lists that the office edits: what kinds there are, what is counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.models import Taxonomy


class PlanItemKind(Taxonomy):
    """Main line, focus, topic, activity, safeguard, …: the shapes of plan differ from county to county."""

    class Meta(Taxonomy.Meta):
        verbose_name = _("kind of plan item")
        verbose_name_plural = _("kinds of plan item")


class Linkage(Taxonomy):
    class Meta(Taxonomy.Meta):
        verbose_name = _("linkage")
        verbose_name_plural = _("linkages")


class Entry(Taxonomy):
    class Meta(Taxonomy.Meta):
        verbose_name = _("entry")
        verbose_name_plural = _("entries")


class EntrySet(Taxonomy):
    """Which places the "five entries" of a campaign are; the official documents disagree."""

    entries = models.ManyToManyField(Entry, related_name="entry_sets", verbose_name=_("entries"))

    class Meta(Taxonomy.Meta):
        verbose_name = _("entry set")
        verbose_name_plural = _("entry sets")


class Indicator(Taxonomy):
    """Something that is counted."""

    class Addition(models.TextChoices):
        SUM = "sum", _("Sum")
        MAX = "max", _("Largest")
        DISTINCT = "distinct", _("Distinct units")

    measure_zh = models.CharField(_("measure word in Chinese"), max_length=20, blank=True)
    measure_en = models.CharField(_("measure in English"), max_length=40, blank=True)
    addition = models.CharField(_("how it adds"), max_length=10, choices=Addition.choices, default=Addition.SUM)

    class Meta(Taxonomy.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")

    def measure_in(self, language: str) -> str:
        return self.measure_zh if language.startswith("zh") else self.measure_en


class ActivityKind(Taxonomy):
    """What was done; offers the indicators that the form asks first."""

    indicators = models.ManyToManyField(
        Indicator, through="KindIndicator", related_name="kinds", verbose_name=_("indicators")
    )
    has_grid = models.BooleanField(
        _("has a grid of sites and units"),
        default=False,
        help_text=_("Each unit fills in its own line, like at a consulting day."),
    )

    class Meta(Taxonomy.Meta):
        verbose_name = _("kind of activity")
        verbose_name_plural = _("kinds of activity")


class KindIndicator(models.Model):
    kind = models.ForeignKey(ActivityKind, models.CASCADE)
    indicator = models.ForeignKey(Indicator, models.PROTECT)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["kind", "indicator"], name="kind_indicator_once")]

    def __str__(self):
        return f"{self.kind}: {self.indicator}"
