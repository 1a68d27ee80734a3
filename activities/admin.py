"""The last resort of the superuser: looking activities up. The portal's own pages change them."""

from django.contrib import admin

from activities.models import Activity, ActivityPhoto, IndicatorValue, Stand
from core.admin import LookOnly


class IndicatorValueInline(admin.TabularInline):
    model = IndicatorValue
    fields = ["indicator", "value", "qualifier", "is_computed"]
    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False


@admin.register(Activity)
class ActivityAdmin(LookOnly):
    list_display = ["title", "unit", "kind", "starts_on", "state", "campaign"]
    list_select_related = ["unit", "kind", "campaign"]
    list_filter = ["campaign", "state"]
    search_fields = ["title", "unit__name"]
    inlines = [IndicatorValueInline]


@admin.register(Stand)
class StandAdmin(LookOnly):
    list_display = ["activity", "site", "unit", "filled_at", "filled_by"]
    list_select_related = ["activity", "site", "unit", "filled_by"]
    search_fields = ["activity__title", "unit__name"]


@admin.register(ActivityPhoto)
class ActivityPhotoAdmin(LookOnly):
    """Which photos there are; they are shown by the portal's own page, which checks rights."""

    list_display = ["activity", "width", "height", "added_by", "added_at"]
    list_select_related = ["activity", "added_by"]
    fields = ["activity", "width", "height", "pixels", "added_by", "added_at"]
