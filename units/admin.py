"""The last resort of the superuser; the pages of the portal do all of this with its reasons."""

from django.contrib import admin

from units.models import Industry, Unit, UnitKind
from units.services.register import place_unit, set_search_keys


@admin.register(UnitKind)
class UnitKindAdmin(admin.ModelAdmin):
    list_display = ["code", "name_zh", "name_en", "is_area", "position", "retired"]


@admin.register(Industry)
class IndustryAdmin(admin.ModelAdmin):
    list_display = ["code", "name_zh", "name_en", "position", "retired"]


@admin.register(Unit)
class UnitAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "parent", "division_code", "active_until"]
    list_select_related = ["kind", "parent"]
    search_fields = ["name", "initials", "division_code"]
    autocomplete_fields = ["parent"]

    def get_readonly_fields(self, request, obj=None):
        """Moving is a service: the paths of everything below follow."""
        return ["parent"] if obj else []

    def save_model(self, request, obj, form, change):
        if not change:
            place_unit(obj)
            return
        set_search_keys(obj)
        obj.version += 1
        obj.save()

    def has_delete_permission(self, request, obj=None):
        return False
