"""The grid of a consulting day: see it, set it up, fill in one's line."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from activities import rules
from activities.forms.grid import ArrangeForm, LineForm, TotalsForm, labelled
from activities.models import Activity
from activities.selectors.grid import grid_of, units_in_grid
from activities.selectors.grid_workbook import grid_columns, grid_rows
from activities.selectors.offers import partners_of
from activities.services.grid import Arrangement, arrange_grid, fill_line, state_totals
from core import imports
from core.editing import Conflict, Difference, EditConflict, try_save
from core.errors import DomainError
from core.workbooks import write_table


@require_safe
def grid(request, pk):
    activity = _activity(request, pk)
    return render(request, "activities/grid.html", _context(request, activity))


@require_safe
def sums(request, pk):
    """The part of the page that asks again by itself."""
    activity = _activity(request, pk)
    return render(request, "activities/grid_sums.html", _context(request, activity))


def _context(request, activity):
    found = grid_of(activity)
    mine = [line.unit for line in found.lines if rules.acts_for(request.user, line.unit)]
    fillable = {line.unit.pk for line in found.lines if rules.may_fill_line(request.user, activity, line.unit)}
    return {
        "activity": activity,
        "campaign": activity.campaign,
        "grid": found,
        "mine": [unit for unit in mine if unit.pk in fillable],
        "fillable": fillable,
        "may_arrange": rules.may_arrange_grid(request.user, activity),
        "said": len(found.lines) - len(found.missing),
    }


def arrange(request, pk):
    activity = _activity(request, pk)
    if not rules.may_arrange_grid(request.user, activity):
        raise PermissionDenied
    sites = list(activity.sites.all())
    form = _arrange_form(request, activity, sites)
    saved, conflict = try_save(form, lambda: _arranged(request, activity, form))
    if saved:
        messages.success(request, _("Sites and units are saved."))
        return redirect("activities:grid_arrange" if "again" in request.POST else "activities:grid", pk)
    context = {"activity": activity, "campaign": activity.campaign, "form": form, "conflict": conflict}
    context |= {"sites": sites, "rows": _rows(activity, sites, form)}
    return render(request, "activities/grid_arrange.html", context, status=409 if conflict else 200)


def _arrange_form(request, activity, sites):
    guests = list(activity.co_organisers.values_list("pk", flat=True))
    return ArrangeForm(
        request.POST or None,
        activity=activity,
        sites=sites,
        partners=partners_of(activity.campaign),
        initial={"version": activity.version, "units": guests},
    )


def _arranged(request, activity, form):
    data = form.cleaned_data
    wanted = Arrangement(form.names(), data["new_sites"], list(data["units"]), form.places())
    return arrange_grid(activity, wanted, by=request.user, version=data["version"])


def _rows(activity, sites, form):
    """Units with a tick for each site, as saved or as just typed."""
    ticked = form.places() if form.is_bound else set(activity.stands.values_list("site", "unit"))
    return [(unit, [(site, (site.pk, unit.pk) in ticked) for site in sites]) for unit in units_in_grid(activity)]


def totals(request, pk):
    activity = _activity(request, pk)
    if not rules.may_arrange_grid(request.user, activity):
        raise PermissionDenied
    found = grid_of(activity)
    form = TotalsForm(request.POST or None, sums=found.sums, initial={"version": activity.version})
    saved, conflict = try_save(
        form,
        lambda: state_totals(activity, form.figures(), by=request.user, version=form.cleaned_data["version"]),
        lambda current: {f"total_{line.indicator.code}": line.stated for line in grid_of(current).sums},
    )
    if saved:
        messages.success(request, _("The totals are saved."))
        return redirect("activities:grid", pk)
    context = {"activity": activity, "campaign": activity.campaign, "form": form, "conflict": conflict}
    return render(request, "activities/grid_totals.html", context, status=409 if conflict else 200)


def line(request, pk, unit):
    activity = _activity(request, pk)
    found = grid_of(activity)
    own = _line_or_404(found, unit)
    if not rules.may_fill_line(request.user, activity, own.unit):
        raise PermissionDenied
    form = LineForm(request.POST or None, line=own, indicators=found.indicators)
    context = {"activity": activity, "campaign": activity.campaign, "unit": own.unit, "conflict": None}
    context["draft_key"] = f"line-{request.user.pk}-{pk}-{unit}"
    if form.is_valid():
        try:
            fill_line(activity, own.unit, form.figures(), by=request.user, versions=form.versions())
            messages.success(request, _("The line is saved."), extra_tags=context["draft_key"])
            return redirect("activities:grid", pk)
        except EditConflict:
            form, context["conflict"] = _conflict(request, activity, form)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    status = 409 if context["conflict"] else 200
    return render(request, "activities/grid_line.html", context | {"form": form}, status=status)


def _line_or_404(found, unit):
    own = next((line for line in found.lines if line.unit.pk == unit), None)
    if own is None:
        raise Http404
    return own


def _conflict(request, activity, typed):
    """The typed form at the saved versions, and where the two differ."""
    saved = grid_of(activity)
    now = next((line for line in saved.lines if line.unit == typed.line.unit), typed.line)
    data, figures, differences = request.POST.copy(), typed.figures(), []
    for place in now.places:
        data[f"version_{place.stand.pk}"] = place.stand.version
        for indicator, theirs in zip(saved.indicators, place.figures, strict=True):
            yours = figures.get(place.stand.pk, {}).get(indicator)
            if yours is not None and yours != theirs:
                label = f"{place.stand.site} · {labelled(indicator)}"
                differences.append(Difference(label, theirs.text(), yours.text(), False))
    last = max(
        (place.stand for place in now.places if place.stand.filled_at), key=lambda each: each.filled_at, default=None
    )
    conflict = Conflict(str(last.filled_by) if last else "", last.filled_at if last else None, tuple(differences))
    return LineForm(data, line=now, indicators=saved.indicators), conflict


@require_safe
def workbook(request, pk):
    activity = _activity(request, pk)
    found = grid_of(activity)
    return imports.workbook_response(
        f"grid-{pk}", lambda target: write_table(target, activity.title, grid_columns(found), grid_rows(found))
    )


def _activity(request, pk):
    rows = Activity.objects.visible_to(request.user).select_related("campaign__area", "unit", "kind")
    return get_object_or_404(rows, pk=pk, kind__has_grid=True)
