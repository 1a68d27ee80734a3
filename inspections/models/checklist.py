from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.languages import is_chinese
from inspections.models.hazard import PERSON, Hazard
from units.models import Industry, Unit


class ChecklistQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Everybody of the area reads its checklists: a unit may check itself by them."""
        if not user.is_authenticated or user.area is None:
            return self.none()
        return self.filter(area=user.area)


@track()
class Checklist(models.Model):
    """What inspectors look at in an industry; its items live in versions, of which one is in force."""

    area = models.ForeignKey(Unit, models.PROTECT, related_name="checklists", editable=False)
    name = models.CharField(_("name"), max_length=120)
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, related_name="checklists", verbose_name=_("industry")
    )
    retired = models.BooleanField(_("no longer offered"), default=False)

    objects = ChecklistQuerySet.as_manager()

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["area", "name"],
                name="checklist_name_once",
                violation_error_message=_("There is a checklist of this name."),
            )
        ]

    def __str__(self):
        return self.name


class ChecklistVersionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(checklist__in=Checklist.objects.visible_to(user))

    def in_force(self):
        return self.filter(state="published")


@track()
class ChecklistVersion(models.Model):
    """Visits keep the version they were made by; publishing one retires the one before."""

    class State(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        PUBLISHED = "published", _("In force")
        REPLACED = "replaced", _("Replaced")

    checklist = models.ForeignKey(Checklist, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    published_on = models.DateField(null=True, blank=True, editable=False)
    made_by = models.ForeignKey(**PERSON)

    objects = ChecklistVersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("version of a checklist")
        verbose_name_plural = _("versions of a checklist")
        ordering = ["checklist", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["checklist", "number"], name="checklist_version_once"),
            models.UniqueConstraint(
                fields=["checklist"], condition=Q(state="published"), name="checklist_one_version_in_force"
            ),
            models.UniqueConstraint(
                fields=["checklist"], condition=Q(state="draft"), name="checklist_one_version_in_preparation"
            ),
        ]

    def __str__(self):
        return f"{self.checklist} ({self.number})"


@track()
class ChecklistItem(models.Model):
    """One question, answered yes, no or not applicable; "no" opens a finding."""

    version = models.ForeignKey(ChecklistVersion, models.CASCADE, related_name="items")
    position = models.PositiveSmallIntegerField(default=0)
    section = models.CharField(_("section"), max_length=80, blank=True)
    text_zh = models.CharField(_("what is checked"), max_length=300)
    text_en = models.CharField(_("what is checked, in English"), max_length=300, blank=True)
    clause = models.CharField(_("clause"), max_length=200, blank=True)
    how = models.CharField(_("how to check"), max_length=300, blank=True)
    photo_needed = models.BooleanField(_("photo needed"), default=False)
    grade = models.CharField(_("grade when not met"), max_length=10, choices=Hazard.Grade.choices, blank=True)
    category = models.ForeignKey(
        "HazardCategory", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("category")
    )

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        ordering = ["position", "id"]

    def __str__(self):
        return self.text

    @property
    def text(self) -> str:
        """In the reader's language as far as it was given."""
        return self.text_zh if is_chinese() else self.text_en or self.text_zh
