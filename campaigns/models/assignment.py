from datetime import date

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from campaigns.models.campaign import AUTHOR, Campaign, PaperQuerySet
from campaigns.models.plan import PlanItem
from campaigns.models.taxonomy import Indicator
from core.figures import Qualifier
from core.history import track
from core.states import HasStates
from units.models import Unit


class AssignmentQuerySet(PaperQuerySet):
    def received_by(self, units):
        return UnitAssignment.objects.filter(unit__in=units).values("assignment")


@track()
class Assignment(HasStates, models.Model):
    """Work handed to many units with a due time; each unit's share is a `UnitAssignment`."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Sent")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    NEXT_STATES = {State.DRAFT: {State.SENT}, State.SENT: {State.WITHDRAWN}, State.WITHDRAWN: set()}

    class Answer(models.TextChoices):
        ACTIVITIES = "activities", _("Activities")
        DOCUMENT = "document", _("A document")
        SENTENCE = "sentence", _("A sentence")

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="assignments")
    plan_item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="assignments", verbose_name=_("plan item")
    )
    title = models.CharField(_("title"), max_length=160)
    instructions = models.TextField(_("instructions"), blank=True)
    answer = models.CharField(_("the answer is"), max_length=12, choices=Answer.choices, default=Answer.ACTIVITIES)
    due_at = models.DateTimeField(_("due"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    created_by = models.ForeignKey(**AUTHOR)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)
    sent_by = models.ForeignKey(null=True, blank=True, **AUTHOR)
    withdrawn_at = models.DateTimeField(null=True, blank=True, editable=False)
    withdrawn_by = models.ForeignKey(null=True, blank=True, **AUTHOR)
    withdrawn_why = models.CharField(_("why withdrawn"), max_length=300, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["due_at", "id"]
        constraints = [
            models.CheckConstraint(
                name="assignment_sent_means_who_and_when",
                condition=Q(state="draft", sent_at=None, sent_by=None)
                | (~Q(state="draft") & Q(sent_at__isnull=False, sent_by__isnull=False)),
            ),
            models.CheckConstraint(
                name="assignment_withdrawn_means_who_when_why",
                condition=(
                    Q(state="withdrawn", withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_why="")
                )
                | (~Q(state="withdrawn") & Q(withdrawn_at=None, withdrawn_by=None, withdrawn_why="")),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("campaigns:assignment", args=[self.campaign.slug, self.pk])

    @property
    def due_on(self) -> date:
        """The day it is due, in the portal's time zone."""
        return timezone.localdate(self.due_at)


class AssignmentQuota(models.Model):
    """What a unit has to reach: at least so many of an indicator, or so many activities when none is named."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="quotas")
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, verbose_name=_("indicator"), related_name="quotas"
    )
    at_least = models.PositiveIntegerField(_("at least"), default=1)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "indicator"],
                name="quota_once_per_indicator",
                nulls_distinct=False,
                violation_error_message=_("The same indicator is asked twice."),
            ),
            models.CheckConstraint(
                name="quota_at_least_one",
                condition=Q(at_least__gte=1),
                violation_error_message=_("A quota is at least 1."),
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.at_least}"


class UnitAssignmentQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(assignment__in=Assignment.objects.visible_to(user), unit__in=Unit.objects.visible_to(user))

    def read_by(self, reader):
        """As `visible_to`; without a reader all of them, for a screen that nobody has signed in at."""
        return self if reader is None else self.visible_to(reader)

    def sent(self):
        return self.filter(assignment__state=Assignment.State.SENT)

    def open(self):
        return self.sent().filter(state=UnitAssignment.State.OPEN)

    def late(self, now):
        return self.open().filter(assignment__due_at__lt=now)

    def with_unit(self):
        """The unit has to act; the others of `open` wait for the office."""
        return self.open().filter(answered_at=None, enough_at=None)

    def with_office(self):
        """Handed in and not yet looked at."""
        return self.open().exclude(answered_at=None, enough_at=None)


@track()
class UnitAssignment(models.Model):
    """One unit's share of an assignment. Late is a fact of the due time, not a state.

    While the assignment is a draft its rows only say whom it will be sent to: count with `sent()`.
    `started_at` is when the first activity for it was handed in; done without `done_by`
    means the quota was met by approved activities, with it the office accepted the answer.
    `asked_at` is since when the unit has to act where that isn't the sending: added later, returned, asked again.
    `enough_at` is since when the activities handed in would, all approved, reach every quota.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        WAIVED = "waived", _("Waived")

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="units")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="assignments", verbose_name=_("unit"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    asked_at = models.DateTimeField(null=True, blank=True, editable=False)
    started_at = models.DateTimeField(null=True, blank=True)
    enough_at = models.DateTimeField(null=True, blank=True, editable=False)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    done_by = models.ForeignKey(null=True, blank=True, **AUTHOR)
    waived_by = models.ForeignKey(null=True, blank=True, **AUTHOR)
    waived_why = models.CharField(_("why waived"), max_length=300, blank=True)
    answer_text = models.TextField(_("answer"), blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(null=True, blank=True, **AUTHOR)
    returned_why = models.CharField(_("why returned"), max_length=300, blank=True)
    urged_at = models.DateTimeField(_("urged at"), null=True, blank=True)

    objects = UnitAssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("unit's assignment")
        verbose_name_plural = _("units' assignments")
        ordering = ["assignment__due_at", "id"]
        indexes = [models.Index(fields=["unit", "state"], name="unitassignment_unit_state")]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "unit"], name="assignment_once_per_unit"),
            models.CheckConstraint(
                name="unitassignment_done_has_time",
                condition=Q(state="done", done_at__isnull=False) | (~Q(state="done") & Q(done_at=None, done_by=None)),
            ),
            models.CheckConstraint(
                name="unitassignment_waived_means_who_and_why",
                condition=(Q(state="waived", waived_by__isnull=False) & ~Q(waived_why=""))
                | (~Q(state="waived") & Q(waived_by=None, waived_why="")),
            ),
            models.CheckConstraint(
                name="unitassignment_answered_means_who_and_when",
                condition=Q(answered_at=None, answered_by=None)
                | Q(answered_at__isnull=False, answered_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.assignment} · {self.unit}"

    def get_absolute_url(self):
        return reverse("campaigns:unit_assignment", args=[self.assignment.campaign.slug, self.pk])

    @property
    def is_with_office(self) -> bool:
        """Handed in and not yet looked at: the unit owes nothing for now."""
        return self.state == self.State.OPEN and bool(self.answered_at or self.enough_at)


class QuotaAnswer(models.Model):
    """How far one unit is with one quota, by its approved activities; kept by `settle_quotas`."""

    unit_assignment = models.ForeignKey(UnitAssignment, models.CASCADE, related_name="answers")
    quota = models.ForeignKey(AssignmentQuota, models.CASCADE, related_name="answers")
    value = models.BigIntegerField(null=True, blank=True)
    qualifier = models.CharField(max_length=5, choices=Qualifier.choices, default=Qualifier.EXACT)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit_assignment", "quota"], name="quota_answer_once")]

    def __str__(self):
        return f"{self.quota}: {self.value}"
