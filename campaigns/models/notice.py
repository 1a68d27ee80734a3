from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import AUTHOR, Campaign, PaperQuerySet
from core.history import track
from core.notation import document_number
from core.states import HasStates
from units.models import Unit, UnitKind


class NoticeQuerySet(PaperQuerySet):
    def received_by(self, units):
        return Receipt.objects.filter(unit__in=units).values("notice")


@track()
class Notice(HasStates, models.Model):
    """An official letter to member units, who sign for it.

    `year` and `serial` make its number, 〔2026〕5号; once issued the number stays taken.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Issued")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    NEXT_STATES = {State.DRAFT: {State.ISSUED}, State.ISSUED: {State.WITHDRAWN}, State.WITHDRAWN: set()}

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="notices")
    mark = models.CharField(_("issuing mark"), max_length=40, blank=True, help_text=_("The word before the number."))
    year = models.PositiveSmallIntegerField(_("year"))
    serial = models.PositiveIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"))
    recipient_kinds = models.ManyToManyField(UnitKind, blank=True, verbose_name=_("all units of these kinds"))
    recipient_units = models.ManyToManyField(Unit, blank=True, related_name="+", verbose_name=_("these units"))
    sign_by = models.DateTimeField(_("sign by"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    issued_at = models.DateTimeField(null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(null=True, blank=True, **AUTHOR)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(null=True, blank=True, **AUTHOR)
    withdrawn_why = models.CharField(_("why withdrawn"), max_length=300, blank=True, editable=False)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("replaces")
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering = ["-year", "-serial"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "mark", "year", "serial"],
                name="notice_number_once",
                violation_error_message=_("This number is taken."),
            ),
            models.CheckConstraint(
                name="notice_issued_means_who_and_when",
                condition=Q(state="draft", issued_at=None, issued_by=None)
                | (~Q(state="draft") & Q(issued_at__isnull=False, issued_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="notice_withdrawn_means_who_when_why",
                condition=(
                    Q(state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")
                )
                | (~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("campaigns:notice", args=[self.campaign.slug, self.pk])

    @property
    def number(self) -> str:
        return document_number(self.mark, self.year, self.serial)

    @property
    def sign_by_on(self) -> date | None:
        """The day to sign by, in the portal's time zone."""
        return timezone.localdate(self.sign_by) if self.sign_by else None

    @property
    def is_replaced(self) -> bool:
        """A newer notice has taken its place, for good: withdrawing the newer one does not bring it back."""
        return self.superseded_by.exclude(state=self.State.DRAFT).exists()


class ReceiptQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(notice__in=Notice.objects.visible_to(user), unit__in=Unit.objects.visible_to(user))

    def unsigned(self):
        return self.exclude(state=Receipt.State.SIGNED)

    def owed(self):
        """Unsigned, of notices that stand: neither withdrawn nor replaced by a newer one."""
        replaced = Notice.objects.exclude(state=Notice.State.DRAFT).exclude(supersedes=None).values("supersedes")
        return self.unsigned().filter(notice__state=Notice.State.ISSUED).exclude(notice__in=replaced)

    def late(self, now):
        """Owed past the time to sign by."""
        return self.owed().filter(notice__sign_by__lt=now)


@track()
class Receipt(models.Model):
    """What became of a notice at one unit; late is a fact of `sign_by`, not a state.

    `asked_at` is set for a unit added after the notice was issued.
    """

    class State(models.TextChoices):
        UNREAD = "unread", _("Unread")
        READ = "read", _("Read")
        SIGNED = "signed", _("Signed")

    class Reason(models.TextChoices):
        KIND = "kind", _("All units of its kind")
        HAND = "hand", _("Chosen by hand")

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="receipts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receipts", verbose_name=_("unit"))
    reason = models.CharField(_("why sent"), max_length=10, choices=Reason.choices)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.UNREAD)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    read_by = models.ForeignKey(null=True, blank=True, **AUTHOR)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signed_by = models.ForeignKey(null=True, blank=True, **AUTHOR)
    urged_at = models.DateTimeField(_("urged at"), null=True, blank=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ["unit__sort_key", "id"]
        constraints = [
            models.UniqueConstraint(fields=["notice", "unit"], name="receipt_once_per_unit"),
            models.CheckConstraint(
                name="receipt_read_means_who_and_when",
                condition=Q(state="unread", read_at=None, read_by=None)
                | (~Q(state="unread") & Q(read_at__isnull=False, read_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="receipt_signed_means_who_and_when",
                condition=Q(state="signed", signed_at__isnull=False, signed_by__isnull=False)
                | (~Q(state="signed") & Q(signed_at=None, signed_by=None)),
            ),
        ]

    def __str__(self):
        return f"{self.notice.number} · {self.unit}"
