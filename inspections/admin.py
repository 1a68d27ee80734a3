"""The last resort of the superuser: looking the ledger up. What reporters said is not here."""

from django.contrib import admin

from core.admin import LookOnly
from inspections.models import Hazard, Round, Visit


@admin.register(Hazard)
class HazardAdmin(LookOnly):
    list_display = ["number", "unit", "category", "grade", "state", "due_on", "campaign"]
    list_select_related = ["unit", "category", "campaign"]
    list_filter = ["campaign", "state"]
    search_fields = ["unit__name"]
    fields = ["campaign", "unit", "category", "grade", "state", "reported_on", "due_on", "closed_on"]


@admin.register(Round)
class RoundAdmin(LookOnly):
    list_display = ["name", "kind", "campaign", "starts_on", "ends_on", "state"]
    list_select_related = ["campaign"]


@admin.register(Visit)
class VisitAdmin(LookOnly):
    list_display = ["unit", "team", "visited_on", "state", "campaign"]
    list_select_related = ["unit", "team", "campaign"]
