"""Activities out to a workbook and in from one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities import rules
from activities.selectors.workbook import BASE, export_rows, exported_columns, offered_columns
from activities.services.importing import import_activities
from activities.tasks import import_workbook
from activities.views.lists import narrowed
from campaigns.selectors import campaign_or_404
from core import imports
from core.import_pages import ImportPages
from core.models import ImportRun
from core.workbooks import write_template

PAGES = ImportPages(
    ImportRun.Kind.ACTIVITIES, upload="activities:import", template="activities:template", rows="activities:activities"
)


@require_safe
def export(request, slug):
    """The list as it is shown, all its pages."""
    campaign, _form, _filters, rows = narrowed(request, slug)
    imports.refuse_too_many(rows)
    columns = exported_columns(rows)
    cells = export_rows(campaign, rows, columns)
    return imports.table_response(f"activities-{slug}", _("Activities"), [*BASE, *columns.values()], cells)


@require_safe
def template(request, slug):
    campaign = campaign_or_404(request.user, slug)
    columns = offered_columns(campaign, request.user)
    return imports.workbook_response("activities", lambda target: write_template(target, _("Activities"), columns))


def upload(request, slug):
    campaign = _writable(request, slug)
    form, run = PAGES.uploaded(request, slug)
    if run:
        imports.start(run, import_activities, import_workbook)
        return redirect(PAGES.run_url(run, slug))
    context = {"campaign": campaign, **PAGES.upload_facts(form, BASE, slug)}
    return render(request, "activities/import.html", context)


def import_run(request, slug, pk):
    run = _run(request, slug, pk)
    form, released = PAGES.released(request, run)
    if released:
        imports.start(released, import_activities, import_workbook)
        return redirect(PAGES.run_url(run, slug))
    context = PAGES.run_facts(run, form, slug)
    return render(request, "activities/import_run.html", context)


@require_safe
def import_problems(request, slug, pk):
    return imports.problem_workbook(_run(request, slug, pk))


def _run(request, slug, pk):
    _writable(request, slug)
    return PAGES.run_or_404(request, slug, pk=pk)


def _writable(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_log(request.user, campaign):
        raise PermissionDenied
    return campaign
