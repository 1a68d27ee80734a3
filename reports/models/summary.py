from datetime import date

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from core.figures import Figure, Qualifier
from core.history import track
from core.models import Taxonomy
from core.notation import document_number
from core.states import HasStates
from reports.models.addresses import PaperAddress

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+", "editable": False}


@track()
class Outline(Taxonomy):
    """The order of sections a summary or a bulletin is drafted in; the office can change and keep its own."""

    of_bulletins = models.BooleanField(_("for bulletins"), default=False, editable=False)

    class Meta(Taxonomy.Meta):
        verbose_name = _("outline")
        verbose_name_plural = _("outlines")


@track()
class OutlineSection(models.Model):
    """One section of an outline.

    `source` names the writer in `reports.selectors.drafting` that drafts it; a free section has none and
    starts with its standing text. A section without titles prints without a heading.
    """

    outline = models.ForeignKey(Outline, models.CASCADE, related_name="sections")
    position = models.PositiveSmallIntegerField(default=0)
    source = models.CharField(_("drafted from"), max_length=60, blank=True)
    title_zh = models.CharField(_("Chinese title"), max_length=80, blank=True)
    title_en = models.CharField(_("English title"), max_length=120, blank=True)
    text_zh = models.TextField(_("standing text in Chinese"), blank=True)
    text_en = models.TextField(_("standing text in English"), blank=True)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.title_en or self.title_zh or self.source

    def title_in(self, language: str) -> str:
        return self.title_zh if language.startswith("zh") else self.title_en

    def text_in(self, language: str) -> str:
        return self.text_zh if language.startswith("zh") else self.text_en


class SummaryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office sees every summary of its own area, a leader those in review or later; others, an office
        of a higher area among them, read the issued ones.
        """
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        if not user.is_authenticated or user.is_admin:
            return rows.none()
        seen = Q(state=Summary.State.ISSUED)
        if user.is_office:
            seen |= Q(campaign__area=user.area)
        if user.is_leader:
            seen |= Q(campaign__area=user.area) & ~Q(state=Summary.State.DRAFT)
        return rows.filter(seen)


@track(exclude=["edited_at", "edited_by", "edited_section"])
class Summary(HasStates, models.Model):
    """The official summary of a campaign, one in each language; or a bulletin of some of its days.

    A bulletin has a number, and its days, the same in each language. The text of a paper lives in versions,
    numbered through the campaign; approval freezes its figures.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        REVIEW = "review", _("In review")
        APPROVED = "approved", _("Approved")
        ISSUED = "issued", _("Issued")

    NEXT_STATES = {
        State.DRAFT: {State.REVIEW},
        State.REVIEW: {State.DRAFT, State.APPROVED},
        State.APPROVED: {State.DRAFT, State.ISSUED},
        State.ISSUED: set(),
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="summaries")
    outline = models.ForeignKey(Outline, models.PROTECT, verbose_name=_("outline"))
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="zh-hans")
    bulletin = models.PositiveSmallIntegerField(_("number of the bulletin"), null=True, blank=True, editable=False)
    day_from = models.DateField(_("first day"), null=True, blank=True, editable=False)
    day_to = models.DateField(_("last day"), null=True, blank=True, editable=False)
    title = models.CharField(_("title"), max_length=200)
    issuer = models.CharField(_("issuing body"), max_length=80, blank=True)
    mark = models.CharField(_("issuing mark"), max_length=40, blank=True, help_text=_("The word before the number."))
    year = models.PositiveSmallIntegerField(_("year of the number"), null=True, blank=True)
    serial = models.PositiveIntegerField(_("number"), null=True, blank=True)
    addressee = models.CharField(_("addressee"), max_length=160, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    accepted_warnings = models.JSONField(default=list, blank=True, editable=False)
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_by = models.ForeignKey(null=True, blank=True, **PERSON)
    issued_at = models.DateTimeField(null=True, blank=True, editable=False)
    issued_by = models.ForeignKey(null=True, blank=True, **PERSON)
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(null=True, blank=True, **PERSON)
    edited_section = models.CharField(max_length=20, blank=True, editable=False)

    objects = SummaryQuerySet.as_manager()

    class Meta:
        verbose_name = _("summary")
        verbose_name_plural = _("summaries")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "language"],
                condition=Q(bulletin=None),
                name="summary_once_per_language",
                violation_error_message=_("This campaign already has a summary in this language."),
            ),
            models.UniqueConstraint(
                fields=["campaign", "bulletin", "language"],
                name="bulletin_once_per_language",
                violation_error_message=_("This bulletin is there already in this language."),
            ),
            models.CheckConstraint(
                name="bulletin_has_days_in_order",
                condition=Q(bulletin=None, day_from=None, day_to=None)
                | Q(
                    bulletin__isnull=False,
                    day_from__isnull=False,
                    day_to__isnull=False,
                    day_to__gte=models.F("day_from"),
                ),
                violation_error_message=_("The last day lies before the first."),
            ),
            models.UniqueConstraint(
                fields=["campaign", "mark", "year", "serial"],
                name="summary_number_once",
                violation_error_message=_("This number is taken."),
            ),
            models.CheckConstraint(
                name="summary_issued_has_number",
                condition=~Q(state="issued") | Q(year__isnull=False, serial__isnull=False) | Q(bulletin__isnull=False),
            ),
            models.CheckConstraint(
                name="summary_approved_means_who_and_when",
                condition=Q(state__in=["draft", "review"], approved_at=None, approved_by=None)
                | Q(state__in=["approved", "issued"], approved_at__isnull=False, approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="summary_issued_means_who_and_when",
                condition=Q(state="issued", issued_at__isnull=False, issued_by__isnull=False)
                | (~Q(state="issued") & Q(issued_at=None, issued_by=None)),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        if self.is_bulletin:
            return reverse("reports:paper", args=[self.campaign.slug, self.address])
        return f"{reverse('reports:summary', args=[self.campaign.slug])}?language={self.language}"

    @property
    def number(self) -> str:
        """Empty before it is given; that of a bulletin is its own from the start."""
        if self.bulletin:
            with translation.override(self.language):
                return pgettext("bulletin", "No. %(number)s") % {"number": self.bulletin}
        return document_number(self.mark, self.year, self.serial) if self.serial else ""

    @property
    def is_bulletin(self) -> bool:
        return self.bulletin is not None

    @property
    def span(self) -> tuple[date, date] | None:
        """The days of a bulletin; a summary tells of the whole campaign."""
        return (self.day_from, self.day_to) if self.day_from and self.day_to else None

    @property
    def address(self) -> PaperAddress:
        return PaperAddress(self.language, self.bulletin)

    @property
    def name(self) -> str:
        """What kind of paper it is, for the way back to it."""
        return gettext("Bulletin %(number)s") % {"number": self.bulletin} if self.bulletin else gettext("Summary")

    @property
    def is_frozen(self) -> bool:
        return self.state in (self.State.APPROVED, self.State.ISSUED)


class SummaryVersion(models.Model):
    """One saved state of the text; never changed after. Without a person the portal drafted it unasked.

    `sections`: [{"key", "title", "source", "text"}], the text with figure tokens like
    `{{materials}}` or `{{materials|from=2026-06-10|to=2026-06-10}}`; `key` stays with a section
    through all versions. `figures`: what each token said when saved, {token: {"code", "value",
    "qualifier", "name", "measure", "url", "records", "where"}}.
    """

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    sections = models.JSONField()
    figures = models.JSONField(default=dict)
    note = models.CharField(_("what changed"), max_length=200, blank=True)
    saved_by = models.ForeignKey(null=True, blank=True, **PERSON)
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["summary", "number"], name="version_number_once")]

    def __str__(self):
        return f"{self.summary} · {self.number}"

    @property
    def author(self) -> str:
        return self.saved_by.name if self.saved_by else gettext("the portal")

    def section(self, key: str) -> dict | None:
        return next((section for section in self.sections if section["key"] == key), None)


class SummaryComment(models.Model):
    """A word about the summary, or about the section with this key; settled by whoever dealt with it."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="comments")
    section = models.CharField(max_length=20, blank=True)
    text = models.CharField(_("comment"), max_length=1000)
    by = models.ForeignKey(**PERSON)
    at = models.DateTimeField(auto_now_add=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(null=True, blank=True, **PERSON)

    class Meta:
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                name="comment_settled_means_who_and_when",
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
            )
        ]

    def __str__(self):
        return self.text


class FrozenFigure(models.Model):
    """A figure as approved, with the records it counted, so that later changes show as differences."""

    summary = models.ForeignKey(Summary, models.CASCADE, related_name="frozen")
    token = models.CharField(max_length=300)
    value = models.BigIntegerField(null=True, blank=True)
    qualifier = models.CharField(max_length=5, default="exact")
    record_ids = ArrayField(models.BigIntegerField(), default=list)

    class Meta:
        ordering = ["token"]
        constraints = [models.UniqueConstraint(fields=["summary", "token"], name="frozen_once")]

    def __str__(self):
        return f"{self.token}: {self.value}"

    @property
    def figure(self) -> Figure:
        return Figure(self.value, Qualifier(self.qualifier))
