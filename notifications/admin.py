"""The last resort of the superuser: looking up who was told what. Secrets of channels are not here."""

from django.contrib import admin

from core.admin import LookOnly
from notifications.models import Delivery, Notification, Reminder, ReminderRule, Robot


@admin.register(Notification)
class NotificationAdmin(LookOnly):
    list_display = ["text", "post", "created_at", "read_at"]
    list_select_related = ["post__person", "post__unit"]
    search_fields = ["text", "post__person__name"]


@admin.register(Reminder)
class ReminderAdmin(LookOnly):
    list_display = ["name", "kind", "due_on", "offset", "post", "is_late"]
    list_select_related = ["post__person", "post__unit"]
    search_fields = ["name", "post__person__name"]


@admin.register(Delivery)
class DeliveryAdmin(LookOnly):
    list_display = ["key", "channel", "person", "robot", "state", "next_at", "attempts", "error"]
    list_select_related = ["person", "robot"]
    list_filter = ["state", "channel"]
    search_fields = ["key", "person__name"]
    fields = [
        *["key", "channel", "person", "robot", "unit", "notification", "day", "is_urgent", "is_late"],
        *["state", "next_at", "attempts", "claimed_at", "sent_at", "error", "settled_by", "settled_at"],
    ]


@admin.register(ReminderRule)
class ReminderRuleAdmin(LookOnly):
    list_display = ["kind", "offset", "levels", "is_compulsory"]


@admin.register(Robot)
class RobotAdmin(LookOnly):
    list_display = ["name", "kind", "unit", "is_active"]
    list_select_related = ["unit"]
    fields = ["kind", "name", "unit", "language", "is_active", "called_at"]
