"""Records that know nothing of the domain: names in two languages, working days, stored photos, import runs,
signs of life of background work."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.dates import FIRST_YEAR, LAST_YEAR
from core.history import track
from core.languages import active_language, by_language, is_chinese

SATURDAY = 6  # as ISO counts the days of a week


class TwoNames(models.Model):
    """Named in each language, since an office writes the rows and no catalogue knows them."""

    name_zh = models.CharField(_("Chinese name"), max_length=60)
    name_en = models.CharField(_("English name"), max_length=80)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """The name in the language of the page."""
        return self.name_in(active_language())

    def name_in(self, language: str) -> str:
        return self.name_zh if language.startswith("zh") else self.name_en


def name_column(prefix: str = "") -> str:
    """Which column holds the name in the language of the page; `prefix` leads to the row ("kind__")."""
    return prefix + by_language("name_zh", "name_en")


class TaxonomyQuerySet(models.QuerySet):
    def in_use(self):
        """Without the rows an office has retired; records that carry one keep it."""
        return self.filter(retired=False)


class Taxonomy(TwoNames):
    """A row of a list that an office can edit: code for machines, a name in each language."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    retired = models.BooleanField(_("no longer offered"), default=False)

    objects = TaxonomyQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["position", "code"]

    def __str__(self):
        return self.name


@track()
class CalendarYear(models.Model):
    """What a year's calendar rests on, and whether all of it is known; a year without a row is not."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    is_complete = models.BooleanField(_("complete"), default=False)
    source_zh = models.CharField(_("source in Chinese"), max_length=200, blank=True)
    source_en = models.CharField(_("source in English"), max_length=200, blank=True)

    class Meta:
        ordering = ["year"]
        constraints = [
            models.CheckConstraint(name="calendar_year_is_one", condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR)),
            models.CheckConstraint(
                name="calendar_year_complete_has_source",
                condition=Q(is_complete=False) | ~(Q(source_zh="") | Q(source_en="")),
            ),
        ]

    def __str__(self):
        return str(self.year)

    @property
    def source(self) -> str:
        """In the language of the page."""
        return self.source_zh if is_chinese() else self.source_en


@track()
class CalendarDay(TwoNames):
    """A day that a notice names: a holiday, on a weekend too, or a weekend that is worked to make up for one."""

    day = models.DateField(_("day"), unique=True)
    is_workday = models.BooleanField(_("worked"), default=False)
    source = models.CharField(
        pgettext_lazy("what a day off rests on", "source"),
        max_length=200,
        blank=True,
        help_text=_("Empty: what the whole year rests on."),
    )

    class Meta:
        ordering = ["day"]
        constraints = [
            models.CheckConstraint(
                name="calendar_work_makes_up_on_weekends",
                condition=Q(is_workday=False) | Q(day__iso_week_day__gte=SATURDAY),
            ),
        ]

    def __str__(self):
        return f"{self.day} {self.name}"


# A 64-bit likeness falls into four bands: two that differ in at most three bits agree in one band at least.
BANDS = 4
BAND_BITS = 16
BAND_MASK = (1 << BAND_BITS) - 1


def band(number: int) -> models.Expression:
    return F("likeness").bitrightshift(number * BAND_BITS).bitand(BAND_MASK)


def likeness_indexes(prefix: str) -> list[models.Index]:
    """One for each band, named `<prefix>_likeness_<number>`: near copies are found without reading all photos."""
    return [models.Index(band(number), name=f"{prefix}_likeness_{number}") for number in range(BANDS)]


def photo_place(row: "StoredPhoto", name: str) -> str:
    return f"{row.FOLDER}/{timezone.localdate():%Y/%m}/{name}"


class StoredPhoto(models.Model):
    """A photo, re-encoded: upright, at most 2048 px, without EXIF; written by `core.photo_rows`.

    `pixels` and `likeness` find a photo used twice. A subclass names its FOLDER and says whose photo it is.
    """

    FOLDER: str

    file = models.FileField(upload_to=photo_place)
    thumbnail = models.FileField(upload_to=photo_place)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    pixels = models.CharField(_("fingerprint of the pixels"), max_length=64, db_index=True)
    likeness = models.BigIntegerField(_("64-bit likeness"))
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        ordering = ["position", "id"]


class ImportRunQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self.filter(by=user)


class ImportRun(models.Model):
    """One workbook handed in: what it was, how far it is, what was wrong with it."""

    class Kind(models.TextChoices):
        UNITS = "units", _("Units")
        PEOPLE = "people", _("People")
        ACTIVITIES = "activities", _("Activities")
        HAZARDS = "hazards", _("Hazards")
        CHECKLISTS = "checklists", _("Checklists")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        RUNNING = "running", _("Running")
        DONE = "done", _("Done")
        REFUSED = "refused", _("Refused: nothing was saved")

    kind = models.CharField(max_length=20, choices=Kind.choices)
    campaign_slug = models.SlugField(blank=True)
    file = models.FileField(upload_to="imports/%Y/%m")
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    keep_good = models.BooleanField(default=False)
    dry_run = models.BooleanField(default=False)
    state = models.CharField(max_length=20, choices=State.choices, default=State.WAITING)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Key of the post acted in, and the reader's language: a worker has no session to take them from.
    acting_post = models.PositiveBigIntegerField(null=True, blank=True)
    language = models.CharField(max_length=10, blank=True)
    rows_total = models.PositiveIntegerField(null=True, blank=True)
    rows_checked = models.PositiveIntegerField(default=0)
    rows_saved = models.PositiveIntegerField(default=0)
    rows_known = models.PositiveIntegerField(default=0)
    problems = models.JSONField(default=list, blank=True)
    remarks = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        constraints = [
            models.CheckConstraint(
                name="import_finished_has_time",
                condition=Q(state__in=["done", "refused"], finished_at__isnull=False)
                | Q(state__in=["waiting", "running"], finished_at=None),
            )
        ]

    def __str__(self):
        return self.file_name


class OperationsQuerySet(models.QuerySet):
    """What concerns the machine is the administrator's, of whatever area: there is one portal."""

    def visible_to(self, user):
        return self.all() if user.is_authenticated and user.is_admin else self.none()


class Heartbeat(models.Model):
    """When something that runs by itself last came to its end; written by `core.operations.beat`."""

    class Name(models.TextChoices):
        BEAT = "beat", _("Last beat")
        SWEEP = "sweep", _("Last sweep of messages")

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()

    objects = OperationsQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}"


class TotalsProof(models.Model):
    """When the totals were last compared with the records they count, and how much `differs`: one row."""

    name = models.CharField(max_length=10, unique=True, default="totals")
    at = models.DateTimeField()
    differs = models.PositiveIntegerField()

    objects = OperationsQuerySet.as_manager()

    def __str__(self):
        return f"{self.name} {self.at:%Y-%m-%d %H:%M:%S}: {self.differs}"


class Mark(models.Model):
    """A write to one of the tables of which processes keep what they read (core.kept); triggers append it."""

    mark = models.BigIntegerField()

    def __str__(self):
        return str(self.mark)


class TaskFailure(models.Model):
    """A background task that failed in one way, once or often, until somebody has seen it.

    `error` says what and where without any value that the task worked on.
    """

    task = models.CharField(_("task"), max_length=200)
    error = models.CharField(_("error"), max_length=400)
    times = models.PositiveIntegerField(_("times"), default=1)
    first_at = models.DateTimeField()
    at = models.DateTimeField(_("last time"))
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")

    objects = OperationsQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["-at"], condition=Q(seen_at=None), name="task_failure_not_seen")]
        constraints = [
            # A sweep that fails every ten seconds is one line that counts, not eight thousand a day.
            models.UniqueConstraint(fields=["task", "error"], condition=Q(seen_at=None), name="task_failure_counted"),
            models.CheckConstraint(
                name="task_failure_seen_by_somebody",
                condition=Q(seen_at=None, seen_by=None) | Q(seen_at__isnull=False, seen_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.task}: {self.error}"
