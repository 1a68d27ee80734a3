"""The register out to a workbook and in from one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from core import imports
from core.import_pages import ImportPages
from core.models import ImportRun
from core.workbooks import write_template
from units import rules
from units.services.importing import import_units
from units.services.workbook import COLUMNS, export_rows, offered_columns, places_of
from units.views.lists import narrowed

PAGES = ImportPages(ImportRun.Kind.UNITS, upload="units:import", template="units:template", rows="units:units")


def export(request, slug):
    _form, rows = narrowed(request)
    places = places_of(request.user.reach)
    units = rows.iterator(chunk_size=2000)
    return imports.table_response("units", _("Units"), COLUMNS, export_rows(units, places))


def template(request, slug):
    return imports.workbook_response("units", lambda target: write_template(target, _("Units"), offered_columns()))


def upload(request, slug):
    _refuse_others(request)
    form, run = PAGES.uploaded(request, slug)
    if run:
        imports.carry_out(run, import_units)
        return redirect(PAGES.run_url(run, slug))
    context = PAGES.upload_facts(form, COLUMNS, slug)
    return render(request, "units/import.html", context)


def import_run(request, slug, pk):
    run = _run(request, slug, pk)
    form, released = PAGES.released(request, run)
    if released:
        imports.carry_out(released, import_units)
        return redirect(PAGES.run_url(run, slug))
    context = {"slug": slug, **PAGES.run_facts(run, form, slug)}
    return render(request, "units/import_run.html", context)


def import_problems(request, slug, pk):
    return imports.problem_workbook(_run(request, slug, pk))


def _run(request, slug, pk):
    _refuse_others(request)
    return PAGES.run_or_404(request, slug, pk=pk)


def _refuse_others(request):
    if not rules.may_edit_register(request.user):
        raise PermissionDenied
