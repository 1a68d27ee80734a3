"""The last resort of the superuser; the pages of the portal do all of this with its reasons."""

from django.contrib import admin

from accounts.models import Post, Session, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["username", "name", "phone", "is_active", "is_superuser", "last_login"]
    search_fields = ["username", "name", "phone"]
    fields = [
        "username",
        "name",
        "phone",
        "email",
        "language",
        "is_active",
        "is_staff",
        "is_superuser",
        "must_change_password",
    ]

    def has_add_permission(self, request):
        """People are made on the portal's own page, which shows the first password."""
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):
    list_display = ["person", "role", "unit", "valid_from", "valid_until"]
    list_select_related = ["person", "unit"]
    search_fields = ["person__name", "person__username", "unit__name"]
    autocomplete_fields = ["person", "unit"]

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Session)
class SessionAdmin(admin.ModelAdmin):
    """To end sessions; what they hold is nobody's business."""

    list_display = ["user", "last_seen_at", "expire_date"]
    list_select_related = ["user"]
    fields = ["user", "last_seen_at", "expire_date"]
    readonly_fields = fields

    def has_add_permission(self, request):
        return False
