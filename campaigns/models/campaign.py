from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models.taxonomy import EntrySet, Linkage, PlanItemKind
from core.history import track
from core.states import HasStates
from units.models import Unit


class CampaignQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Campaigns of the areas a person's unit lies in or that lie below it; a draft only for its office."""
        if not user.is_authenticated or user.post is None:
            return self.none()
        own = self.filter(Q(area__in=user.unit.ancestor_ids + [user.unit.pk]) | Q(area__path__startswith=user.reach))
        begun = ~Q(state=Campaign.State.DRAFT)
        return own.filter(begun | Q(area=user.area) if user.is_office or user.is_admin else begun)

    def most_wanted_first(self):
        """What runs, then what is prepared or closing, then what is archived; of each the newest."""
        State = Campaign.State
        rank = Case(When(state=State.RUNNING, then=0), When(state=State.ARCHIVED, then=2), default=1)
        return self.order_by(rank, *Campaign._meta.ordering)

    def running(self):
        return self.filter(state__in=[Campaign.State.RUNNING, Campaign.State.CLOSING])


@track()
class Campaign(HasStates, models.Model):
    """One Safety Production Month (or seasonal run) of one area."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        RUNNING = "running", _("Running")
        CLOSING = "closing", _("Closing")
        ARCHIVED = "archived", _("Archived")

    NEXT_STATES = {
        State.DRAFT: {State.RUNNING},
        State.RUNNING: {State.CLOSING, State.DRAFT},
        State.CLOSING: {State.RUNNING, State.ARCHIVED},
        State.ARCHIVED: {State.CLOSING},
    }

    class Season(models.TextChoices):
        MONTH = "month", _("Safety Production Month")
        SPRING = "spring", _("Spring run")
        SUMMER = "summer", _("Summer run")
        AUTUMN = "autumn", _("Autumn run")
        WINTER = "winter", _("Winter run")

    slug = models.SlugField(
        _("address"), max_length=40, unique=True, help_text=_("Letters, digits and hyphens, as in /campaigns/2026/.")
    )
    area = models.ForeignKey(Unit, models.PROTECT, related_name="campaigns", verbose_name=_("area"))
    name = models.CharField(_("name"), max_length=120)
    year = models.PositiveSmallIntegerField(_("year"))
    season = models.CharField(_("kind of season"), max_length=10, choices=Season.choices, default=Season.MONTH)
    theme = models.CharField(_("theme"), max_length=120, blank=True)
    slogans = models.TextField(_("slogans"), blank=True, help_text=_("One on each line."))
    basis = models.TextField(_("basis"), blank=True, help_text=_("The documents this campaign rests on."))
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    national_edition = models.PositiveSmallIntegerField(_("national edition"), null=True, blank=True)
    local_edition = models.PositiveSmallIntegerField(_("local edition"), null=True, blank=True)
    local_first_year = models.PositiveSmallIntegerField(
        _("year of the first local edition"),
        null=True,
        blank=True,
        help_text=_("The local edition is checked against it."),
    )
    entry_set = models.ForeignKey(EntrySet, models.PROTECT, verbose_name=_("entry set"))
    linkages = models.ManyToManyField(Linkage, blank=True, verbose_name=_("linkages"))
    hotline = models.CharField(_("hotline"), max_length=40, blank=True)
    contact = models.CharField(_("contact"), max_length=120, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    cloned_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CampaignQuerySet.as_manager()

    class Meta:
        verbose_name = _("campaign")
        verbose_name_plural = _("campaigns")
        ordering = ["-starts_on", "-id"]
        constraints = [
            models.CheckConstraint(
                name="campaign_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["area"],
                condition=Q(state="running"),
                name="campaign_one_running_per_area",
                violation_error_message=_("Another campaign of this area is running."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("reports:overview", args=[self.slug])

    @property
    def is_writable(self) -> bool:
        """Archived campaigns are read-only."""
        return self.state != self.State.ARCHIVED

    @property
    def takes_new_work(self) -> bool:
        """While closing, units may only answer what is asked."""
        return self.state in (self.State.DRAFT, self.State.RUNNING)

    @property
    def slogan_lines(self) -> list[str]:
        return [line.strip() for line in self.slogans.splitlines() if line.strip()]

    def day_number(self, today: date) -> int | None:
        """1 on the first day; None outside the period."""
        return (today - self.starts_on).days + 1 if self.starts_on <= today <= self.ends_on else None

    @property
    def days(self) -> int:
        return (self.ends_on - self.starts_on).days + 1


class PlanDeclaration(models.Model):
    """How many items of a kind the plan announces; fewer may be entered, and the gap is shown."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="declarations")
    kind = models.ForeignKey(PlanItemKind, models.PROTECT, verbose_name=_("kind"))
    count = models.PositiveSmallIntegerField(_("announced"))

    class Meta:
        ordering = ["kind__position"]
        constraints = [models.UniqueConstraint(fields=["campaign", "kind"], name="declaration_once_per_kind")]

    def __str__(self):
        return f"{self.kind}: {self.count}"


class CampaignOwnedQuerySet(models.QuerySet):
    """Rows that whoever sees the campaign may read: plan, timeline, committee."""

    def visible_to(self, user):
        return self.filter(campaign__in=Campaign.objects.visible_to(user))


class PaperQuerySet(models.QuerySet):
    """Papers an office writes and sends to units: notices, assignments."""

    def visible_to(self, user):
        """Its office sees all, office and leader what was sent in their area, a unit what was sent to it or below it."""
        if not user.is_authenticated or user.post is None:
            return self.none()
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        begun = ~Q(state="draft")
        received = Q(pk__in=self.received_by(Unit.objects.visible_to(user)))
        if not (user.is_office or user.is_leader):
            return rows.filter(begun & received)
        # What a higher area sends is seen by those it was sent to; asked only where there is a higher one.
        here = Q(campaign__area__path__startswith=user.reach)
        sent = begun & (here | received if user.area.parent_id else here)
        return rows.filter(sent | Q(campaign__area=user.area) if user.is_office else sent)

    def received_by(self, units):
        """Keys of the papers these units have to answer."""
        raise NotImplementedError


AUTHOR = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+", "editable": False}
