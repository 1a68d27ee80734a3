"""People out to a workbook and in from one."""

from functools import partial

from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from accounts.services.importing import import_people
from accounts.services.people_lines import COLUMNS, offered_columns
from accounts.views.people import narrowed, refuse_others
from accounts.views.slips import show_slips
from core import imports
from core.import_pages import ImportPages
from core.models import ImportRun
from core.workbooks import write_template
from units.services.workbook import places_of

PAGES = ImportPages(
    ImportRun.Kind.PEOPLE, upload="accounts:people_import", template="accounts:people_template", rows="accounts:people"
)


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
    form, run = PAGES.uploaded(request)
    if run:
        imports.carry_out(run, partial(import_people, slips=[]))
        return redirect(PAGES.run_url(run))
    context = PAGES.upload_facts(form, COLUMNS)
    return render(request, "accounts/import.html", context)


@never_cache
def import_run(request, pk):
    run = _run(request, pk)
    form, released = PAGES.released(request, run)
    if released:
        slips = []
        done = imports.carry_out(released, partial(import_people, slips=slips))
        if slips and done.state == ImportRun.State.DONE:
            return show_slips(request, slips, request.path)
        return redirect(PAGES.run_url(run))
    context = PAGES.run_facts(run, form)
    return render(request, "accounts/import_run.html", context)


def import_problems(request, pk):
    return imports.problem_workbook(_run(request, pk))


def _run(request, pk):
    refuse_others(request)
    return PAGES.run_or_404(request, pk=pk)
