"""The register of units: a tree of any depth, kept with a stored path."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.models import Taxonomy
from core.searching import Bigrams


class UnitKind(Taxonomy):
    is_area = models.BooleanField(
        _("is an area"),
        default=False,
        help_text=_("An office, leader or administrator under a unit of this kind acts for all of it."),
    )

    class Meta(Taxonomy.Meta):
        verbose_name = _("kind of unit")
        verbose_name_plural = _("kinds of unit")


class Industry(Taxonomy):
    """The field of industry a unit is supervised in; checklists of inspections go by it."""

    class Meta(Taxonomy.Meta):
        verbose_name = _("industry")
        verbose_name_plural = _("industries")


Place = TypeVar("Place")
# Up to so many units their records are fetched one unit after the other; of more, the records are passed in order.
FEW = 100
# Up to so many are named by their keys: told which they are, PostgreSQL knows by its statistics how much they have.
NAMED = 1_000


def keys_along(path: str) -> list[int]:
    """Of the units from the root down to the one with this path."""
    return [int(part) for part in path.strip("/").split("/")]


def nearest_area(upward: Iterable[tuple[Place, bool]]) -> Place:
    """Of a unit and those above it, each with whether it is an area: the first that is, else the last, the root."""
    for place, is_area in upward:
        if is_area:
            return place
    return place


class UnitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Units a person may read: the whole area for office, leader, administrator; else the own subtree."""
        if not user.is_authenticated or user.reach is None:
            return self.none()
        return self.below(user.reach)

    def below(self, path: str):
        """The unit with this path and every unit under it."""
        return self.filter(path__startswith=path)

    def active_on(self, day):
        return self.filter(
            Q(active_from=None) | Q(active_from__lte=day),
            Q(active_until=None) | Q(active_until__gte=day),
            merged_into=None,
        )

    def named_like(self, text: str):
        """By part of the name, the start of the code, or pinyin initials ("xyjglj")."""
        text = text.strip()
        if not text:
            return self
        return self.filter(
            Q(name__icontains=text) | Q(initials__contains=text.lower()) | Q(division_code__startswith=text)
        )


@track()
class Unit(models.Model):
    """A body that takes part: department, town, village, enterprise, school, …

    `path` is "/id/id/…/" from the root to the unit itself, kept by `units.services`; a
    subtree is one prefix.
    """

    class RiskLevel(models.TextChoices):
        """The four levels of dual prevention, the gravest first."""

        RED = "red", _("Major risk (red)")
        ORANGE = "orange", _("Considerable risk (orange)")
        YELLOW = "yellow", _("General risk (yellow)")
        BLUE = "blue", _("Low risk (blue)")
        __empty__ = _("not rated")

    name = models.CharField(_("name"), max_length=120)
    initials = models.CharField(_("pinyin initials"), max_length=120, blank=True, editable=False)
    sort_key = models.CharField(max_length=400, blank=True, editable=False)
    kind = models.ForeignKey(UnitKind, models.PROTECT, related_name="units", verbose_name=_("kind"))
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("superior unit")
    )
    path = models.CharField(max_length=400, db_index=True, editable=False, default="")
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, related_name="units", verbose_name=_("industry")
    )
    risk_level = models.CharField(_("risk level"), max_length=10, choices=RiskLevel.choices, blank=True)
    division_code = models.CharField(_("division code"), max_length=12, blank=True)
    contact_name = models.CharField(_("contact"), max_length=60, blank=True)
    contact_phone = models.CharField(_("contact's phone"), max_length=30, blank=True)
    responsible_person = models.CharField(_("first responsible person"), max_length=60, blank=True)
    responsible_post = models.CharField(_("first responsible person's post"), max_length=80, blank=True)
    active_from = models.DateField(_("active from"), null=True, blank=True)
    active_until = models.DateField(_("active until"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="merged",
        editable=False,
        verbose_name=_("merged into"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UnitQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit")
        verbose_name_plural = _("units")
        ordering = ["sort_key", "id"]
        indexes = [
            models.Index(fields=["parent", "sort_key", "id"], name="unit_parent_order"),
            models.Index(fields=["sort_key", "id"], name="unit_order"),
            GinIndex(Bigrams(F("name")), name="unit_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["parent", "name"],
                name="unit_name_once_under_parent",
                nulls_distinct=False,
                condition=Q(merged_into=None),
                violation_error_message=_("The superior unit already has a unit of this name."),
            ),
            models.CheckConstraint(
                name="unit_active_in_order",
                condition=Q(active_until=None) | Q(active_from=None) | Q(active_until__gte=F("active_from")),
                violation_error_message=_("The last active day lies before the first."),
            ),
            models.CheckConstraint(name="unit_not_own_parent", condition=Q(parent=None) | ~Q(parent=F("id"))),
            models.CheckConstraint(
                name="unit_division_code_digits",
                condition=Q(division_code="") | Q(division_code__regex=r"^\d{6}(\d{3}){0,2}$"),
                violation_error_message=_("A division code has 6, 9 or 12 digits."),
            ),
            models.CheckConstraint(
                name="unit_risk_level_known",
                condition=Q(risk_level__in=["", "red", "orange", "yellow", "blue"]),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("units:unit", args=[self.pk])

    @property
    def depth(self) -> int:
        """0 for a root."""
        return self.path.count("/") - 2

    @property
    def is_node(self) -> bool:
        """Whether records are added up at it, which is where units lie below it."""
        place: UnitPlace | None = getattr(self, "place", None)
        return place is not None and place.is_node

    @cached_property
    def has_many_below(self) -> bool:
        """Decides about speed alone: whether what lies here is met sooner on the way through all records."""
        return self.is_node and (self.keys_below is None or len(self.keys_below) > FEW)

    @cached_property
    def keys_below(self) -> list[int] | None:
        """Of itself and every unit under it; None where they are more than are named."""
        keys = list(Unit.objects.below(self.path).order_by().values_list("pk", flat=True)[: NAMED + 1])
        return keys if len(keys) <= NAMED else None

    @property
    def ancestor_ids(self) -> list[int]:
        """From the root down to the parent."""
        return keys_along(self.path)[:-1]

    def upward(self) -> Iterator["Unit"]:
        """Itself and all above it, the nearest first; those above the parent are asked for only when they are wanted."""
        yield self
        if self.parent:
            yield self.parent
            yield from Unit.objects.select_related("kind").filter(pk__in=self.ancestor_ids[:-1]).order_by("-path")


class UnitPlace(models.Model):
    """The units at which a unit's records are added up: all above it, and itself if units lie below it.

    Kept by a trigger on the register (migration 0003), so that totals can follow a unit that moves.
    """

    unit = models.OneToOneField(Unit, models.CASCADE, primary_key=True, related_name="place")
    nodes = ArrayField(models.BigIntegerField())

    def __str__(self):
        return f"{self.unit_id}: {self.nodes}"

    @property
    def is_node(self) -> bool:
        return self.unit_id in self.nodes
