"""The register as list and tree, and the search of the unit pickers."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from core.pagination import page_of
from units import rules, selectors
from units.forms.lists import UnitFilterForm
from units.models import Unit


def narrowed(request):
    """The form of the list and the units it leaves; used by the page and its export."""
    form = UnitFilterForm(request.GET, units=Unit.objects.visible_to(request.user))
    filters = form.cleaned_data if form.is_valid() else {}
    return form, selectors.register(request.user, filters, timezone.localdate())


def units(request, slug):
    form, rows = narrowed(request)
    page = page_of(rows, request.GET.get("page"))
    liaisons = selectors.liaisons_of(page, timezone.localdate())
    for unit in page:
        unit.liaisons = liaisons.get(unit.pk, [])
    export = f"{reverse('units:export', args=[slug])}?{request.GET.urlencode()}"
    context = {
        "page_obj": page,
        "filter_form": form,
        "export_url": export,
        "slug": slug,
        "may_edit": rules.may_edit_register(request.user),
        "today": timezone.localdate(),
    }
    return render(request, "units/units.html", context)


def tree(request, slug):
    at = request.GET.get("at", "")
    visible = Unit.objects.visible_to(request.user)
    opened = get_object_or_404(visible, pk=at) if at.isdecimal() and len(at) < 19 else None
    context = {
        "branch": selectors.tree(request.user, opened),
        "opened": opened,
        "slug": slug,
        "today": timezone.localdate(),
        "may_edit": rules.may_edit_register(request.user),
    }
    return render(request, "units/tree.html", context)


def branch(request, slug, pk):
    """One level of the tree, fetched when its node is opened."""
    parent = get_object_or_404(Unit.objects.visible_to(request.user), pk=pk)
    below = selectors.branch(request.user, parent)
    context = {"branch": below, "parent": parent, "slug": slug, "today": timezone.localdate()}
    return render(request, "units/parts/branch.html", context)


@dataclass(frozen=True)
class Hit:
    pk: int
    label: str
    detail: str


def search(request):
    """The hits of a unit picker."""
    found = selectors.search(request.user, request.GET.get("q", "")[:60]) if request.GET.get("q", "").strip() else []
    hits = [Hit(unit.pk, unit.name, unit.parent.name if unit.parent else "") for unit in found[: selectors.MOST_HITS]]
    context = {"hits": hits, "more": len(found) > selectors.MOST_HITS}
    return render(request, "components/picker_hits.html", context)
