"""The lines of merged messages, and what was urged by hand."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Post
from notifications.models.notification import Notification, ToPostQuerySet
from notifications.models.rules import Level
from units.models import Unit


class ReminderQuerySet(ToPostQuerySet):
    def visible_to(self, user):
        """What was told about or to the units one sees to, see `told_around`; others: what their posts were told."""
        if not user.is_authenticated:
            return self.none()
        if user.is_office or user.is_leader or user.is_liaison:
            return self.filter(Q(post__unit__path__startswith=user.reach) | Q(unit__path__startswith=user.reach))
        return self.of_posts(user)


class Reminder(models.Model):
    """One duty told to one post at one stage, in the words and the language in which it was told."""

    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    due_on = models.DateField(_("due"))
    offset = models.SmallIntegerField()
    level = models.CharField(max_length=10, choices=Level.choices)
    post = models.ForeignKey(Post, models.CASCADE, related_name="reminders")
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")
    notification = models.ForeignKey(Notification, models.CASCADE, related_name="lines")
    number = models.CharField(max_length=80, blank=True)
    name = models.CharField(max_length=250)
    reason = models.CharField(max_length=500)
    told_further = models.CharField(max_length=200, blank=True)
    url = models.CharField(max_length=300)
    rank = models.SmallIntegerField(default=0)
    is_compulsory = models.BooleanField(default=False)
    is_late = models.BooleanField(_("late"), default=False)
    is_taken_over = models.BooleanField(_("taken over"), default=False)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = _("reminder")
        verbose_name_plural = _("reminders")
        ordering = ["rank", "due_on", "id"]
        indexes = [models.Index(fields=["subject"], name="reminder_subject")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "item", "due_on", "offset", "post"], name="reminder_once")
        ]

    def __str__(self):
        return f"{self.name} ({self.due_on})"


class UrgeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Office and leaders those of their area, liaisons those of their units; of what has no unit, what one's own urged."""
        if not user.is_authenticated or not (user.is_office or user.is_leader or user.is_liaison):
            return self.none()
        here = Post.objects.filter(person=models.OuterRef("by"), unit__path__startswith=user.reach)
        return self.filter(Q(unit__path__startswith=user.reach) | Q(unit=None) & models.Exists(here))


class Urge(models.Model):
    """A person asked a unit by hand to act; at most twice a day for each thing owed."""

    A_DAY = 2

    subject = models.CharField(max_length=60)
    item = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, blank=True, related_name="+")
    day = models.DateField()
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    objects = UrgeQuerySet.as_manager()

    class Meta:
        verbose_name = _("urge")
        verbose_name_plural = _("urges")
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["subject", "-at"], name="urge_subject")]
        constraints = [
            models.UniqueConstraint(fields=["item", "day", "number"], name="urge_counted_once"),
            models.CheckConstraint(name="urge_twice_a_day_at_most", condition=Q(number__range=(1, 2))),
        ]

    def __str__(self):
        return f"{self.item} ({self.day})"
