import uuid
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Assignment, Campaign
from core.conditions import is_found_in, keys_of
from core.history import track
from core.states import HasStates
from inspections.models.checklist import ChecklistItem, ChecklistVersion
from inspections.models.hazard import PERSON, Hazard
from inspections.models.rounds import Round, Team
from units.below import is_below
from units.models import Unit


class VisitQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leader: their area. A team: its own. A unit: finished visits to itself and those below.

        Of few units they are found by their keys first.
        """
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        if not user.is_authenticated or user.reach is None or user.is_admin:
            return rows.none()
        if user.is_office or user.is_leader:
            return rows.filter(campaign__area__path__startswith=user.reach)
        given = Q(is_below("unit", user.unit, is_found_in), state="finished")
        ways = [Q(made_by=user), Q(team__in=Team.objects.visible_to(user)), given]
        rows = rows.filter(reduce(or_, ways))
        return rows if user.unit.has_many_below else rows.filter(pk__in=keys_of(Visit.objects, ways))

    def finished(self):
        return self.filter(state=Visit.State.FINISHED)


@track()
class Visit(HasStates, models.Model):
    """One inspection of one unit by one team, worked through on site and finished with a signature."""

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("Inspection")
        SUPERVISION = "supervision", _("Supervision")

    class State(models.TextChoices):
        GOING_ON = "going_on", _("Going on")
        FINISHED = "finished", _("Finished")
        DROPPED = "dropped", _("Dropped")

    NEXT_STATES = {
        State.GOING_ON: {State.FINISHED, State.DROPPED},
        State.FINISHED: set(),
        State.DROPPED: set(),
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="visits")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.INSPECTION)
    round = models.ForeignKey(
        Round, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("round")
    )
    team = models.ForeignKey(Team, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("team"))
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="visits", verbose_name=_("unit"))
    checklist_version = models.ForeignKey(
        ChecklistVersion, models.PROTECT, null=True, blank=True, related_name="visits", verbose_name=_("checklist")
    )
    visited_on = models.DateField(_("day"))
    is_unannounced = models.BooleanField(_("unannounced"), default=False)
    met_by = models.CharField(_("received by"), max_length=120, blank=True)
    looked_at = models.TextField(_("what was looked at"), blank=True)
    impression = models.TextField(_("impression"), blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.GOING_ON, editable=False)
    signer = models.CharField(_("signed by"), max_length=80, blank=True, editable=False)
    signature = models.FileField(upload_to="signatures/%Y/%m", blank=True, editable=False)
    unsigned_why = models.CharField(_("why not signed"), max_length=200, blank=True, editable=False)
    dropped_why = models.CharField(_("why dropped"), max_length=1000, blank=True, editable=False)
    started_at = models.DateTimeField(auto_now_add=True)
    made_by = models.ForeignKey(**PERSON)
    finished_at = models.DateTimeField(null=True, blank=True, editable=False)
    submission_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-visited_on", "-id"]
        indexes = [
            models.Index(fields=["campaign", "-visited_on", "-id"], name="visit_campaign_day"),
            models.Index(fields=["unit", "-visited_on"], name="visit_unit_day"),
        ]
        constraints = [
            models.CheckConstraint(
                name="visit_finished_has_time",
                condition=Q(state="finished", finished_at__isnull=False) | (~Q(state="finished") & Q(finished_at=None)),
            ),
            models.CheckConstraint(
                name="visit_finished_is_signed_or_says_why",
                condition=~Q(state="finished") | ~Q(signature="") | ~Q(unsigned_why=""),
            ),
            models.CheckConstraint(
                name="visit_dropped_says_why",
                condition=(Q(state="dropped") & ~Q(dropped_why="")) | (~Q(state="dropped") & Q(dropped_why="")),
            ),
        ]

    def __str__(self):
        return f"{self.unit} · {self.visited_on}"

    def get_absolute_url(self):
        return reverse("inspections:visit", args=[self.pk])


class OfVisitQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(visit__in=Visit.objects.visible_to(user))


@track()
class VisitAnswer(models.Model):
    """The answer to one item; `hazard` is what a "no" opened."""

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        NOT_APPLICABLE = "na", _("Not applicable")

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="answers")
    item = models.ForeignKey(ChecklistItem, models.PROTECT, related_name="answers")
    answer = models.CharField(_("answer"), max_length=3, choices=Answer.choices)
    note = models.CharField(_("note"), max_length=500, blank=True)
    hazard = models.OneToOneField(
        Hazard, models.PROTECT, null=True, blank=True, related_name="visit_answer", editable=False
    )

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["item__position", "id"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "item"], name="answer_once_per_item"),
            models.CheckConstraint(name="answer_hazard_only_to_no", condition=Q(hazard=None) | Q(answer="no")),
        ]

    def __str__(self):
        return f"{self.item}: {self.get_answer_display()}"


@track()
class SupervisionProblem(models.Model):
    """A problem seen at a member unit; becomes an assignment with a due date."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="problems")
    text = models.CharField(_("problem"), max_length=500)
    due_on = models.DateField(_("to be mended by"))
    assignment = models.OneToOneField(
        Assignment, models.PROTECT, null=True, blank=True, related_name="supervision_problem", editable=False
    )

    objects = OfVisitQuerySet.as_manager()

    class Meta:
        ordering = ["id"]

    def __str__(self):
        return self.text
