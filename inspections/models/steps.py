"""What happens to a hazard and may happen more than once: fixes filed, re-inspections, extensions, listings, look-backs."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Campaign
from core.history import track
from inspections.models.hazard import MAYBE_PERSON, PERSON, Hazard
from units.models import Industry, Unit


class OfHazardQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(hazard__in=Hazard.objects.visible_to(user))


class Rectification(models.Model):
    """A completion filed with proof; the last one counts, a failed one stays."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="rectifications")
    done = models.TextField(_("what was done"))
    cost_yuan = models.DecimalField(_("cost in yuan"), max_digits=14, decimal_places=2, null=True, blank=True)
    filed_at = models.DateTimeField(auto_now_add=True)
    filed_by = models.ForeignKey(**PERSON)

    objects = OfHazardQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]

    def __str__(self):
        return self.done


class Reinspection(models.Model):
    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="reinspections")
    passed = models.BooleanField(_("passed"))
    note = models.CharField(_("what was seen"), max_length=1000, blank=True)
    done_at = models.DateTimeField(auto_now_add=True)
    done_by = models.ForeignKey(**PERSON)

    objects = OfHazardQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(name="reinspection_failed_means_why", condition=Q(passed=True) | ~Q(note=""))
        ]

    def __str__(self):
        return f"{self.hazard.number}: {self.passed}"


@track()
class Extension(models.Model):
    """A later deadline asked for; `answer_due_on` is the office's own deadline to decide."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="extensions")
    old_due_on = models.DateField(_("deadline before"), editable=False)
    new_due_on = models.DateField(_("deadline asked for"))
    why = models.CharField(_("reason"), max_length=1000)
    late_why = models.CharField(_("why asked later than the rule allows"), max_length=500, blank=True)
    asked_on = models.DateField(editable=False)
    asked_by = models.ForeignKey(**PERSON)
    answer_due_on = models.DateField(_("answer due"), editable=False)
    granted = models.BooleanField(_("granted"), null=True, editable=False)
    decision = models.CharField(_("decision"), max_length=500, blank=True, editable=False)
    decided_on = models.DateField(null=True, blank=True, editable=False)
    decided_by = models.ForeignKey(**MAYBE_PERSON)

    objects = OfHazardQuerySet.as_manager()

    class Meta:
        verbose_name = _("extension")
        verbose_name_plural = _("extensions")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["hazard"], condition=Q(granted=None), name="extension_one_open_per_hazard"),
            models.CheckConstraint(
                name="extension_later_than_before",
                condition=Q(new_due_on__gt=F("old_due_on")),
                violation_error_message=_("The new deadline has to be later than the present one."),
            ),
            models.CheckConstraint(
                name="extension_decided_means_who_and_when",
                condition=Q(granted=None, decided_on=None, decided_by=None)
                | Q(granted__isnull=False, decided_on__isnull=False, decided_by__isnull=False),
            ),
            models.CheckConstraint(name="extension_refused_means_why", condition=~Q(granted=False) | ~Q(decision="")),
        ]

    def __str__(self):
        return f"{self.hazard.number}: {self.new_due_on}"


@track()
class Listing(models.Model):
    """Listed for supervision (挂牌督办) until de-listed (摘牌), with the days both were made public."""

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="listings")
    listed_by_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name=_("listed by"))
    document_no = models.CharField(_("document number"), max_length=60, blank=True)
    listed_on = models.DateField(_("listed on"))
    filed_on = models.DateField(_("filed with the committee office on"), null=True, blank=True)
    public_on = models.DateField(_("listing made public on"), null=True, blank=True)
    delisted_on = models.DateField(_("de-listed on"), null=True, blank=True)
    delisted_why = models.CharField(_("grounds for de-listing"), max_length=500, blank=True)
    result_public_on = models.DateField(_("result made public on"), null=True, blank=True)
    by = models.ForeignKey(**PERSON)

    objects = OfHazardQuerySet.as_manager()

    class Meta:
        verbose_name = _("listing")
        verbose_name_plural = _("listings")
        ordering = ["-listed_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["hazard"],
                condition=Q(delisted_on=None),
                name="listing_one_at_a_time",
                violation_error_message=_("This hazard is listed already."),
            ),
            models.CheckConstraint(
                name="listing_ends_after_start",
                condition=Q(delisted_on=None) | (Q(delisted_on__gte=F("listed_on")) & ~Q(delisted_why="")),
            ),
        ]

    def __str__(self):
        return f"{self.hazard.number}: {self.listed_on}"


class DrawQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever drew and whoever was drawn from may check it: all who see the campaign.

        Of an unannounced round units learn when it is over, since the pool says where it goes.
        """
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        if user.is_authenticated and (user.is_office or user.is_leader):
            return rows
        seen = self.model._meta.get_field("round").related_model.objects.visible_to(user)
        return rows.filter(Q(round=None) | Q(round__in=seen.filter(Q(is_announced=True) | Q(state="finished"))))


class Draw(models.Model):
    """A lot that anyone can check: the pool in order, the seed, how many; see core/draws.py for the rule.

    `industry` is the field it was drawn from when so many of each were wanted.
    """

    class Purpose(models.TextChoices):
        LOOK_BACK = "look_back", _("Look-back")
        OBJECTS = "objects", _("Objects of a round")
        TEAMS = "teams", _("Teams of a round")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="draws")
    purpose = models.CharField(_("purpose"), max_length=10, choices=Purpose.choices)
    round = models.ForeignKey(
        "Round", models.CASCADE, null=True, blank=True, related_name="draws", verbose_name=_("round")
    )
    industry = models.ForeignKey(
        Industry, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("industry")
    )
    seed = models.CharField(_("seed"), max_length=64)
    pool = models.JSONField(_("pool"))
    picked = models.JSONField(_("drawn"))
    drawn_at = models.DateTimeField(auto_now_add=True)
    drawn_by = models.ForeignKey(**PERSON)

    objects = DrawQuerySet.as_manager()

    class Meta:
        verbose_name = _("draw")
        verbose_name_plural = _("draws")
        ordering = ["-id"]

    def __str__(self):
        return f"{self.get_purpose_display()}: {self.seed}"

    def get_absolute_url(self):
        return reverse("inspections:draw", args=[self.pk])


@track()
class LookBack(models.Model):
    """A fixed hazard is looked at again later; a relapse reopens it with its first deadline."""

    class Reason(models.TextChoices):
        MAJOR = "major", _("Major hazard")
        EXPOSED = "exposed", _("Exposed to the public")
        LOT = "lot", pgettext_lazy("look-back", "Drawn by lot")
        OFFICE = "office", _("Asked for by the office")

    class Result(models.TextChoices):
        HOLDS = "holds", _("The fix holds")
        RELAPSED = "relapsed", _("Relapsed")

    hazard = models.ForeignKey(Hazard, models.CASCADE, related_name="look_backs")
    reason = models.CharField(_("reason"), max_length=10, choices=Reason.choices)
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="look_backs")
    due_on = models.DateField(_("due"))
    result = models.CharField(_("result"), max_length=10, choices=Result.choices, blank=True, editable=False)
    note = models.CharField(_("what was seen"), max_length=1000, blank=True)
    done_on = models.DateField(null=True, blank=True, editable=False)
    done_by = models.ForeignKey(**MAYBE_PERSON)

    objects = OfHazardQuerySet.as_manager()

    class Meta:
        verbose_name = _("look-back")
        verbose_name_plural = _("look-backs")
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(fields=["hazard"], condition=Q(result=""), name="look_back_one_open_per_hazard"),
            models.CheckConstraint(
                name="look_back_done_means_who_and_when",
                condition=Q(result="", done_on=None, done_by=None)
                | (~Q(result="") & Q(done_on__isnull=False, done_by__isnull=False)),
            ),
            models.CheckConstraint(name="look_back_lot_means_draw", condition=~Q(reason="lot") | Q(draw__isnull=False)),
        ]

    def __str__(self):
        return f"{self.hazard.number}: {self.due_on}"


class PenaltyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leader of the area; a unit those on itself and below."""
        if not user.is_authenticated or user.reach is None or user.is_admin:
            return self.none()
        if user.is_office or user.is_leader:
            return self.filter(campaign__area__path__startswith=user.reach)
        return self.filter(unit__path__startswith=user.reach)


@track()
class Penalty(models.Model):
    """An enforcement record; one case may punish the firm and a person (一案双罚). Amounts are yuan."""

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="penalties")
    hazard = models.ForeignKey(Hazard, models.PROTECT, null=True, blank=True, related_name="penalties")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="penalties", verbose_name=_("firm"))
    basis = models.CharField(_("legal basis"), max_length=200)
    document_no = models.CharField(_("number of the decision"), max_length=60, blank=True)
    decided_on = models.DateField(_("decided on"))
    firm_yuan = models.DecimalField(_("fine on the firm in yuan"), max_digits=12, decimal_places=2, default=0)
    person_post = models.CharField(_("post of the person punished"), max_length=80, blank=True)
    person_yuan = models.DecimalField(_("fine on the person in yuan"), max_digits=12, decimal_places=2, default=0)
    other = models.CharField(_("other measures"), max_length=200, blank=True)
    executed_on = models.DateField(_("executed on"), null=True, blank=True)
    by = models.ForeignKey(**PERSON)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PenaltyQuerySet.as_manager()

    class Meta:
        verbose_name = _("penalty")
        verbose_name_plural = _("penalties")
        ordering = ["-decided_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="penalty_of_person_means_which_post",
                condition=Q(person_yuan=0) | ~Q(person_post=""),
                violation_error_message=_("Name the post of the person who is fined."),
            ),
            models.CheckConstraint(
                name="penalty_not_negative",
                condition=Q(firm_yuan__gte=0, person_yuan__gte=0),
                violation_error_message=_("A fine can't be less than nothing."),
            ),
            models.CheckConstraint(
                name="penalty_executed_after_decision",
                condition=Q(executed_on=None) | Q(executed_on__gte=F("decided_on")),
                violation_error_message=_("It was executed before it was decided."),
            ),
        ]

    def __str__(self):
        return f"{self.unit}: {self.decided_on}"

    def get_absolute_url(self):
        return reverse("inspections:penalty", args=[self.pk])

    @property
    def is_double(self) -> bool:
        return self.firm_yuan > 0 and self.person_yuan > 0
