"""What can be taken along from a dashboard: its charts as pictures, its numbers as a workbook."""

from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from campaigns.selectors.plan import plan_of
from core.charts import chart_file
from core.imports import workbook_response
from core.templatetags.portal import day
from core.workbooks import write_workbook
from reports.papers.pictures import png_of
from reports.selectors import dashboard_charts as charts
from reports.selectors.dashboard import dashboard_of
from reports.selectors.dashboard_sheets import sheets_of
from reports.selectors.dashboard_units import lines_of_units
from reports.selectors.dashboard_years import view_before
from reports.selectors.headline import span
from reports.selectors.helping import first_to_help
from reports.views.dashboard import viewed


@require_safe
def dashboard_chart(request, slug, chart, form):
    """One chart as a file, under the filters of the page."""
    campaign = campaign_or_404(request.user, slug)
    _form, view = viewed(request, campaign)
    if chart not in DRAWN or form not in FORMS:
        raise Http404
    drawn = DRAWN[chart](view, request.user, timezone.now())
    if drawn is None:
        raise Http404
    return chart_file(drawn, f"{chart}-{campaign.slug}", under=_under(view), png=FORMS[form])


def _days(view, user, now):
    return charts.days_chart(view, today=timezone.localdate(now))


def _entries(view, user, now):
    return charts.entries_chart(view)


def _years(view, user, now):
    return charts.years_chart(view, view_before(view, user=user), today=timezone.localdate(now))


def _plan(view, user, now):
    return charts.plan_chart(plan_of(view.campaign, user=user, now=now, below=view.filters.unit))


def _units(view, user, now):
    return charts.units_chart(lines_of_units(view, now=now))


DRAWN = {"days": _days, "entries": _entries, "years": _years, "plan": _plan, "units": _units}
FORMS = {"svg": None, "png": png_of}


def _under(view):
    """Whose numbers these are, of which days, as of when."""
    campaign, first, last = view.campaign, view.filters.day_from, view.filters.day_to
    first = first or min(campaign.starts_on, last or campaign.starts_on)
    last = last or max(campaign.ends_on, first)
    unit = view.filters.unit or campaign.area
    words = {"unit": unit, "days": span(first, last), "today": day(timezone.localdate())}
    return _("%(unit)s, %(days)s, as of %(today)s") % words


@require_safe
def dashboard_export(request, slug):
    """The numbers of the page, each panel a sheet."""
    campaign = campaign_or_404(request.user, slug)
    _form, view = viewed(request, campaign)
    now = timezone.now()
    shown = dashboard_of(view, user=request.user, now=now)
    sheets = sheets_of(shown, first_to_help(campaign, user=request.user, now=now, below=shown.unit), under=_under(view))
    return workbook_response(f"dashboard-{campaign.slug}", lambda target: write_workbook(target, sheets))
