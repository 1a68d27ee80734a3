"""What the office tells everybody on the public page of a campaign."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from campaigns.models import Campaign
from core.figures import Figure, Qualifier
from core.history import track
from core.states import HasStates

PERSON = {"to": settings.AUTH_USER_MODEL, "on_delete": models.PROTECT, "related_name": "+", "editable": False}


class NewsQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What is published is everybody's who sees the campaign; the rest is its office's."""
        rows = self.filter(campaign__in=Campaign.objects.visible_to(user))
        seen = Q(state=NewsItem.State.PUBLISHED)
        return rows.filter(seen | Q(campaign__area=user.area) if user.is_authenticated and user.is_office else seen)

    def published(self):
        return self.filter(state=NewsItem.State.PUBLISHED)


@track()
class NewsItem(HasStates, models.Model):
    """A short piece of news for the public page, in the words of the office."""

    class State(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        PUBLISHED = "published", _("Published")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    NEXT_STATES = {
        State.DRAFT: {State.PUBLISHED},
        State.PUBLISHED: {State.WITHDRAWN},
        State.WITHDRAWN: {State.PUBLISHED},
    }

    campaign = models.ForeignKey(Campaign, models.PROTECT, related_name="news")
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"), max_length=8000)
    dated_on = models.DateField(_("date"))
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.DRAFT, editable=False)
    made_by = models.ForeignKey(**PERSON)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NewsQuerySet.as_manager()

    class Meta:
        verbose_name = _("news item")
        verbose_name_plural = _("news")
        ordering = ["-dated_on", "-id"]
        indexes = [models.Index(fields=["campaign", "state", "-dated_on", "-id"], name="news_newest")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("reports:news_item", args=[self.campaign.slug, self.pk])


class OfPublicPageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever sees the campaign may know what everybody is told of it."""
        return self.filter(campaign__in=Campaign.objects.visible_to(user))


@track()
class PublicPage(models.Model):
    """What the office shows of the campaign's own records; without a row it shows none of them."""

    campaign = models.OneToOneField(Campaign, models.CASCADE, related_name="public_page")
    shows_activities = models.BooleanField(_("activities of the week"), default=False)
    changed_by = models.ForeignKey(**PERSON)

    objects = OfPublicPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("public page")
        verbose_name_plural = _("public pages")

    def __str__(self):
        return str(self.campaign)


@track()
class LeftOut(models.Model):
    """An approved activity that the office keeps off the public page."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    activity = models.OneToOneField(Activity, models.CASCADE, related_name="left_out", verbose_name=_("activity"))
    by = models.ForeignKey(**PERSON)

    objects = OfPublicPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity left out")
        verbose_name_plural = _("activities left out")

    def __str__(self):
        return str(self.activity)


@track()
class ReleasedFigure(models.Model):
    """A figure that the office tells everybody: as it was on a day, or kept up to date.

    `code` is one of `reports.selectors.figures`; one that is kept up to date has no value of its own.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="released")
    code = models.CharField(_("figure"), max_length=60)
    is_live = models.BooleanField(_("kept up to date"), default=False)
    value = models.BigIntegerField(_("value"), null=True, blank=True)
    qualifier = models.CharField(_("qualifier"), max_length=5, choices=Qualifier.choices, default=Qualifier.EXACT)
    as_of = models.DateField(_("as of"), null=True, blank=True)
    released_at = models.DateTimeField(editable=False)
    released_by = models.ForeignKey(**PERSON)

    objects = OfPublicPageQuerySet.as_manager()

    class Meta:
        verbose_name = _("released figure")
        verbose_name_plural = _("released figures")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "code"],
                name="released_once",
                violation_error_message=_("This figure is released already. Take it back first."),
            ),
            models.CheckConstraint(
                name="released_live_or_as_of_a_day",
                condition=Q(is_live=True, value=None, as_of=None)
                | Q(is_live=False, value__isnull=False, as_of__isnull=False),
            ),
        ]

    def __str__(self):
        return self.code

    @property
    def figure(self) -> Figure:
        """As it was released; of one kept up to date nothing is known here."""
        return Figure(self.value, Qualifier(self.qualifier))
