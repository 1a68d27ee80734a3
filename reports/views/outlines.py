"""Outlines: the office's own orders of sections."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.editing import try_save
from core.text import keys
from core.views import order_answer
from reports import rules
from reports.forms.outlines import CopyOutlineForm, OutlineForm, OutlineSectionForm
from reports.models import Outline, OutlineSection
from reports.selectors.drafting import sources
from reports.services import outlines as services


def _refuse_others(request):
    if not rules.may_edit_outlines(request.user):
        raise PermissionDenied


def outlines(request):
    _refuse_others(request)
    rows = Outline.objects.prefetch_related("sections")
    return render(request, "reports/outlines.html", {"outlines": rows})


def outline_new(request):
    _refuse_others(request)
    form = CopyOutlineForm(request.POST or None)
    saved, _conflict = try_save(form, lambda: services.copy_outline(by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("The outline is made. Change its sections as you need them."))
        return redirect("reports:outline", saved.pk)
    return render(request, "reports/outline_new.html", {"form": form})


def outline(request, pk):
    _refuse_others(request)
    row = get_object_or_404(Outline, pk=pk)
    named = dict(sources())
    parts = [(section, named.get(section.source, section.source)) for section in row.sections.all()]
    return render(request, "reports/outline.html", {"outline": row, "parts": parts})


def outline_edit(request, pk):
    _refuse_others(request)
    row = get_object_or_404(Outline, pk=pk)
    form = OutlineForm(request.POST or None, instance=row)
    saved, _conflict = try_save(form, lambda: services.update_outline(row, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("The outline is saved."))
        return redirect("reports:outline", pk)
    return render(request, "reports/outline_edit.html", {"outline": row, "form": form})


@require_POST
def outline_order(request, pk):
    _refuse_others(request)
    row = get_object_or_404(Outline, pk=pk)
    ids = keys(request.POST.getlist("order"))
    return order_answer(lambda: services.order_outline_sections(row, by=request.user, ids=ids))


def outline_section_new(request, pk):
    _refuse_others(request)
    row = get_object_or_404(Outline, pk=pk)
    form = OutlineSectionForm(request.POST or None, instance=OutlineSection(outline=row), sources=sources())
    saved, _conflict = try_save(form, lambda: services.add_outline_section(row, by=request.user, **form.cleaned_data))
    if saved:
        messages.success(request, _("The section is added."))
        return redirect("reports:outline", pk)
    return render(request, "reports/outline_section.html", {"outline": row, "form": form})


def outline_section(request, pk):
    _refuse_others(request)
    section = get_object_or_404(OutlineSection.objects.select_related("outline"), pk=pk)
    form = OutlineSectionForm(request.POST or None, instance=section, sources=sources())
    saved, _conflict = try_save(
        form, lambda: services.update_outline_section(section, by=request.user, **form.cleaned_data)
    )
    if saved:
        messages.success(request, _("The section is saved."))
        return redirect("reports:outline", section.outline_id)
    context = {"outline": section.outline, "section": section, "form": form}
    return render(request, "reports/outline_section.html", context)


@require_POST
def outline_section_remove(request, pk):
    _refuse_others(request)
    section = get_object_or_404(OutlineSection.objects.select_related("outline"), pk=pk)
    services.remove_outline_section(section, by=request.user)
    messages.success(request, _("The section is removed from the outline."))
    return redirect("reports:outline", section.outline_id)


@require_POST
def outline_section_move(request, pk):
    _refuse_others(request)
    section = get_object_or_404(OutlineSection.objects.select_related("outline"), pk=pk)
    services.move_outline_section(section, by=request.user, steps=-1 if request.POST.get("to") == "up" else 1)
    return redirect("reports:outline", section.outline_id)
