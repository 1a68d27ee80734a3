"""Tables of the month, as page and as workbook, and the page of a single figure."""

from django.http import Http404
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities.forms.filters import ActivityFilterForm
from activities.selectors.filtering import APPROVED
from campaigns.models import Indicator
from campaigns.selectors import campaign_or_404
from core.imports import workbook_response
from core.workbooks import Column, Sheet, write_workbook
from reports.selectors import inspected
from reports.selectors.defining import definition
from reports.selectors.figures import ASSIGNMENTS_DONE, ASSIGNMENTS_DUE, figure
from reports.selectors.reach import part_of, view_of
from reports.selectors.tables import BY, HAZARDS, month_table
from reports.selectors.tables_inspected import BY_UNIT, inspection_table
from reports.selectors.years import paired_table, previous_campaign
from units.models import Unit

ASKED_LESS = {"below", "linkage", "entry", "plan_item", "assignment", "indicator", "photos"}
NAME_WIDTH = 32


def viewed(request, slug):
    """The campaign, the filters as a form, and the figures under them that this person may read."""
    campaign = campaign_or_404(request.user, slug)
    form = ActivityFilterForm(request.GET, campaign=campaign, user=request.user)
    form.is_valid()
    return form, view_of(request.user, campaign, form.filters())


def chosen(request):
    by = request.GET.get("by", "")
    return by if by in BY else "unit"


@require_safe
def tables(request, slug):
    form, view = viewed(request, slug)
    by, user = chosen(request), request.user
    context = {
        "campaign": view.campaign,
        "filter_form": form,
        "more_is_open": not ASKED_LESS.isdisjoint(request.GET),
        "by": by,
        "ways": BY.items(),
        "row_label": BY["unit"] if by == HAZARDS else BY[by],
        "table": paired_table(view, by, user=user, previous=previous_campaign(view.campaign, user=user)),
        "above": _above(user, view),
        "counts_approved": view.counted.states == APPROVED,
    }
    return render(request, "reports/tables.html", context)


def _above(user, view):
    """The unit one level up, as far as the person reads."""
    unit = view.filters.unit
    if unit is None or unit == part_of(user, view.campaign) or unit.pk == view.campaign.area_id:
        return None
    return Unit.objects.visible_to(user).filter(pk=unit.parent_id).first()


@require_safe
def tables_export(request, slug):
    """All tables under the same filters, each a sheet with what its page shows."""
    _form, view = viewed(request, slug)
    previous = previous_campaign(view.campaign, user=request.user)
    sheets = (_sheet(view, by, request.user, previous) for by in BY)
    return workbook_response(f"tables-{view.campaign.slug}", lambda target: write_workbook(target, sheets))


def _sheet(view, by, user, previous):
    table = paired_table(view, by, user=user, previous=previous)
    previous = table.previous
    years = [view.campaign.year] + ([previous.year] if previous else [])
    headings = [f"{column.name} {year}" if previous else column.name for column in table.columns for year in years]
    rows = [[line.label, *_numbers(line.pairs, previous)] for line in table.lines]
    rows.append([_("Total"), *_numbers(table.total, previous)])
    columns = [Column("row", zh=str(BY[by]), en=str(BY[by]), width=NAME_WIDTH)]
    columns += [Column(f"column{place}", zh=name, en=name) for place, name in enumerate(headings)]
    return Sheet(str(BY[by]), columns, rows)


def _numbers(pairs, previous):
    for pair in pairs:
        yield pair.now.figure
        if previous:
            yield pair.before.figure


@require_safe
def figure_page(request, slug, code):
    """One figure: what it is in words, its value, its units, and who still owes a part."""
    form, view = viewed(request, slug)
    line = figure(view, code)
    if line is None:
        raise Http404
    indicator = Indicator.objects.filter(code=code).first()
    context = {
        "campaign": view.campaign,
        "filter_form": form,
        "line": line,
        "definition": definition(view, line, indicator),
        "table": _by_unit(view, code, indicator),
        "counts_hazards": code in inspected.CODES,
    }
    return render(request, "reports/tables_figure.html", context)


def _by_unit(view, code, indicator):
    if code in (ASSIGNMENTS_DONE, ASSIGNMENTS_DUE):
        return None
    if code in inspected.CODES:
        return inspection_table(view, [code]) if code in BY_UNIT else None
    adds = indicator is not None and indicator.addition != Indicator.Addition.DISTINCT
    return month_table(view, "unit", [code] if adds else [])
