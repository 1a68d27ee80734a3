"""The last resort of the superuser."""

from django.contrib import admin

from notifications.models import Notification


@admin.register(Notification)
class NotificationAdmin(admin.ModelAdmin):
    list_display = ["text", "post", "created_at", "read_at"]
    list_select_related = ["post__person", "post__unit"]
    search_fields = ["text", "post__person__name"]
    readonly_fields = ["post", "key", "text", "url", "created_at", "read_at"]

    def has_add_permission(self, request):
        return False
