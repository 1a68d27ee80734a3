from notifications.models.channels import ChannelChoice, Feed, OutboundHost, Robot
from notifications.models.delivery import Delivery
from notifications.models.notification import Notification
from notifications.models.reminder import Reminder, Urge
from notifications.models.rules import Level, ReminderDay, ReminderRule, SendingHours, stage_name

__all__ = [
    "ChannelChoice",
    "Delivery",
    "Feed",
    "Level",
    "Notification",
    "OutboundHost",
    "Reminder",
    "ReminderDay",
    "ReminderRule",
    "Robot",
    "SendingHours",
    "Urge",
    "stage_name",
]
