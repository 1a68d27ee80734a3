"""People out to a workbook and in from one."""

from functools import partial

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.services.importing import import_people
from accounts.services.people_lines import COLUMNS, offered_columns
from accounts.views.people import narrowed, refuse_others
from accounts.views.slips import show_slips
from core import imports
from core.models import ImportRun
from core.workbooks import write_template
from units.services.workbook import places_of


def export(request):
    refuse_others(request)
    _form, rows = narrowed(request)
    places = places_of(request.user.reach)
    return imports.table_response("people", _("People"), COLUMNS, _rows(rows, places))


def _rows(people, places):
    """A row for each post held today, one without a post for who has none."""
    for person in people:
        facts = [person.name, person.username, person.phone, person.email]
        for post in person.held_posts:
            unit = places.label(post.unit_id) if post.unit_id in places else post.unit.name
            yield [*facts, post.get_role_display(), unit, post.title, _("yes") if post.is_head else ""]
        if not person.held_posts:
            yield [*facts, "", "", "", ""]


def template(request):
    refuse_others(request)
    columns = offered_columns(request.user)
    return imports.workbook_response("people", lambda target: write_template(target, _("People"), columns))


def upload(request):
    refuse_others(request)
    form = imports.UploadForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        run = imports.receive(form.cleaned_data["file"], kind=ImportRun.Kind.PEOPLE, by=request.user)
        imports.carry_out(run, partial(import_people, slips=[]))
        return redirect("accounts:people_import_run", run.pk)
    context = {
        "form": form,
        "submit": _("Look through it"),
        "cancel_url": reverse("accounts:people"),
        "template_url": reverse("accounts:people_template"),
        "columns": COLUMNS,
    }
    return render(request, "accounts/import.html", context)


@never_cache
def import_run(request, pk):
    run = _run(request, pk)
    form = imports.SaveForm(request.POST if request.method == "POST" else None, run=run)
    if form.is_valid():
        slips = []
        released = imports.release(run, by=request.user, keep_good=form.cleaned_data["keep_good"])
        done = imports.carry_out(released, partial(import_people, slips=slips))
        if slips and done.state == ImportRun.State.DONE:
            return show_slips(request, slips, request.path)
        return redirect("accounts:people_import_run", pk)
    context = {
        "facts": imports.page_facts(run),
        "form": form,
        "run_url": request.path,
        "upload_url": reverse("accounts:people_import"),
        "problems_url": reverse("accounts:people_import_problems", args=[pk]),
        "list_url": reverse("accounts:people"),
    }
    return render(request, "accounts/import_run.html", context)


def import_problems(request, pk):
    return imports.problem_workbook(_run(request, pk))


def _run(request, pk):
    refuse_others(request)
    rows = ImportRun.objects.visible_to(request.user)
    return get_object_or_404(rows, pk=pk, kind=ImportRun.Kind.PEOPLE)
