"""Checklists: what inspectors go by, version by version."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.editing import try_save
from core.history import history_of
from core.text import keys
from core.views import order_answer
from inspections import rules
from inspections.forms.checklists import ChecklistForm, EditChecklistForm, ItemForm
from inspections.models import Checklist, ChecklistItem, ChecklistVersion
from inspections.selectors.checklists import in_sections, offered_ready, with_facts
from inspections.selectors.ready_checklists import ready_checklists
from inspections.services import checklists as services


@require_safe
def checklists(request):
    rows = with_facts(Checklist.objects.visible_to(request.user))
    may_keep = rules.may_keep_checklists(request.user)
    context = {"checklists": rows, "may_keep": may_keep, "ready": offered_ready(rows) if may_keep else ()}
    return render(request, "inspections/checklists.html", context)


def checklist_new(request):
    _refuse_others(request)
    form = ChecklistForm(request.POST or None)
    saved, _conflict = try_save(form, lambda: services.create_checklist(by=request.user, **form.cleaned_data))
    if saved:
        return redirect("inspections:checklist_version", saved.versions.get().pk)
    return render(request, "inspections/checklist_form.html", {"form": form})


@require_POST
def checklist_take_over(request):
    _refuse_others(request)
    ready = next((each for each in ready_checklists() if each.code == request.POST.get("code")), None)
    if ready is None:
        raise Http404
    saved = services.take_over(ready, by=request.user, language=get_language() or "zh")
    messages.success(request, _("Taken over. Read it, change what doesn't fit, then put it in force."))
    return redirect("inspections:checklist_version", saved.versions.get().pk)


@require_safe
def checklist(request, pk):
    """The version in force, else the newest."""
    row = _checklist(request, pk)
    version = row.versions.in_force().first() or row.versions.first()
    return redirect("inspections:checklist_version", version.pk)


def checklist_edit(request, pk):
    row = _checklist(request, pk)
    _refuse_others(request)
    form = EditChecklistForm(request.POST or None, instance=row)
    saved, _conflict = try_save(form, lambda: services.update_checklist(row, by=request.user, **form.cleaned_data))
    if saved:
        return redirect("inspections:checklist", pk)
    return render(request, "inspections/checklist_form.html", {"form": form, "checklist": row})


@require_POST
def checklist_prepare(request, pk):
    row = _checklist(request, pk)
    return redirect("inspections:checklist_version", services.prepare_version(row, by=request.user).pk)


@require_safe
def checklist_version(request, pk):
    row = _version(request, pk)
    context = {
        "version": row,
        "checklist": row.checklist,
        "versions": row.checklist.versions.annotate(visit_count=Count("visits")),
        "sections": in_sections(row),
        "may_keep": rules.may_keep_checklists(request.user),
        "changes": history_of(*row.checklist.versions.all()),
    }
    return render(request, "inspections/checklist.html", context)


@require_POST
def checklist_publish(request, pk):
    row = services.publish_version(_version(request, pk), by=request.user)
    messages.success(request, _("In force from today. Visits already begun keep the version they have."))
    return redirect("inspections:checklist_version", row.pk)


@require_POST
def checklist_discard(request, pk):
    row = _version(request, pk)
    services.discard_version(row, by=request.user)
    messages.success(request, _("The version in preparation is thrown away."))
    return redirect("inspections:checklists")


def checklist_item_new(request, pk):
    row = _version(request, pk)
    _refuse_others(request)
    form = ItemForm(request.POST or None, initial=_like_last(row))
    saved, _conflict = try_save(form, lambda: services.add_item(row, by=request.user, **form.cleaned_data))
    if saved:
        return redirect(
            "inspections:checklist_item_new" if "again" in request.POST else "inspections:checklist_version", pk
        )
    return render(request, "inspections/checklist_item.html", {"version": row, "form": form})


def checklist_item_edit(request, pk):
    item = _item(request, pk)
    _refuse_others(request)
    form = ItemForm(request.POST or None, instance=item)
    saved, _conflict = try_save(form, lambda: services.update_item(item, by=request.user, **form.cleaned_data))
    if saved:
        return redirect("inspections:checklist_version", item.version_id)
    return render(request, "inspections/checklist_item.html", {"version": item.version, "form": form, "item": item})


@require_POST
def checklist_item_remove(request, pk):
    item = _item(request, pk)
    services.remove_item(item, by=request.user)
    messages.success(request, _("The item is removed from this version."))
    return redirect("inspections:checklist_version", item.version_id)


@require_POST
def checklist_order(request, pk):
    row = _version(request, pk)
    ids = keys(request.POST.getlist("order"))
    return order_answer(lambda: services.order_items(row, by=request.user, ids=ids))


def _like_last(version):
    """Items are entered section by section."""
    last = version.items.last()
    return {"section": last.section, "category": last.category_id} if last else {}


def _refuse_others(request):
    if not rules.may_keep_checklists(request.user):
        raise PermissionDenied


def _checklist(request, pk):
    return get_object_or_404(Checklist.objects.visible_to(request.user).select_related("industry"), pk=pk)


def _version(request, pk):
    rows = ChecklistVersion.objects.visible_to(request.user).select_related("checklist__industry")
    return get_object_or_404(rows, pk=pk)


def _item(request, pk):
    versions = ChecklistVersion.objects.visible_to(request.user)
    return get_object_or_404(ChecklistItem.objects.select_related("version__checklist"), version__in=versions, pk=pk)
