"""Working through a visit. Each post comes from the page itself or, sent alone by its script, from a queue.

What is sent alone (`X-Alone`) is answered with the parts of the page that change; a refusal by its words and 422.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from core.errors import DomainError
from core.text import keys
from core.views import photo_answer
from inspections.forms.visits import AnswerForm, FindingForm, ItemPhotosForm, ProblemForm, items_of
from inspections.models import Hazard, Visit, VisitAnswer, VisitPhoto
from inspections.selectors.visits import ordinary_deadline, sheet_of
from inspections.services import answers as services
from inspections.services.visit_photos import add_visit_photos, remove_visit_photo
from inspections.views.visits import find_visit, is_alone, may_work, refused_alone, to_send_to


@require_safe
def visit_work(request, pk):
    row = find_visit(request, pk)
    if row.state != Visit.State.GOING_ON:
        return redirect(row)
    if not may_work(request, row):
        raise PermissionDenied
    context = {
        "visit": row,
        "campaign": row.campaign,
        "sheet": sheet_of(row),
        "form": FindingForm(visit=row, initial=_suggested(row)),
    }
    context["problem_form"] = ProblemForm(visit=row, initial={"due_on": context["form"].initial["due_on"]})
    return render(request, "inspections/visit_work.html", context)


@require_POST
def visit_answer(request, pk):
    row = to_send_to(request, pk)
    form = AnswerForm(request.POST, visit=row)
    is_said = try_act(form, lambda: services.answer_item(row, by=request.user, **form.cleaned_data))
    item = form.cleaned_data.get("item")
    if is_said and form.cleaned_data["answer"] == VisitAnswer.Answer.NO and not is_alone(request):
        return redirect(f"{reverse('inspections:visit_finding', args=[pk])}?item={item.pk}")
    return answered(request, row, item, form)


@require_POST
def visit_photo_add(request, pk):
    row = to_send_to(request, pk)
    form = ItemPhotosForm(request.POST, request.FILES, visit=row)
    try_act(form, lambda: add_visit_photos(row, by=request.user, **form.cleaned_data))
    return answered(request, row, form.cleaned_data.get("item"), form)


@require_POST
def visit_photo_remove(request, pk, photo):
    row = to_send_to(request, pk)
    found = get_object_or_404(row.photos.select_related("visit", "item"), pk=photo)
    remove_visit_photo(found, by=request.user)
    return answered(request, row, found.item)


def visit_finding(request, pk):
    """A page of its own where no script runs; the script shows the same form beneath its item."""
    row = to_send_to(request, pk)
    if request.method != "POST" and row.state != Visit.State.GOING_ON:
        return redirect(row)
    item = _item(request, row)
    form = FindingForm(request.POST or None, visit=row, initial=_suggested(row, item))
    if request.method == "POST":
        is_open = try_act(form, lambda: services.open_finding(row, form.finding(), by=request.user, **form.where()))
        if is_open or is_alone(request):
            return answered(request, row, item, form)
    context = {"visit": row, "campaign": row.campaign, "form": form, "item": item}
    context["back"] = reverse("inspections:visit_work", args=[pk])
    return render(request, "inspections/visit_finding.html", context)


@require_safe
def visit_photo(request, pk):
    return photo_answer(_photo(request, pk).file)


@require_safe
def visit_photo_thumbnail(request, pk):
    return photo_answer(_photo(request, pk).thumbnail)


def _photo(request, pk):
    return get_object_or_404(VisitPhoto.objects.visible_to(request.user), pk=pk)


def _item(request, row):
    """The item named by the address or the form, if it is on the visit's checklist."""
    named = keys([request.POST.get("item") or request.GET.get("item", "")])
    return items_of(row).filter(pk__in=named).first()


def _suggested(row, item=None):
    """What an item says already; the inspector changes what doesn't fit."""
    known = {"due_on": ordinary_deadline(max(timezone.localdate(), row.visited_on))}
    if item is None:
        return known
    return known | {
        "item": item.pk,
        "description": _("Not met: %(item)s") % {"item": item.text},
        "grade": item.grade or Hazard.Grade.ORDINARY,
        "clause": item.clause,
        "category": item.category_id,
    }


def try_act(form, act):
    """Whether it came about; a refusal stands in the form."""
    if form.is_valid():
        try:
            act()
        except DomainError as refusal:
            form.add_error(None, str(refusal))
    return not form.errors


def answered(request, row, item, form=None):
    if is_alone(request):
        if form and form.errors:
            return refused_alone(form)
        return render(request, "inspections/parts/visit_parts.html", _parts(row, item))
    for words in [each for errors in form.errors.values() for each in errors] if form else ():
        messages.error(request, words)
    place = f"item-{item.pk}" if item else "found"
    return redirect(f"{reverse('inspections:visit_work', args=[row.pk])}#{place}")


def _parts(row, item):
    sheet = sheet_of(row)
    context = {"visit": row, "sheet": sheet, "line": sheet.line_of(item) if item else None}
    return context | {"problem_form": ProblemForm(visit=row, initial={"due_on": _suggested(row)["due_on"]})}
