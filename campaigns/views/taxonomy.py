"""The lists behind the forms: kinds, linkages, entries, indicators."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns import rules
from campaigns.forms.taxonomy import form_for
from campaigns.selectors.taxonomy import list_models, list_summaries, rows_of
from campaigns.services.taxonomy import add_row, move_row, order_rows, set_retired, update_row
from core.editing import try_save
from core.text import keys
from core.views import order_answer


def taxonomies(request):
    _refuse_others(request)
    return render(request, "campaigns/taxonomies.html", {"lists": list_summaries()})


def taxonomy(request, key):
    model = _model(request, key)
    rows = rows_of(key)
    context = {
        "key": key,
        "name": model._meta.verbose_name_plural,
        "offered": [row for row in rows if not row.retired],
        "retired": [row for row in rows if row.retired],
    }
    return render(request, "campaigns/taxonomy.html", context)


def taxonomy_new(request, key):
    model = _model(request, key)
    form = form_for(model)(request.POST or None)
    saved, _conflict = try_save(form, lambda: add_row(model, by=request.user, **form.facts()))
    return _answer(request, key, form, saved)


def taxonomy_edit(request, key, pk):
    row = get_object_or_404(_model(request, key), pk=pk)
    form = form_for(type(row))(request.POST or None, instance=row)
    saved, _conflict = try_save(form, lambda: update_row(row, by=request.user, **form.facts()))
    return _answer(request, key, form, saved, row)


@require_POST
def taxonomy_retire(request, key, pk):
    """Takes a row out of the offer, or back into it."""
    row = get_object_or_404(_model(request, key), pk=pk)
    row = set_retired(row, by=request.user, retired=not row.retired)
    said = _("“%(name)s” is no longer offered.") if row.retired else _("“%(name)s” is offered again.")
    messages.success(request, said % {"name": row.name})
    return redirect("campaigns:taxonomy", key)


@require_POST
def taxonomy_move(request, key, pk):
    row = get_object_or_404(_model(request, key), pk=pk)
    move_row(row, by=request.user, steps=-1 if request.POST.get("to") == "up" else 1)
    return redirect("campaigns:taxonomy", key)


@require_POST
def taxonomy_order(request, key):
    ids = keys(request.POST.getlist("order"))
    model = _model(request, key)
    return order_answer(lambda: order_rows(model, by=request.user, ids=ids))


def _refuse_others(request):
    if not rules.may_edit_taxonomies(request.user):
        raise PermissionDenied


def _model(request, key):
    _refuse_others(request)
    if key not in settings.TAXONOMIES:
        raise Http404
    return list_models()[key]


def _answer(request, key, form, saved, row=None):
    if saved:
        messages.success(request, _("“%(name)s” is saved.") % {"name": saved.name})
        return redirect("campaigns:taxonomy", key)
    context = {"key": key, "name": list_models()[key]._meta.verbose_name_plural, "form": form, "row": row}
    return render(request, "campaigns/taxonomy_form.html", context)
