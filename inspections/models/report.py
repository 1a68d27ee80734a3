"""What the public told: kept so that nothing leads back to who told it (reliability.md, T2).

None of these models has a history or an hour: an event would carry the minute of the report.
"""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from inspections.models.hazard import MAYBE_PERSON, PERSON, Hazard
from units.models import Unit


class ReportPointQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Codes of units one may read; the administrator has none to hang up."""
        if not user.is_authenticated or user.reach is None or user.is_admin:
            return self.none()
        return self.filter(unit__path__startswith=user.reach)


class ReportPoint(models.Model):
    """A QR code that hangs somewhere: at an enterprise, a shop, a wall. `token` stands in /report/?unit=…"""

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="report_points", verbose_name=_("unit"))
    place = models.CharField(_("where it hangs"), max_length=120, blank=True)
    token = models.CharField(max_length=24, unique=True, editable=False)
    retired = models.BooleanField(_("no longer valid"), default=False)
    made_on = models.DateField(editable=False)
    made_by = models.ForeignKey(**PERSON)

    objects = ReportPointQuerySet.as_manager()

    class Meta:
        verbose_name = _("report code")
        verbose_name_plural = _("report codes")
        ordering = ["unit__sort_key", "id"]

    def __str__(self):
        return f"{self.unit} · {self.place}" if self.place else str(self.unit)


class ReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office alone: neither the unit nor the administrator reads who said what in which words."""
        if not user.is_authenticated or not user.is_office:
            return self.none()
        return self.filter(hazard__in=Hazard.objects.visible_to(user))

    def not_told(self):
        """Closed, refused, handed on or doubled, and the reporter hasn't been told since.

        Who was told of a duplicate is told again when the case it repeats is closed.
        """
        ended = (*Hazard.CLOSED_STATES, Hazard.State.REJECTED, Hazard.State.TRANSFERRED, Hazard.State.DUPLICATE)
        never = Q(told_on=None, hazard__state__in=ended)
        before = Q(hazard__state__in=Hazard.CLOSED_STATES, told_on__lt=F("hazard__closed_on"))
        first = "hazard__duplicate_of"
        doubled = {f"{first}__state__in": Hazard.CLOSED_STATES, "told_on__lt": F(f"{first}__closed_on")}
        return self.filter(never | before | Q(hazard__state=Hazard.State.DUPLICATE, **doubled))

    def not_fixed(self):
        """Closed, and the reporter says since that it is not fixed."""
        said_no = Q(fixed_answer="no")
        own = Q(hazard__state__in=Hazard.CLOSED_STATES, fixed_answer_on__gte=F("hazard__closed_on"))
        first = "hazard__duplicate_of"
        doubled = {f"{first}__state__in": Hazard.CLOSED_STATES, "fixed_answer_on__gte": F(f"{first}__closed_on")}
        return self.filter(said_no & (own | Q(hazard__state=Hazard.State.DUPLICATE, **doubled)))

    def with_unread(self):
        """The reporter wrote something that nobody of the office has taken note of."""
        unread = ReportMessage.objects.filter(report=OuterRef("pk"), by=None, read_by_office=False)
        return self.filter(Exists(unread))


class Report(models.Model):
    """The reporter's side of a hazard: the code to follow it by, and what was said both ways.

    `locator` finds it, the secret is kept as a hash only; `claim_hash` guards the reward.
    """

    class Audience(models.TextChoices):
        OFFICE = "office", _("The safety office only")
        UNIT = "unit", _("The manager of the unit and the safety office")

    class FixedAnswer(models.TextChoices):
        YES = "yes", _("It is fixed")
        NO = "no", _("It is not fixed")

    hazard = models.OneToOneField(Hazard, models.PROTECT, related_name="report")
    point = models.ForeignKey(ReportPoint, models.SET_NULL, null=True, blank=True, related_name="reports")
    audience = models.CharField(max_length=6, choices=Audience.choices, default=Audience.OFFICE)
    # As it was told; the ledger's own text may be put in other words, since a unit reads that.
    description = models.TextField(_("as it was told"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    locator = models.CharField(max_length=6, unique=True, editable=False)
    secret_hash = models.CharField(max_length=128, editable=False)
    claim_hash = models.CharField(max_length=128, blank=True, editable=False)
    received_on = models.DateField(_("received on"))
    told_on = models.DateField(_("reporter told on"), null=True, blank=True, editable=False)
    told_by = models.ForeignKey(**MAYBE_PERSON)
    told_text = models.CharField(_("what the reporter was told"), max_length=1000, blank=True, editable=False)
    fixed_answer = models.CharField(max_length=3, choices=FixedAnswer.choices, blank=True, editable=False)
    fixed_answer_on = models.DateField(null=True, blank=True, editable=False)
    office_knows = models.BooleanField(default=False, editable=False)
    # The check may take longer once, if the level above agrees; the reporter reads why in the messages.
    check_extended_on = models.DateField(null=True, blank=True, editable=False)
    check_approved_by = models.CharField(_("approved by"), max_length=120, blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["-received_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="report_told_means_who_and_when",
                condition=Q(told_on=None, told_by=None) | Q(told_on__isnull=False, told_by__isnull=False),
            ),
            models.CheckConstraint(
                name="report_longer_check_is_approved",
                condition=Q(check_extended_on=None, check_approved_by="")
                | (Q(check_extended_on__isnull=False) & ~Q(check_approved_by="")),
            ),
            models.CheckConstraint(
                name="report_answer_has_day",
                condition=Q(fixed_answer="", fixed_answer_on=None)
                | (~Q(fixed_answer="") & Q(fixed_answer_on__isnull=False)),
            ),
        ]

    def __str__(self):
        return self.hazard.number


class OfReportQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(report__in=Report.objects.visible_to(user))


class ReportMessage(models.Model):
    """A question of the office or an answer of the reporter."""

    report = models.ForeignKey(Report, models.CASCADE, related_name="messages")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    text = models.CharField(_("message"), max_length=1000)
    said_on = models.DateField(editable=False)
    read_by_office = models.BooleanField(default=False, editable=False)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text

    @property
    def is_from_reporter(self) -> bool:
        return self.by_id is None


class ReporterContact(models.Model):
    """Name and phone that a reporter left, sealed (core/sealing.py); blanked 24 months after closing."""

    report = models.OneToOneField(Report, models.CASCADE, related_name="contact")
    name_sealed = models.BinaryField(editable=False)
    phone_sealed = models.BinaryField(editable=False)
    blanked_on = models.DateField(null=True, blank=True, editable=False)

    objects = OfReportQuerySet.as_manager()

    def __str__(self):
        return self.report.hazard.number


class ContactOpening(models.Model):
    """Who opened a reporter's contact, and why; the database refuses to change or delete a row."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="openings")
    by = models.ForeignKey(**PERSON)
    at = models.DateTimeField(auto_now_add=True)
    why = models.CharField(_("reason"), max_length=500)

    objects = OfReportQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [models.CheckConstraint(name="contact_opening_has_reason", condition=~Q(why=""))]
        triggers = [pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self):
        return self.why
