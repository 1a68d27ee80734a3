"""The last resort of the superuser: looking things up. Papers and answers are changed on the portal's own pages."""

from django.contrib import admin

from campaigns.models import (
    ActivityKind,
    Assignment,
    Attachment,
    Campaign,
    CommitteeSeat,
    Entry,
    EntrySet,
    Indicator,
    Linkage,
    Meeting,
    Notice,
    PlanItem,
    PlanItemKind,
    Receipt,
    TimelineEntry,
    UnitAssignment,
)
from campaigns.models.taxonomy import KindIndicator
from core.admin import LookOnly


@admin.register(Notice)
class NoticeAdmin(LookOnly):
    list_display = ["number", "title", "campaign", "state", "issued_at"]
    list_select_related = ["campaign"]
    search_fields = ["title", "serial"]


@admin.register(Receipt)
class ReceiptAdmin(LookOnly):
    list_display = ["notice", "unit", "state", "read_at", "signed_at", "urged_at"]
    list_select_related = ["notice", "unit"]
    search_fields = ["notice__title", "unit__name"]


@admin.register(Assignment)
class AssignmentAdmin(LookOnly):
    list_display = ["title", "campaign", "answer", "state", "due_at"]
    list_select_related = ["campaign"]
    search_fields = ["title"]


@admin.register(UnitAssignment)
class UnitAssignmentAdmin(LookOnly):
    list_display = ["assignment", "unit", "state", "answered_at", "done_at", "urged_at"]
    list_select_related = ["assignment", "unit"]
    search_fields = ["assignment__title", "unit__name"]


@admin.register(Attachment)
class AttachmentAdmin(LookOnly):
    """Which files there are; they are handed out by the portal's own page, which checks rights."""

    list_display = ["name", "size", "added_by", "added_at"]
    search_fields = ["name"]
    fields = ["name", "size", "added_by", "added_at"]


class RecordAdmin(admin.ModelAdmin):
    """To look and to correct: a save counts the version up, so that an open form is told of it."""

    list_filter = ["campaign"]
    list_select_related = ["campaign"]

    def has_delete_permission(self, request, obj=None):
        return False

    def save_model(self, request, obj, form, change):
        obj.version += 1 if change else 0
        super().save_model(request, obj, form, change)


@admin.register(Campaign)
class CampaignAdmin(RecordAdmin):
    list_display = ["slug", "name", "area", "state", "starts_on", "ends_on"]
    list_filter = ["state"]
    list_select_related = ["area"]
    autocomplete_fields = ["area"]


@admin.register(PlanItem)
class PlanItemAdmin(RecordAdmin):
    list_display = ["title", "kind", "number", "campaign", "due_on"]
    list_select_related = ["campaign", "kind"]
    autocomplete_fields = ["lead", "co_operating"]
    search_fields = ["title"]
    readonly_fields = ["campaign", "parent"]


@admin.register(TimelineEntry)
class TimelineEntryAdmin(RecordAdmin):
    list_display = ["title", "kind", "campaign", "planned_on", "actual_on"]


@admin.register(CommitteeSeat)
class CommitteeSeatAdmin(RecordAdmin):
    list_display = ["kind", "post", "unit", "person", "campaign", "valid_from", "valid_until"]
    list_select_related = ["campaign", "unit"]
    autocomplete_fields = ["unit"]


@admin.register(Meeting)
class MeetingAdmin(RecordAdmin):
    list_display = ["title", "held_at", "campaign"]
    autocomplete_fields = ["units_present"]


@admin.register(Linkage, Entry, EntrySet, Indicator, PlanItemKind)
class TaxonomyAdmin(admin.ModelAdmin):
    list_display = ["code", "name_zh", "name_en", "position", "retired"]

    def has_delete_permission(self, request, obj=None):
        return False


class KindIndicatorInline(admin.TabularInline):
    model = KindIndicator
    extra = 0


@admin.register(ActivityKind)
class ActivityKindAdmin(TaxonomyAdmin):
    inlines = [KindIndicatorInline]
