"""The register out to a workbook and in from one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from core import imports
from core.models import ImportRun
from core.workbooks import write_template
from units import rules
from units.services.importing import import_units
from units.services.workbook import COLUMNS, export_rows, offered_columns, places_of
from units.views.lists import narrowed


def export(request, slug):
    _form, rows = narrowed(request)
    places = places_of(request.user.reach)
    units = rows.iterator(chunk_size=2000)
    return imports.table_response("units", _("Units"), COLUMNS, export_rows(units, places))


def template(request, slug):
    return imports.workbook_response("units", lambda target: write_template(target, _("Units"), offered_columns()))


def upload(request, slug):
    _refuse_others(request)
    form = imports.UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        run = imports.receive(form.cleaned_data["file"], kind=ImportRun.Kind.UNITS, by=request.user, campaign_slug=slug)
        imports.carry_out(run, import_units)
        return redirect("units:import_run", slug, run.pk)
    context = {
        "form": form,
        "submit": _("Look through it"),
        "cancel_url": reverse("units:units", args=[slug]),
        "template_url": reverse("units:template", args=[slug]),
        "columns": COLUMNS,
    }
    return render(request, "units/import.html", context)


def import_run(request, slug, pk):
    run = _run(request, slug, pk)
    form = imports.SaveForm(request.POST if request.method == "POST" else None, run=run)
    if form.is_valid():
        released = imports.release(run, by=request.user, keep_good=form.cleaned_data["keep_good"])
        imports.carry_out(released, import_units)
        return redirect("units:import_run", slug, pk)
    context = {
        "facts": imports.page_facts(run),
        "form": form,
        "slug": slug,
        "run_url": request.path,
        "upload_url": reverse("units:import", args=[slug]),
        "problems_url": reverse("units:import_problems", args=[slug, pk]),
        "list_url": reverse("units:units", args=[slug]),
    }
    return render(request, "units/import_run.html", context)


def import_problems(request, slug, pk):
    return imports.problem_workbook(_run(request, slug, pk))


def _run(request, slug, pk):
    _refuse_others(request)
    rows = ImportRun.objects.visible_to(request.user)
    return get_object_or_404(rows, pk=pk, kind=ImportRun.Kind.UNITS, campaign_slug=slug)


def _refuse_others(request):
    if not rules.may_edit_register(request.user):
        raise PermissionDenied
