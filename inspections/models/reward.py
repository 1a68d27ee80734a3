from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from core.history import track
from core.states import HasStates
from inspections.models.hazard import MAYBE_PERSON, PERSON, Hazard
from inspections.models.lists import RewardRule
from units.models import Unit


class OfAreaQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Money matters: the office of the area and its leader."""
        if not user.is_authenticated or not (user.is_office or user.is_leader):
            return self.none()
        return self.filter(area__path__startswith=user.reach)


class Fund(models.Model):
    """The reward fund of an area and year; its balance is the sum of its entries."""

    area = models.ForeignKey(Unit, models.PROTECT, related_name="reward_funds")
    year = models.PositiveSmallIntegerField(_("year"))

    objects = OfAreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("reward fund")
        verbose_name_plural = _("reward funds")
        ordering = ["-year"]
        constraints = [models.UniqueConstraint(fields=["area", "year"], name="fund_once_per_year")]

    def __str__(self):
        return f"{self.area} {self.year}"


class RewardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office alone; the cashier works from token and amount."""
        if not user.is_authenticated or not user.is_office:
            return self.none()
        return self.filter(hazard__in=Hazard.objects.visible_to(user))


# A claim made with the code is the reporter's own act: it has a day and no hour (reliability.md, T2).
CLAIMED_BY_CODE = """OLD."state" = 'told' AND NEW."state" = 'claimed' AND NEW."claimed_by_id" IS NULL"""


@track(updates_when=f"NOT ({CLAIMED_BY_CODE})")
class Reward(HasStates, models.Model):
    """The reward of one case: one case one reward, to the first valid reporter. Amounts are yuan.

    `token` is all the cashier sees beside the amount. `claimed_by` is the officer who was shown papers;
    without one it was claimed with code and secret.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        CONFIRMED = "confirmed", _("Facts confirmed")
        COMPUTED = "computed", _("Amount computed")
        APPROVED = "approved", _("Approved")
        TOLD = "told", _("Reporter told")
        CLAIMED = "claimed", _("Claimed")
        PAID = "paid", _("Paid")
        LAPSED = "lapsed", _("Lapsed")
        REFUSED = "refused", _("Refused")

    NEXT_STATES = {
        State.PROPOSED: {State.CONFIRMED, State.REFUSED},
        State.CONFIRMED: {State.COMPUTED, State.REFUSED},
        State.COMPUTED: {State.APPROVED, State.CONFIRMED, State.REFUSED},
        State.APPROVED: {State.TOLD},
        State.TOLD: {State.CLAIMED, State.LAPSED},
        State.CLAIMED: {State.PAID},
        State.PAID: set(),
        State.LAPSED: set(),
        State.REFUSED: {State.PROPOSED},
    }

    hazard = models.OneToOneField(Hazard, models.PROTECT, related_name="reward")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.PROPOSED, editable=False)
    grounds = models.CharField(_("grounds"), max_length=500)
    joint_reporters = models.PositiveSmallIntegerField(_("people who signed"), default=1)
    fine_yuan = models.DecimalField(_("fine in yuan"), max_digits=12, decimal_places=2, null=True, blank=True)
    rule = models.ForeignKey(RewardRule, models.PROTECT, null=True, blank=True, related_name="rewards")
    amount_yuan = models.DecimalField(_("reward in yuan"), max_digits=12, decimal_places=2, null=True, blank=True)
    why = models.CharField(_("reason of the last decision"), max_length=500, blank=True, editable=False)
    token = models.CharField(_("payment token"), max_length=12, unique=True, editable=False)
    proposed_by = models.ForeignKey(**PERSON)
    confirmed_by = models.ForeignKey(**MAYBE_PERSON)
    computed_by = models.ForeignKey(**MAYBE_PERSON)
    approved_by = models.ForeignKey(**MAYBE_PERSON)
    approved_on = models.DateField(null=True, blank=True, editable=False)
    told_on = models.DateField(null=True, blank=True, editable=False)
    claim_until = models.DateField(_("to be claimed until"), null=True, blank=True, editable=False)
    claimed_on = models.DateField(null=True, blank=True, editable=False)
    claimed_by = models.ForeignKey(**MAYBE_PERSON)
    paid_on = models.DateField(null=True, blank=True, editable=False)
    paid_by = models.ForeignKey(**MAYBE_PERSON)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RewardQuerySet.as_manager()

    class Meta:
        verbose_name = _("reward")
        verbose_name_plural = _("rewards")
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                name="reward_approved_by_another",
                condition=Q(approved_by=None)
                | (~Q(approved_by=models.F("proposed_by")) & ~Q(approved_by=models.F("computed_by"))),
                violation_error_message=_("A reward is approved by another person than who proposed or computed it."),
            ),
            models.CheckConstraint(
                name="reward_computed_means_amount_and_rule",
                condition=~Q(state__in=["computed", "approved", "told", "claimed", "paid", "lapsed"])
                | Q(amount_yuan__isnull=False, amount_yuan__gt=0, rule__isnull=False, computed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="reward_approved_means_who",
                condition=~Q(state__in=["approved", "told", "claimed", "paid", "lapsed"])
                | Q(approved_by__isnull=False, approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="reward_paid_means_who_and_when",
                condition=Q(state="paid", paid_on__isnull=False, paid_by__isnull=False)
                | (~Q(state="paid") & Q(paid_on=None, paid_by=None)),
            ),
            models.CheckConstraint(
                name="reward_told_means_when_and_until_when",
                condition=~Q(state__in=["told", "claimed", "paid", "lapsed"])
                | Q(told_on__isnull=False, claim_until__isnull=False),
            ),
            models.CheckConstraint(
                name="reward_claimed_means_when",
                condition=Q(state__in=["claimed", "paid"], claimed_on__isnull=False)
                | (~Q(state__in=["claimed", "paid"]) & Q(claimed_on=None, claimed_by=None)),
            ),
            models.CheckConstraint(name="reward_refused_means_why", condition=~Q(state="refused") | ~Q(why="")),
        ]

    def __str__(self):
        return self.token

    def get_absolute_url(self):
        return reverse("inspections:reward", args=[self.pk])


class OfFundQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(fund__in=Fund.objects.visible_to(user))


@track()
class FundEntry(models.Model):
    """Money in (positive) or out (negative) of the fund, in yuan."""

    fund = models.ForeignKey(Fund, models.PROTECT, related_name="entries")
    on = models.DateField(_("day"))
    amount_yuan = models.DecimalField(_("amount in yuan"), max_digits=12, decimal_places=2)
    note = models.CharField(_("note"), max_length=200)
    reward = models.OneToOneField(Reward, models.PROTECT, null=True, blank=True, related_name="entry", editable=False)
    by = models.ForeignKey(**PERSON)

    objects = OfFundQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry of the fund")
        verbose_name_plural = _("entries of the fund")
        ordering = ["-on", "-id"]
        constraints = [models.CheckConstraint(name="fund_entry_not_nothing", condition=~Q(amount_yuan=0))]

    def __str__(self):
        return self.note
