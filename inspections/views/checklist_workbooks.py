"""Checklists out to a workbook and in from one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import imports
from core.import_pages import ImportPages
from core.models import ImportRun
from core.text import keys
from core.workbooks import write_table, write_template
from inspections import rules
from inspections.models import Checklist
from inspections.selectors.checklist_workbook import COLUMNS, export_rows, offered_columns
from inspections.services.checklist_importing import import_checklists

PAGES = ImportPages(
    ImportRun.Kind.CHECKLISTS,
    upload="inspections:checklist_import",
    template="inspections:checklist_template",
    rows="inspections:checklists",
)


@require_safe
def checklist_export(request):
    """All of the area, or the one that `?checklist=` names."""
    rows = Checklist.objects.visible_to(request.user).select_related("industry")
    if "checklist" in request.GET:
        rows = rows.filter(pk__in=keys(request.GET.getlist("checklist")))
    return imports.workbook_response(
        "checklists", lambda target: write_table(target, _("Checklists"), COLUMNS, export_rows(rows))
    )


@require_safe
def checklist_template(request):
    return imports.workbook_response(
        "checklists", lambda target: write_template(target, _("Checklists"), offered_columns())
    )


def checklist_import(request):
    _refuse_others(request)
    form, run = PAGES.uploaded(request)
    if run:
        imports.carry_out(run, import_checklists)
        return redirect(PAGES.run_url(run))
    context = PAGES.upload_facts(form, COLUMNS)
    return render(request, "inspections/checklist_import.html", context)


def checklist_import_run(request, pk):
    run = _run(request, pk)
    form, released = PAGES.released(request, run)
    if released:
        imports.carry_out(released, import_checklists)
        return redirect(PAGES.run_url(run))
    context = PAGES.run_facts(run, form)
    return render(request, "inspections/checklist_import_run.html", context)


@require_safe
def checklist_import_problems(request, pk):
    return imports.problem_workbook(_run(request, pk))


def _run(request, pk):
    _refuse_others(request)
    return PAGES.run_or_404(request, pk=pk)


def _refuse_others(request):
    if not rules.may_keep_checklists(request.user):
        raise PermissionDenied
