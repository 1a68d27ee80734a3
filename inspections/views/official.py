"""The ledger as the official table, to print or as a workbook that prints."""

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.imports import table_response
from inspections.selectors.official import MOST_PRINTED, OFFICIAL, official_rows
from inspections.views.ledger import narrowed


@require_safe
def official_print(request, slug):
    """The list as it is shown, in its order."""
    campaign, _form, _filters, rows = narrowed(request, slug)
    found = list(official_rows(campaign, request.user, rows[: MOST_PRINTED + 1]))
    context = {
        "campaign": campaign,
        "columns": OFFICIAL,
        "rows": found[:MOST_PRINTED],
        "is_cut": len(found) > MOST_PRINTED,
        "most": MOST_PRINTED,
        "today": timezone.localdate(),
        "list_url": reverse("inspections:hazards", args=[slug]),
        "query": request.GET.urlencode(),
    }
    return render(request, "inspections/official.html", context)


@require_safe
def official_workbook(request, slug):
    campaign, _form, _filters, rows = narrowed(request, slug)
    cells = official_rows(campaign, request.user, rows)
    return table_response(f"ledger-{slug}", _("Hazard ledger"), OFFICIAL, cells)
