"""Checklists out to a workbook and in from one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from core import imports
from core.models import ImportRun
from core.text import keys
from core.workbooks import write_table, write_template
from inspections import rules
from inspections.models import Checklist
from inspections.selectors.checklist_workbook import COLUMNS, export_rows, offered_columns
from inspections.services.checklist_importing import import_checklists


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
    form = imports.UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        run = imports.receive(form.cleaned_data["file"], kind=ImportRun.Kind.CHECKLISTS, by=request.user)
        imports.carry_out(run, import_checklists)
        return redirect("inspections:checklist_import_run", run.pk)
    context = {
        "form": form,
        "submit": _("Look through it"),
        "cancel_url": reverse("inspections:checklists"),
        "template_url": reverse("inspections:checklist_template"),
        "columns": COLUMNS,
    }
    return render(request, "inspections/checklist_import.html", context)


def checklist_import_run(request, pk):
    run = _run(request, pk)
    form = imports.SaveForm(request.POST if request.method == "POST" else None, run=run)
    if form.is_valid():
        released = imports.release(run, by=request.user, keep_good=form.cleaned_data["keep_good"])
        imports.carry_out(released, import_checklists)
        return redirect("inspections:checklist_import_run", pk)
    context = {
        "facts": imports.page_facts(run),
        "form": form,
        "run_url": request.path,
        "upload_url": reverse("inspections:checklist_import"),
        "problems_url": reverse("inspections:checklist_import_problems", args=[pk]),
        "list_url": reverse("inspections:checklists"),
    }
    return render(request, "inspections/checklist_import_run.html", context)


@require_safe
def checklist_import_problems(request, pk):
    return imports.problem_workbook(_run(request, pk))


def _run(request, pk):
    _refuse_others(request)
    return get_object_or_404(ImportRun.objects.visible_to(request.user), pk=pk, kind=ImportRun.Kind.CHECKLISTS)


def _refuse_others(request):
    if not rules.may_keep_checklists(request.user):
        raise PermissionDenied
