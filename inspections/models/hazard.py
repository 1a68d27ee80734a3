import uuid

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.conditions import apart, is_in, keys_of
from core.history import track
from core.searching import Bigrams
from core.states import HasStates
from inspections.models.hazard_ways import is_seen, ways
from inspections.models.hazard_words import TEXTS, number_of, title_of
from inspections.models.lists import HazardCategory, HazardSource
from units.models import Unit

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+", "editable": False}
MAYBE_PERSON = {"null": True, "blank": True, **PERSON}
# Keys without an index: nothing is looked for by who did it, or another index begins with it.


class HazardQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leader: their area. Units: what was given to them or one below, and what they supervise.

        Inspectors: also what their teams found or what they are to re-inspect. The administrator: none, for
        reports may stand in it (product.md, people). Of few units it is found by their keys first.
        """
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        if not user.is_authenticated or user.reach is None or user.is_admin:
            return rows.none()
        if user.is_office or user.is_leader:
            return rows.filter(campaign__area__path__startswith=user.reach)
        rows = rows.filter(is_seen(user, Hazard))
        return (
            rows if user.unit.has_many_below else rows.filter(pk__in=keys_of(Hazard.objects, ways(user, is_in, Hazard)))
        )

    def seen_otherwise(self, user):
        """Of what a person of a unit sees: what was given to others, if at all; by each way in what no way before has."""
        return apart(self.filter(campaign__in=Campaign.objects.visible_to(user)), ways(user, is_in, Hazard))

    def on_ledger(self):
        """What was found to be a hazard or may yet be: without the refused, handed on, doubled and withdrawn."""
        return self.exclude(state__in=Hazard.OFF_LEDGER)

    def still_open(self):
        return self.filter(state__in=Hazard.OPEN_STATES)

    def overdue(self, today):
        """Not rectified by the deadline; what waits for re-inspection was handed in, late or not."""
        return self.filter(is_overdue(today))


def is_overdue(today):
    return Q(state=Hazard.State.RECTIFYING, due_on__lt=today)


@track(inserts_when='NEW."reported_at" IS NOT NULL', found_by=["pgh_obj"])
class Hazard(HasStates, models.Model):
    """One line of the ledger, whatever its source; open until a fix is proved or given up with a reason.

    A report by the public has a day and no hour, here and in the history (reliability.md, T2).
    `first_due_on` is the clock that reopening and extensions keep.
    """

    class State(models.TextChoices):
        REPORTED = "reported", _("Reported")
        ACCEPTED = "accepted", _("Accepted")
        GRADED = "graded", _("Graded")
        RECTIFYING = "rectifying", _("Rectifying")
        RECTIFIED = "rectified", _("Waiting for re-inspection")
        FIXED = "fixed", _("Fixed")
        UNFIXED = "unfixed", _("Closed without a fix")
        REJECTED = "rejected", _("Rejected")
        TRANSFERRED = "transferred", _("Transferred")
        DUPLICATE = "duplicate", _("Duplicate")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    NEXT_STATES = {
        State.REPORTED: {State.ACCEPTED, State.REJECTED, State.TRANSFERRED, State.DUPLICATE, State.WITHDRAWN},
        State.ACCEPTED: {State.GRADED, State.REJECTED, State.TRANSFERRED, State.DUPLICATE, State.UNFIXED},
        State.GRADED: {State.RECTIFYING, State.UNFIXED},
        State.RECTIFYING: {State.RECTIFIED, State.UNFIXED},
        State.RECTIFIED: {State.FIXED, State.RECTIFYING},
        State.FIXED: {State.RECTIFYING},
        State.UNFIXED: {State.ACCEPTED, State.RECTIFYING},
        State.REJECTED: {State.REPORTED},
        State.TRANSFERRED: {State.REPORTED},
        State.DUPLICATE: {State.REPORTED},
        State.WITHDRAWN: {State.REPORTED},
    }
    OFF_LEDGER = (State.REJECTED, State.TRANSFERRED, State.DUPLICATE, State.WITHDRAWN)
    OPEN_STATES = (State.REPORTED, State.ACCEPTED, State.GRADED, State.RECTIFYING, State.RECTIFIED)
    CLOSED_STATES = (State.FIXED, State.UNFIXED)

    class Grade(models.TextChoices):
        ORDINARY = "ordinary", _("Ordinary")
        MAJOR = "major", _("Major")

    class Violation(models.TextChoices):
        """The three violations (三违)."""

        ORDERS = "orders", _("Orders against the rules")
        OPERATION = "operation", _("Operation against the rules")
        DISCIPLINE = "discipline", _("Breach of labour discipline")

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="hazards", db_index=False)
    year = models.PositiveSmallIntegerField(_("year"), editable=False)
    serial = models.PositiveIntegerField(_("number"), editable=False)
    source = models.ForeignKey(HazardSource, models.PROTECT, related_name="hazards", verbose_name=_("source"))
    category = models.ForeignKey(
        HazardCategory, models.PROTECT, null=True, blank=True, related_name="hazards", verbose_name=_("category")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="hazards", verbose_name=_("unit")
    )
    supervising = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="supervised_hazards",
        verbose_name=_("supervising department"),
        db_index=False,
    )
    description = models.TextField(_("what is dangerous"))
    place = models.CharField(_("place"), max_length=160, blank=True)
    part = models.CharField(_("part"), max_length=120, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5, null=True, blank=True)
    violation = models.CharField(_("violation"), max_length=10, choices=Violation.choices, blank=True)
    grade = models.CharField(_("grade"), max_length=10, choices=Grade.choices, blank=True)
    clause = models.CharField(_("clause the grade rests on"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.REPORTED, editable=False)
    unit_sees = models.BooleanField(_("shown to the unit"), default=False, editable=False)

    reported_on = models.DateField(_("reported on"))
    reported_at = models.DateTimeField(null=True, blank=True, editable=False)
    found_by = models.ForeignKey(**MAYBE_PERSON)
    visit = models.ForeignKey(
        "Visit", models.PROTECT, null=True, blank=True, related_name="hazards", verbose_name=_("visit")
    )
    accepted_on = models.DateField(_("accepted on"), null=True, blank=True, editable=False)
    accepted_by = models.ForeignKey(**MAYBE_PERSON, db_index=False)
    checked_on = models.DateField(_("checked on site on"), null=True, blank=True)
    graded_on = models.DateField(_("graded on"), null=True, blank=True, editable=False)
    graded_by = models.ForeignKey(**MAYBE_PERSON, db_index=False)
    # The five implementations (五落实).
    responsible = models.CharField(_("responsible person"), max_length=80, blank=True)
    measures = models.TextField(_("measures"), blank=True)
    funds_yuan = models.DecimalField(_("funds in yuan"), max_digits=14, decimal_places=2, null=True, blank=True)
    funds_source = models.CharField(_("source of the funds"), max_length=120, blank=True)
    due_on = models.DateField(_("deadline"), null=True, blank=True)
    contingency = models.TextField(_("contingency plan"), blank=True)

    first_due_on = models.DateField(_("first deadline"), null=True, blank=True, editable=False)
    interim_control = models.TextField(_("interim control"), blank=True)
    production_stopped = models.BooleanField(_("production stopped"), default=False)
    ordered_on = models.DateField(_("rectification ordered on"), null=True, blank=True, editable=False)
    notice_no = models.CharField(_("number of the rectification notice"), max_length=60, blank=True)
    reinspector = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hazards_to_reinspect",
        verbose_name=_("re-inspector"),
    )
    rectified_on = models.DateField(_("completion filed on"), null=True, blank=True, editable=False)
    rectified_by = models.ForeignKey(**MAYBE_PERSON, db_index=False)
    cost_yuan = models.DecimalField(_("cost in yuan"), max_digits=14, decimal_places=2, null=True, blank=True)
    reinspected_by = models.ForeignKey(**MAYBE_PERSON, db_index=False)
    # Of a hazard taken over as closed from a ledger kept elsewhere: its re-inspector has no account here.
    reinspected_by_name = models.CharField(_("re-inspected by, as imported"), max_length=80, blank=True, editable=False)
    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(**MAYBE_PERSON, db_index=False)
    why = models.CharField(_("reason of the last decision"), max_length=1000, blank=True, editable=False)
    transferred_to = models.CharField(_("transferred to"), max_length=120, blank=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="duplicates", editable=False
    )
    times_reopened = models.PositiveSmallIntegerField(_("times reopened"), default=0, editable=False)
    submission_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = HazardQuerySet.as_manager()

    class Meta:
        verbose_name = _("hazard")
        verbose_name_plural = _("hazards")
        ordering = ["-reported_on", "-id"]
        indexes = [
            models.Index(fields=["campaign", "-reported_on", "-id"], name="hazard_campaign_day"),
            models.Index(fields=["campaign", "state", "due_on", "id"], name="hazard_deadline"),
            models.Index(fields=["campaign", "unit", "-reported_on", "-id"], name="hazard_unit_day"),
            models.Index(fields=["campaign", "due_on", "id"], name="hazard_due"),
            models.Index(fields=["campaign", "-reported_on", "due_on", "-id"], name="hazard_due_by_day"),
            models.Index(
                fields=["supervising", "state", "id"],
                include=["campaign", "unit", "unit_sees", "due_on", "grade", "reported_on"],
                name="hazard_supervised",
            ),
            models.Index(
                fields=["campaign", "-reported_on", "-id"], condition=Q(grade="major"), name="hazard_major_day"
            ),
            models.Index(fields=["campaign", "reported_on"], condition=Q(state="reported"), name="hazard_to_sort"),
            models.Index(
                fields=["campaign", "rectified_on"], condition=Q(state="rectified"), name="hazard_to_reinspect"
            ),
            GinIndex(Bigrams(*map(F, TEXTS)), name="hazard_words"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "year", "serial"], name="hazard_serial_once"),
            models.CheckConstraint(
                name="hazard_accepted_means_who_and_when",
                condition=Q(accepted_on=None, accepted_by=None)
                | Q(accepted_on__isnull=False, accepted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="hazard_worked_on_means_graded",
                condition=~Q(state__in=["graded", "rectifying", "rectified", "fixed"]) | ~Q(grade=""),
            ),
            models.CheckConstraint(
                name="hazard_rectifying_means_who_and_until_when",
                condition=~Q(state__in=["rectifying", "rectified", "fixed"])
                | (Q(unit__isnull=False, due_on__isnull=False, first_due_on__isnull=False) & ~Q(responsible="")),
            ),
            models.CheckConstraint(
                name="hazard_major_means_five_implementations",
                condition=~Q(grade="major", state__in=["rectifying", "rectified", "fixed"])
                | (Q(funds_yuan__isnull=False) & ~Q(measures="") & ~Q(funds_source="") & ~Q(contingency="")),
            ),
            models.CheckConstraint(
                name="hazard_rectified_means_who_and_when",
                condition=~Q(state__in=["rectified", "fixed"])
                | Q(rectified_on__isnull=False, rectified_by__isnull=False),
            ),
            models.CheckConstraint(
                name="hazard_reinspected_by_another",
                condition=Q(reinspected_by=None)
                | (~Q(reinspected_by=F("rectified_by")) & ~Q(reinspected_by=F("accepted_by"))),
                violation_error_message=_("Re-inspection takes another person than who rectified or accepted."),
            ),
            models.CheckConstraint(
                name="hazard_fixed_means_reinspected",
                condition=~Q(state="fixed") | Q(reinspected_by__isnull=False) | ~Q(reinspected_by_name=""),
            ),
            models.CheckConstraint(
                name="hazard_closed_means_who_and_when",
                condition=Q(state__in=["fixed", "unfixed"], closed_on__isnull=False, closed_by__isnull=False)
                | (~Q(state__in=["fixed", "unfixed"]) & Q(closed_on=None, closed_by=None)),
            ),
            models.CheckConstraint(
                name="hazard_refused_means_why",
                condition=~Q(state__in=["rejected", "unfixed", "withdrawn"]) | ~Q(why=""),
            ),
            models.CheckConstraint(
                name="hazard_transferred_means_where_to",
                condition=~Q(state="transferred") | ~Q(transferred_to=""),
            ),
            models.CheckConstraint(
                name="hazard_duplicate_of_another",
                condition=(Q(state="duplicate", duplicate_of__isnull=False) & ~Q(duplicate_of=F("id")))
                | (~Q(state="duplicate") & Q(duplicate_of=None)),
            ),
            models.CheckConstraint(
                name="hazard_place_has_both_numbers",
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
            ),
            models.CheckConstraint(
                name="hazard_money_not_negative",
                condition=(Q(funds_yuan=None) | Q(funds_yuan__gte=0)) & (Q(cost_yuan=None) | Q(cost_yuan__gte=0)),
            ),
        ]

    def __str__(self):
        return f"{self.number} {self.title}"

    def get_absolute_url(self):
        return reverse("inspections:hazard", args=[self.pk])

    @property
    def number(self) -> str:
        return number_of(self.year, self.serial)

    @property
    def title(self) -> str:
        return title_of(self.description)

    @property
    def is_major(self) -> bool:
        return self.grade == self.Grade.MAJOR

    def is_overdue(self, today) -> bool:
        return self.state == self.State.RECTIFYING and self.due_on is not None and self.due_on < today
