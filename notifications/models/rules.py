"""When reminders go out and to whom: rows that the office edits."""

from datetime import datetime, time, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from core.history import track


class Level(models.TextChoices):
    """Whom silence reaches, step by step. Of what the office owes, the first three are the office itself."""

    LIAISON = "liaison", _("Liaison")
    HEAD = "head", _("Head of the unit")
    SUPERIOR = "superior", _("Superior unit")
    OFFICE = "office", _("Safety office")
    LEADER = "leader", _("Leader")


@track()
class ReminderRule(models.Model):
    """One stage of one kind of duty: `offset` days before (negative) or working days after (positive) the due day."""

    kind = models.CharField(_("kind"), max_length=40)
    offset = models.SmallIntegerField(_("when"))
    levels = ArrayField(models.CharField(max_length=10, choices=Level.choices), verbose_name=_("whom"))
    is_compulsory = models.BooleanField(
        _("compulsory"), default=False, help_text=_("Goes by every channel, whatever the person has chosen.")
    )

    class Meta:
        verbose_name = _("reminder rule")
        verbose_name_plural = _("reminder rules")
        ordering = ["kind", "offset"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "offset"],
                name="reminder_rule_once",
                violation_error_message=_("There is a rule for this day already."),
            ),
            models.CheckConstraint(
                name="reminder_rule_tells_somebody",
                condition=Q(levels__len__gte=1),
                violation_error_message=_("Choose whom to tell."),
            ),
            models.CheckConstraint(
                name="reminder_rule_within_a_quarter",
                condition=Q(offset__range=(-90, 90)),
                violation_error_message=_("A reminder goes out at most 90 days before or 90 working days after."),
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {stage_name(self.offset)}"


def stage_name(offset: int) -> str:
    """A stage in words: “3 days before”, “on the day”, “2 working days after”."""
    if offset == 0:
        return str(_("on the day"))
    if offset < 0:
        return ngettext("%(number)s day before", "%(number)s days before", -offset) % {"number": -offset}
    return ngettext("%(number)s working day after", "%(number)s working days after", offset) % {"number": offset}


@track()
class SendingHours(models.Model):
    """One row: when the merged message of a working day goes out, and when nothing but what is urgent does."""

    ONLY = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ONLY, editable=False)
    daily_at = models.TimeField(_("daily message at"), default=time(8))
    brief_at = models.TimeField(_("morning brief at"), default=time(7, 30))
    quiet_from = models.TimeField(_("quiet from"), default=time(21))
    quiet_until = models.TimeField(_("quiet until"), default=time(7, 30))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("sending hours")
        verbose_name_plural = _("sending hours")
        constraints = [
            models.CheckConstraint(name="sending_hours_one_row", condition=Q(id=1)),
            models.CheckConstraint(
                name="sending_hours_quiet_over_night",
                condition=Q(quiet_from__gt=F("quiet_until")),
                violation_error_message=_("Quiet hours begin in the evening and end in the morning."),
            ),
            models.CheckConstraint(
                name="sending_hours_daily_in_the_day",
                condition=Q(daily_at__gte=F("quiet_until"), daily_at__lt=F("quiet_from")),
                violation_error_message=_("The daily message would go out in quiet hours."),
            ),
        ]

    def __str__(self):
        return f"{self.daily_at:%H:%M}"

    @classmethod
    def load(cls) -> "SendingHours":
        return cls.objects.get(pk=cls.ONLY)

    def is_quiet(self, at: time) -> bool:
        return at >= self.quiet_from or at < self.quiet_until

    def not_before(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it lies in."""
        local = timezone.localtime(moment)
        if not self.is_quiet(local.time()):
            return moment
        morning = local.replace(hour=self.quiet_until.hour, minute=self.quiet_until.minute, second=0, microsecond=0)
        return morning if morning > local else morning + timedelta(days=1)


class ReminderDay(models.Model):
    """A day whose duties have been looked through; kept so that a day is told once, also when the clock jumps."""

    day = models.DateField(primary_key=True)
    finished_at = models.DateTimeField()
    messages = models.PositiveIntegerField()
    lines = models.PositiveIntegerField()

    def __str__(self):
        return f"{self.day}"
