"""The last resort of the superuser: looking summaries up. The portal's own pages change them."""

from django.contrib import admin

from core.admin import LookOnly
from reports.models import FrozenFigure, Outline, ScreenLink, Summary, SummaryComment, SummaryVersion


@admin.register(Outline)
class OutlineAdmin(LookOnly):
    list_display = ["code", "name_zh", "name_en", "position", "retired"]


@admin.register(Summary)
class SummaryAdmin(LookOnly):
    list_display = ["title", "campaign", "outline", "language", "state", "approved_at", "issued_at"]
    list_select_related = ["campaign", "outline"]


@admin.register(SummaryVersion)
class SummaryVersionAdmin(LookOnly):
    list_display = ["summary", "number", "note", "saved_by", "saved_at"]
    list_select_related = ["summary", "saved_by"]


@admin.register(SummaryComment)
class SummaryCommentAdmin(LookOnly):
    list_display = ["summary", "section", "text", "by", "at", "settled_at"]
    list_select_related = ["summary", "by"]


@admin.register(FrozenFigure)
class FrozenFigureAdmin(LookOnly):
    list_display = ["summary", "token", "value", "qualifier"]
    list_select_related = ["summary"]


@admin.register(ScreenLink)
class ScreenLinkAdmin(LookOnly):
    list_display = ["campaign", "language", "seconds", "made_at", "made_by", "read_on"]
    list_select_related = ["campaign", "made_by"]
    exclude = ["token_hash"]
