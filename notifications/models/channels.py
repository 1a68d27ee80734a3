"""How messages leave the portal: group robots, other hosts, what a person chose, calendar feeds."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from core.history import track
from core.notation import LANGUAGE_NAMES
from units.models import Unit


class RobotQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated or not (user.is_office or user.is_admin):
            return self.none()
        return self.filter(unit__path__startswith=user.reach)


@track(exclude=["sealed_address", "sealed_secret", "called_at"])
class Robot(models.Model):
    """A robot in a chat group, told what the units under `unit` owe; its address and secret are never shown again."""

    class Kind(models.TextChoices):
        WECOM = "wecom", _("WeCom")
        DINGTALK = "dingtalk", _("DingTalk")
        FEISHU = "feishu", _("Feishu")

    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    name = models.CharField(pgettext_lazy("of a group", "group"), max_length=80)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="robots", verbose_name=_("unit"))
    sealed_address = models.BinaryField()
    sealed_secret = models.BinaryField(default=b"", blank=True)
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGE_NAMES, default="zh-hans")
    is_active = models.BooleanField(_("in use"), default=True)
    called_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RobotQuerySet.as_manager()

    class Meta:
        verbose_name = _("group robot")
        verbose_name_plural = _("group robots")
        ordering = ["unit__sort_key", "name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "name"],
                name="robot_name_once",
                violation_error_message=_("The unit already has a robot for a group of this name."),
            )
        ]

    def __str__(self):
        return self.name


@track()
class OutboundHost(models.Model):
    """A host of a county's own chat server; besides the three known ones robots may live only there."""

    host = models.CharField(_("host"), max_length=200, unique=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Robot.Kind.choices)

    class Meta:
        verbose_name = _("chat server")
        verbose_name_plural = _("chat servers")
        ordering = ["host"]

    def __str__(self):
        return self.host


class ChannelChoice(models.Model):
    """By which channels a person wants what isn't compulsory, and whether the morning brief of office and leaders.

    Without a row, by the defaults of the columns.
    """

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="channel_choice")
    by_email = models.BooleanField(_("by e-mail"), default=True)
    by_sms = models.BooleanField(_("by text message"), default=False)
    wants_brief = models.BooleanField(
        _("the morning brief"), default=True, help_text=_("What changed and what needs a decision, each working day.")
    )

    class Meta:
        verbose_name = _("choice of channels")
        verbose_name_plural = _("choices of channels")

    def __str__(self):
        return f"{self.person}"


class FeedQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; a liaison those of the unit acted for, too."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(Q(person=user) | Q(unit=user.unit) if user.is_liaison else Q(person=user))


class Feed(models.Model):
    """A calendar that other programs read; of its secret address only a hash is kept."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="feed", verbose_name=_("person")
    )
    unit = models.OneToOneField(
        Unit, models.CASCADE, null=True, blank=True, related_name="feed", verbose_name=_("unit")
    )
    token_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    read_on = models.DateField(null=True, blank=True)

    objects = FeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        constraints = [
            models.CheckConstraint(
                name="feed_of_a_person_or_a_unit",
                condition=Q(person=None, unit__isnull=False) | Q(person__isnull=False, unit=None),
            )
        ]

    def __str__(self):
        return f"{self.person or self.unit}"
