"""Django's admin as the superuser's last resort: what services write is only looked at there."""

from django.contrib import admin


class LookOnly(admin.ModelAdmin):
    """Each state has its who, when and why, which only the services write."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
