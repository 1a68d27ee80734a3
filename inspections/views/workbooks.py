"""Hazards out to a workbook and in from one."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from core import imports
from core.errors import DomainError
from core.models import ImportRun
from core.workbooks import write_template
from inspections import rules
from inspections.selectors.workbook import COLUMNS, export_rows, offered_columns
from inspections.services.importing import import_hazards
from inspections.tasks import import_workbook
from inspections.views.ledger import narrowed

MOST_EXPORTED = 1_000_000


@require_safe
def export(request, slug):
    """The list as it is shown, all its pages."""
    campaign, _form, _filters, rows = narrowed(request, slug)
    if rows.order_by().values("pk")[: MOST_EXPORTED + 1].count() > MOST_EXPORTED:
        raise DomainError(_("A workbook holds a million rows at most. Narrow the list by a filter."))
    cells = export_rows(campaign, request.user, rows, COLUMNS)
    return imports.table_response(f"hazards-{slug}", _("Hazard ledger"), COLUMNS, cells)


@require_safe
def template(request, slug):
    campaign = campaign_or_404(request.user, slug)
    columns = offered_columns(campaign, request.user)
    return imports.workbook_response("hazards", lambda target: write_template(target, _("Hazard ledger"), columns))


def upload(request, slug):
    campaign = _writable(request, slug)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = imports.UploadForm(*sent)
    if form.is_valid():
        file = form.cleaned_data["file"]
        run = imports.receive(file, kind=ImportRun.Kind.HAZARDS, by=request.user, campaign_slug=slug)
        imports.start(run, import_hazards, import_workbook)
        return redirect("inspections:hazards_import_run", slug, run.pk)
    context = {
        "campaign": campaign,
        "form": form,
        "submit": _("Look through it"),
        "cancel_url": reverse("inspections:hazards", args=[slug]),
        "template_url": reverse("inspections:hazards_template", args=[slug]),
        "columns": offered_columns(campaign, request.user),
    }
    return render(request, "inspections/import.html", context)


def import_run(request, slug, pk):
    run = _run(request, slug, pk)
    form = imports.SaveForm(request.POST if request.method == "POST" else None, run=run)
    if form.is_valid():
        released = imports.release(run, by=request.user, keep_good=form.cleaned_data["keep_good"])
        imports.start(released, import_hazards, import_workbook)
        return redirect("inspections:hazards_import_run", slug, pk)
    context = {
        "facts": imports.page_facts(run),
        "form": form,
        "run_url": request.path,
        "upload_url": reverse("inspections:hazards_import", args=[slug]),
        "problems_url": reverse("inspections:hazards_import_problems", args=[slug, pk]),
        "list_url": reverse("inspections:hazards", args=[slug]),
    }
    return render(request, "inspections/import_run.html", context)


@require_safe
def import_problems(request, slug, pk):
    return imports.problem_workbook(_run(request, slug, pk))


def _run(request, slug, pk):
    _writable(request, slug)
    rows = ImportRun.objects.visible_to(request.user)
    return get_object_or_404(rows, pk=pk, kind=ImportRun.Kind.HAZARDS, campaign_slug=slug)


def _writable(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_file(request.user, campaign):
        raise PermissionDenied
    return campaign
