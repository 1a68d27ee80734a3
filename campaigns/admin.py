"""The last resort of the superuser: looking things up. Papers and answers are changed on the portal's own pages."""

from django.contrib import admin

from campaigns.models import Assignment, Attachment, Notice, Receipt, UnitAssignment


class LookOnly(admin.ModelAdmin):
    """Each state has its who, when and why, which only the services write."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


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
