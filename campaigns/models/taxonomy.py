"""Lists that the office edits: what kinds there are, what is counted."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.languages import is_chinese
from core.models import Taxonomy
from core.notation import USUAL_MEASURE


class PlanItemKind(Taxonomy):
    """Main line, focus, topic, activity, safeguard, …: the shapes of plan differ from county to county."""

    measure_zh = models.CharField(
        _("measure word in Chinese"),
        max_length=4,
        blank=True,
        help_text=_("The word between number and name; empty is the usual one."),
    )
    plural_en = models.CharField(
        _("English plural"), max_length=80, blank=True, help_text=_("As in “5 topics”; empty repeats the name.")
    )

    class Meta(Taxonomy.Meta):
        verbose_name = _("kind of plan item")
        verbose_name_plural = _("kinds of plan item")

    def counted(self, count: int) -> str:
        """The number with the name, as a sentence has it."""
        if is_chinese():
            return f"{count}{self.measure_zh or USUAL_MEASURE}{self.name_zh}"
        name = self.name_en if count == 1 or not self.plural_en else self.plural_en
        return f"{count} {name[:1].lower()}{name[1:]}"


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
    of_event = models.BooleanField(
        _("of the whole event"),
        default=False,
        help_text=_("Said once by the host; a grid doesn't ask each unit for it."),
    )

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
