"""The outbox: what has to leave the portal, each row by one channel to one person or group."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from notifications.models.channels import Robot
from notifications.models.notification import Notification
from units.models import Unit


class DeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The office its area's; the administrator of the area too, since he keeps the channels."""
        if not user.is_authenticated or not (user.is_office or user.is_admin):
            return self.none()
        return self.filter(unit__path__startswith=user.reach)

    def queued(self):
        return self.filter(state=Delivery.State.QUEUED)

    def due(self, now):
        return self.queued().filter(next_at__lte=now)

    def in_turn(self):
        """As they leave: what is urgent first."""
        return self.order_by("-is_urgent", "next_at", "id")

    def with_message(self):
        """With what a letter asks of each row."""
        return self.select_related("person", "notification__post__unit")


class Delivery(models.Model):
    """One message by one channel; `key` keeps it from being queued twice.

    `next_at` is when it may go out at the earliest. A row that is `sending` past its lease was in the hands of a
    process that died: an e-mail goes out again under the same Message-ID, anything else is `unclear`.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", pgettext_lazy("channel", "E-mail")
        SMS = "sms", _("Text message")
        ROBOT = "robot", _("Group robot")

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("of a message", "Queued")
        SENDING = "sending", pgettext_lazy("of a message", "Being sent")
        SENT = "sent", pgettext_lazy("of a message", "Sent")
        FAILED = "failed", pgettext_lazy("of a message", "Failed")
        UNCLEAR = "unclear", pgettext_lazy("of a message", "Unclear")
        DROPPED = "dropped", pgettext_lazy("of a message", "No longer needed")

    key = models.CharField(max_length=160, unique=True)
    channel = models.CharField(_("channel"), max_length=10, choices=Channel.choices)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("person")
    )
    robot = models.ForeignKey(Robot, models.CASCADE, null=True, blank=True, related_name="deliveries")
    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+", verbose_name=_("unit"))
    notification = models.ForeignKey(Notification, models.CASCADE, null=True, blank=True, related_name="deliveries")
    day = models.DateField()
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.QUEUED)
    is_urgent = models.BooleanField(_("urgent"), default=False)
    is_late = models.BooleanField(_("late"), default=False)
    next_at = models.DateTimeField(default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    error = models.CharField(_("error"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    settled_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-id"]
        indexes = [
            # In the order in which they leave: else each claim would sort all that are due.
            models.Index(fields=["-is_urgent", "next_at", "id"], condition=Q(state="queued"), name="delivery_queued"),
            models.Index(fields=["claimed_at"], condition=Q(state="sending"), name="delivery_sending"),
            models.Index(fields=["state", "-created_at", "-id"], name="delivery_state_newest"),
            models.Index(fields=["-created_at", "-id"], name="delivery_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="delivery_to_a_person_or_a_robot",
                condition=Q(channel="robot", robot__isnull=False, person=None)
                | (~Q(channel="robot") & Q(robot=None, person__isnull=False)),
            ),
            models.CheckConstraint(
                name="delivery_claimed_means_being_sent",
                condition=Q(state="sending", claimed_at__isnull=False) | (~Q(state="sending") & Q(claimed_at=None)),
            ),
            models.CheckConstraint(
                name="delivery_sent_means_when",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="delivery_settled_means_who_and_when",
                condition=Q(settled_by=None, settled_at=None) | Q(settled_by__isnull=False, settled_at__isnull=False),
            ),
        ]

    def __str__(self):
        return self.key
