from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign, PlanItem
from core.history import track
from core.states import HasStates
from inspections.models.checklist import Checklist
from inspections.models.hazard import PERSON
from inspections.models.steps import Draw
from units.models import Unit


class TeamQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leader: their area; others the teams they belong to."""
        if not user.is_authenticated or user.reach is None or user.is_admin:
            return self.none()
        if user.is_office or user.is_leader:
            return self.filter(campaign__area__path__startswith=user.reach)
        return self.filter(pk__in=TeamMember.objects.filter(person=user).values("team"))


@track()
class Team(models.Model):
    """People from several units who go out together."""

    class Kind(models.TextChoices):
        INSPECTION = "inspection", _("Inspection team")
        SUPERVISION = "supervision", _("Supervision team")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="teams")
    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices, default=Kind.INSPECTION)
    retired = models.BooleanField(_("no longer goes out"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = TeamQuerySet.as_manager()

    class Meta:
        verbose_name = _("team")
        verbose_name_plural = _("teams")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "name"],
                name="team_name_once",
                violation_error_message=_("There is a team of this name."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("inspections:team", args=[self.pk])


@track()
class TeamMember(models.Model):
    """A person with an account, or an expert by name only."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="team_memberships",
        verbose_name=_("person"),
    )
    name = models.CharField(_("name of an expert without an account"), max_length=60, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="team_members", verbose_name=_("unit")
    )
    is_leader = models.BooleanField(_("leads the team"), default=False)
    is_expert = models.BooleanField(_("expert"), default=False)

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["-is_leader", "is_expert", "id"]
        constraints = [
            models.UniqueConstraint(fields=["team", "person"], name="member_once_per_team"),
            models.UniqueConstraint(fields=["team"], condition=Q(is_leader=True), name="team_has_one_leader"),
            models.CheckConstraint(name="member_is_somebody", condition=Q(person__isnull=False) | ~Q(name="")),
        ]

    def __str__(self):
        return str(self.person) if self.person_id else self.name


class RoundQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leader: their area. Others: rounds of their teams; units also those they are an object of,
        once begun."""
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        if not user.is_authenticated or user.reach is None or user.is_admin:
            return rows.none()
        if user.is_office or user.is_leader:
            return rows.filter(campaign__area__path__startswith=user.reach)
        teams = Team.objects.visible_to(user)
        objects = RoundObject.objects.filter(unit__path__startswith=user.reach).values("round")
        own = Q(pk__in=Round.teams.through.objects.filter(team__in=teams).values("round"))
        # An unannounced round is no news to those it goes to.
        told = Q(pk__in=objects, is_announced=True)
        return rows.filter(~Q(state="draft") & (own | told))


@track()
class Round(HasStates, models.Model):
    """An inspection drive: whom, by whom, on what, from when to when."""

    class Kind(models.TextChoices):
        JOINT = "joint", _("Joint inspection")
        SPECIAL = "special", _("Special rectification")
        FULL = "full", _("Full-coverage inspection")
        SUPERVISION = "supervision", _("Supervision of units' campaign work")
        LOOK_BACK = "look_back", _("Look-back")

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        RUNNING = "running", _("Running")
        FINISHED = "finished", _("Finished")

    NEXT_STATES = {
        State.DRAFT: {State.RUNNING},
        State.RUNNING: {State.FINISHED, State.DRAFT},
        State.FINISHED: {State.RUNNING},
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="rounds")
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=120)
    aim = models.TextField(_("what is looked at"), blank=True)
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    is_announced = models.BooleanField(
        _("told to the units beforehand"),
        default=True,
        help_text=_("Without the tick no unit learns of it before the team is at its gate."),
    )
    checklist = models.ForeignKey(
        Checklist, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name=_("checklist")
    )
    plan_item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name=_("plan item")
    )
    teams = models.ManyToManyField(Team, blank=True, related_name="rounds", verbose_name=_("teams"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    made_by = models.ForeignKey(**PERSON)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="round_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day lies before the first."),
            )
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("inspections:round", args=[self.pk])


class RoundObjectQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leader: their area. Others: what their teams go to, and themselves where a round is announced."""
        if not user.is_authenticated or user.reach is None:
            return self.none()
        rows = self.filter(round__in=Round.objects.visible_to(user))
        if user.is_office or user.is_leader:
            return rows
        own = Q(unit__path__startswith=user.reach, round__is_announced=True)
        return rows.filter(own | Q(team__in=Team.objects.visible_to(user)))


@track(inserted_in_bulk=True)
class RoundObject(models.Model):
    """A unit that a round goes to, by one team at most, so that it is covered once."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="objects_of_round")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="in_rounds", verbose_name=_("unit"))
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="objects_of_team", verbose_name=_("team")
    )
    draw = models.ForeignKey(Draw, models.PROTECT, null=True, blank=True, related_name="round_objects")

    objects = RoundObjectQuerySet.as_manager()

    class Meta:
        verbose_name = _("object of inspection")
        verbose_name_plural = _("objects of inspection")
        ordering = ["unit__sort_key", "id"]
        constraints = [models.UniqueConstraint(fields=["round", "unit"], name="object_once_per_round")]

    def __str__(self):
        return f"{self.round}: {self.unit}"
