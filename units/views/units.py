"""One unit: its page, and the acts on it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from core.editing import EditConflict, merge_conflict
from core.errors import DomainError
from core.forms import ReasonForm
from core.history import history_of
from units import rules, selectors
from units.forms.units import ContactForm, EndForm, KeeperForm, MoveForm, NewUnitForm, UnitForm
from units.models import Unit
from units.services import merging, moving, register


def _visible(request, pk):
    rows = Unit.objects.visible_to(request.user).select_related("kind", "industry", "parent", "merged_into")
    return get_object_or_404(rows, pk=pk)


def _editable(request):
    """Units a person may choose as superior or keeper."""
    return Unit.objects.visible_to(request.user).filter(merged_into=None)


def unit(request, pk):
    unit = _visible(request, pk)
    today = timezone.localdate()
    below = selectors.branch(request.user, unit)
    context = {
        "unit": unit,
        "superiors": selectors.superiors(unit),
        "posts": unit.posts.held_on(today).select_related("person"),
        "below": below,
        "merged": unit.merged.all(),
        "history": history_of(unit),
        "today": today,
        "may_edit": rules.may_edit_unit(request.user, unit),
        "may_edit_contact": rules.may_edit_contact(request.user, unit),
        "may_rearrange": rules.may_rearrange(request.user, unit),
    }
    return render(request, "units/unit.html", context)


def unit_new(request, slug):
    if not rules.may_edit_register(request.user):
        raise PermissionDenied
    form = NewUnitForm(request.POST or None, parents=_editable(request), initial={"parent": request.GET.get("parent")})
    if form.is_valid():
        try:
            unit = register.create_unit(by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(unit)s” is in the register.") % {"unit": unit})
            return redirect(unit)
    return render(request, "units/unit_new.html", {"form": form, "cancel_url": reverse("units:units", args=[slug])})


def unit_edit(request, pk):
    unit = _visible(request, pk)
    if not rules.may_edit_contact(request.user, unit):
        raise PermissionDenied
    kind = UnitForm if rules.may_edit_unit(request.user, unit) else ContactForm
    form = kind(request.POST or None, instance=_visible(request, pk), initial={"version": unit.version})
    conflict = None
    if form.is_valid():
        try:
            saved = register.edit_unit(unit, by=request.user, **form.cleaned_data)
        except EditConflict as clash:
            conflict = merge_conflict(form, clash)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("“%(unit)s” is saved.") % {"unit": saved})
            return redirect(saved)
    context = {"form": form, "unit": unit, "conflict": conflict, "cancel_url": unit.get_absolute_url()}
    return render(request, "units/unit_edit.html", context)


def _act(request, unit, form, template, act, done, **more):
    """An act with a form: done, refused in words, or asked for."""
    if not rules.may_rearrange(request.user, unit):
        raise PermissionDenied
    if form.is_valid():
        try:
            act(unit, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done % {"unit": unit})
            return redirect(unit)
    return render(request, template, {"form": form, "unit": unit, "cancel_url": unit.get_absolute_url(), **more})


def unit_move(request, pk):
    unit = _visible(request, pk)
    form = MoveForm(request.POST or None, parents=_editable(request).exclude(path__startswith=unit.path))
    done = _("“%(unit)s” has a new superior unit.")
    return _act(request, unit, form, "units/unit_move.html", moving.move_unit, done, submit=_("Move it"))


def unit_end(request, pk):
    unit = _visible(request, pk)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    done = _("“%(unit)s” is ended.")
    return _act(request, unit, form, "units/unit_end.html", register.end_unit, done, submit=_("End it"))


def unit_reactivate(request, pk):
    unit = _visible(request, pk)
    form = ReasonForm(request.POST or None)
    done = _("“%(unit)s” takes part again.")
    return _act(
        request, unit, form, "units/unit_reactivate.html", register.reactivate_unit, done, submit=_("Let it take part")
    )


def unit_merge(request, pk):
    """First what would move, then the same form again to do it."""
    unit = _visible(request, pk)
    if not rules.may_rearrange(request.user, unit):
        raise PermissionDenied
    form = KeeperForm(request.POST or None, keepers=_editable(request).exclude(path__startswith=unit.path))
    context = {"form": form, "unit": unit, "cancel_url": unit.get_absolute_url(), "submit": _("Show what would move")}
    if form.is_valid():
        try:
            if form.is_seen:
                return _merged(request, unit, form)
            context |= _preview(request, unit, form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return render(request, "units/unit_merge.html", context)


def _merged(request, unit, form):
    keeper = form.cleaned_data["keeper"]
    merging.merge_units(unit, by=request.user, keeper=keeper, why=form.cleaned_data["why"])
    messages.success(request, _("“%(unit)s” is now a part of “%(keeper)s”.") % {"unit": unit, "keeper": keeper})
    return redirect(keeper)


def _preview(request, unit, form):
    keeper = form.cleaned_data["keeper"]
    moved = merging.preview_merge(unit, by=request.user, keeper=keeper)
    form.mark_seen()
    return {"moved": moved, "keeper": keeper, "submit": _("Merge them")}
