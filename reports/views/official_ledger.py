"""The official hazard ledger as a PDF."""

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core.languages import is_chinese
from inspections.selectors.official import MOST_PRINTED, OFFICIAL, official_rows
from inspections.views.ledger import narrowed
from reports.papers.ledger import LedgerSheet, write_ledger


@require_safe
def official_pdf(request, slug):
    """The list as it is shown, as many lines as are printed."""
    campaign, _form, _filters, rows = narrowed(request, slug)
    today = timezone.localdate()
    sheet = LedgerSheet(
        title=_("Ledger of hazard detection and treatment"),
        area=f"{campaign.area.name} · {campaign.name}",
        as_of=_("As of %(day)s") % {"day": date_format(today, "DATE_FORMAT")},
        language="zh-hans" if is_chinese() else "en",
        headings=tuple(column.name for column in OFFICIAL),
        widths=tuple(column.width for column in OFFICIAL),
        rows=tuple(tuple(row) for row in official_rows(campaign, request.user, rows[:MOST_PRINTED])),
        signers=(_("Filled in by:"), _("Checked by:"), _("Head of the unit (signature):")),
    )
    answer = HttpResponse(write_ledger(sheet, day=today), content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="ledger-{slug}.pdf"'
    return answer
