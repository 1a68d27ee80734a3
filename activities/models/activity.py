import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import ActivityKind, Assignment, Campaign, Entry, Indicator, Linkage, PlanItem
from core.conditions import is_found_in
from core.figures import LARGEST_VALUE, Figure, Qualifier
from core.history import track
from core.searching import Bigrams
from core.states import HasStates
from units.models import Unit

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+", "editable": False}

# What a search reads.
TEXTS = ("title", "place", "narrative")


class ActivityQuerySet(models.QuerySet):
    """Beside an `or`, what lies in other tables is asked row by row: so PostgreSQL may still look it up for few rows, or
    list it once for many.
    """

    def visible_to(self, user):
        """Office and leader: their area. Others: what their unit or one below hosts or co-organises.

        A draft is seen by the host's side, by who began it and by units that have a line to fill in
        its grid; a withdrawn one by host and office. Of few units it is found by their keys first.
        """
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        if not user.is_authenticated or user.is_admin:
            return rows.none()
        if user.is_office or user.is_leader:
            own = rows.filter(_is_hosted_below(user.reach))
            return own.exclude(~Q(unit=user.unit) & ~Q(created_by=user), state=Activity.State.DRAFT)
        units = Unit.objects.below(user.reach)
        stands = Activity.stands.rel.related_model.objects
        invited = _takes_part(units, stands) | (~Q(state=Activity.State.DRAFT) & _takes_part(units, _guests()))
        seen = rows.filter(is_found_in("unit", units) | (~Q(state=Activity.State.WITHDRAWN) & invited))
        if user.unit.has_many_below:
            return seen
        keys = units.values("pk")
        return seen.filter(pk__in=_keys_of(keys, also=stands.filter(unit__in=keys).values("activity")))

    def counted(self, states=("approved",)):
        return self.filter(state__in=states)

    def of_unit(self, unit: Unit):
        """Hosted or co-organised by this unit or one below it; each activity once."""
        units = Unit.objects.below(unit.path)
        if not unit.has_many_below:
            return self.filter(pk__in=_keys_of(units.values("pk")))
        return self.filter(is_found_in("unit", units) | _takes_part(units, _guests()))

    def only_asked(self, unit: Unit):
        """This unit or one below it has a line in its grid, and neither hosts nor co-organises it."""
        units = Unit.objects.below(unit.path)
        asked = Activity.stands.rel.related_model.objects.filter(unit__in=units.values("pk"))
        return self.filter(pk__in=asked.order_by().values("activity")).exclude(
            is_found_in("unit", units) | _takes_part(units, _guests())
        )

    def of_very_unit(self, unit: Unit):
        """Hosted or co-organised by this unit itself, without those below it."""
        return self.filter(pk__in=_keys_of([unit.pk]))


def _guests():
    return Activity.co_organisers.through.objects


def _is_hosted_below(path):
    """Below the root of the only tree all are: asked once, and no unit is looked up."""
    hosted = is_found_in("unit", Unit.objects.below(path))
    is_root = path.count("/") == 2
    return ~Exists(Unit.objects.filter(parent=None).exclude(path=path)) | hosted if is_root else hosted


def _takes_part(units, parts):
    """By rows of `parts`, which name an activity and a unit."""
    return Q(Exists(parts.filter(activity=OuterRef("pk"), unit__in=units.values("pk"))))


def _keys_of(units, *, also=None):
    """What these units host or co-organise, by keys: few have few, and by an `or` of both every activity would be read."""
    hosted = Activity.objects.filter(unit__in=units).order_by().values("pk")
    co_organised = _guests().filter(unit__in=units).order_by().values("activity")
    return hosted.union(co_organised, *([] if also is None else [also.order_by()]))


@track(inserted_in_bulk=True, found_by=["pgh_obj"])
class Activity(HasStates, models.Model):
    """Something a unit did in the campaign, logged once by its host and counted once.

    An activity over several days counts on its first day.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for review")
        APPROVED = "approved", _("Approved")
        RETURNED = "returned", _("Returned")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    NEXT_STATES = {
        State.DRAFT: {State.SUBMITTED, State.WITHDRAWN},
        State.SUBMITTED: {State.APPROVED, State.RETURNED, State.WITHDRAWN},
        State.APPROVED: {State.SUBMITTED},
        State.RETURNED: {State.SUBMITTED, State.WITHDRAWN},
        State.WITHDRAWN: {State.DRAFT},
    }

    # Keys without an index: nothing is looked for by them alone, or another index begins with them.
    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="activities", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="activities", verbose_name=_("unit"))
    kind = models.ForeignKey(
        ActivityKind, models.PROTECT, related_name="activities", verbose_name=_("kind"), db_index=False
    )
    title = models.CharField(_("title"), max_length=160)
    starts_on = models.DateField(_("start"))
    ends_on = models.DateField(_("end"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=160, blank=True)
    narrative = models.TextField(_("narrative"), blank=True)
    plan_item = models.ForeignKey(
        PlanItem, models.PROTECT, null=True, blank=True, related_name="activities", verbose_name=_("plan item")
    )
    assignment = models.ForeignKey(
        Assignment,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="activities",
        verbose_name=_("assignment"),
        db_index=False,
    )
    linkages = models.ManyToManyField(Linkage, blank=True, related_name="activities", verbose_name=_("linkages"))
    entries = models.ManyToManyField(Entry, blank=True, related_name="activities", verbose_name=_("entries"))
    co_organisers = models.ManyToManyField(
        Unit, blank=True, related_name="co_organised", verbose_name=_("co-organisers")
    )
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(**PERSON, db_index=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    submitted_by = models.ForeignKey(null=True, blank=True, **PERSON, db_index=False)
    # Since when it waits for review once more; `submitted_at` stays the day it was handed in.
    reopened_at = models.DateTimeField(null=True, blank=True, editable=False)
    reviewed_at = models.DateTimeField(null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(null=True, blank=True, **PERSON, db_index=False)
    returned_why = models.CharField(_("why returned"), max_length=500, blank=True, editable=False)
    # One per opened form: sent twice, it makes one record.
    submission_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity")
        verbose_name_plural = _("activities")
        ordering = ["-starts_on", "-id"]
        indexes = [
            # What else a list is narrowed by and what tells who sees a row: passed over in the index, not in the table.
            models.Index(
                fields=["campaign", "-starts_on", "-id"],
                include=["unit", "state", "created_by", "kind", "plan_item", "assignment"],
                name="activity_campaign_day",
            ),
            models.Index(
                fields=["campaign", "unit", "-starts_on", "-id"],
                include=["state", "created_by", "kind"],
                name="activity_unit_day",
            ),
            models.Index(fields=["campaign", "state", "submitted_at"], name="activity_queue"),
            models.Index(
                fields=["campaign", "kind", "-starts_on", "-id"],
                include=["unit", "state", "created_by"],
                name="activity_kind_day",
            ),
            models.Index(
                fields=["campaign", "state", "-starts_on", "-id"],
                include=["unit", "created_by", "kind", "plan_item"],
                name="activity_state_day",
            ),
            models.Index(
                fields=["assignment", "-starts_on", "-id"],
                include=["campaign", "unit", "state", "created_by"],
                condition=Q(assignment__isnull=False),
                name="activity_assignment_day",
            ),
            models.Index(
                "campaign",
                F("submitted_at").desc(nulls_last=True),
                F("id").desc(nulls_last=True),
                name="activity_handed_in",
            ),
            GinIndex(Bigrams(*map(F, TEXTS)), name="activity_words"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit", "kind", "starts_on", "title"],
                condition=~Q(state="withdrawn"),
                name="activity_logged_once",
                violation_error_message=_("This unit has already logged this activity."),
            ),
            models.CheckConstraint(
                name="activity_days_in_order",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("The activity ends before it starts."),
            ),
            models.CheckConstraint(
                name="activity_submitted_means_who_and_when",
                condition=Q(state__in=["draft", "withdrawn"])
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="activity_approved_means_who_and_when",
                condition=~Q(state="approved") | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="activity_returned_means_why",
                condition=~Q(state="returned") | (Q(reviewed_by__isnull=False) & ~Q(returned_why="")),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("activities:activity", args=[self.pk])


@track(inserted_in_bulk=True, found_by=["activity"])
class IndicatorValue(models.Model):
    """One figure of one activity. A row without a value was asked and not answered: unknown, not zero.

    `is_computed`: the sum of the lines of the grid, kept by the service; else stated by the host.
    """

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="values", db_index=False)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, related_name="values", verbose_name=_("indicator"), db_index=False
    )
    value = models.BigIntegerField(_("value"), null=True, blank=True)
    qualifier = models.CharField(_("qualifier"), max_length=5, choices=Qualifier.choices, default=Qualifier.EXACT)
    is_computed = models.BooleanField(_("computed"), default=False)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["indicator__position", "id"]
        indexes = [
            models.Index(fields=["indicator", "activity"], include=["value", "qualifier"], name="value_by_indicator"),
            models.Index(fields=["indicator", "activity"], condition=Q(value=None), name="value_unsaid"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["activity", "indicator"], name="value_once_per_indicator"),
            models.CheckConstraint(
                name="value_in_range", condition=Q(value=None) | Q(value__gte=0, value__lte=LARGEST_VALUE)
            ),
            models.CheckConstraint(
                name="value_unknown_has_no_qualifier", condition=Q(value__isnull=False) | Q(qualifier="exact")
            ),
        ]

    def __str__(self):
        return f"{self.indicator}: {self.figure}"

    @property
    def figure(self) -> Figure:
        return Figure(self.value, Qualifier(self.qualifier))


class RemarkQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(activity__in=Activity.objects.visible_to(user))


class Remark(models.Model):
    """A word between unit and office about one activity."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="remarks")
    text = models.CharField(_("remark"), max_length=1000)
    by = models.ForeignKey(**PERSON)
    at = models.DateTimeField(auto_now_add=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self):
        return self.text
