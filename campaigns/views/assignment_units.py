"""The units of one assignment: choosing, adding, urging, taking the list along."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from campaigns import rules
from campaigns.forms.assignments import AskedUnitsForm, ShareFilter
from campaigns.models import UnitAssignment
from campaigns.selectors import assignments as reading
from campaigns.selectors.recipients import addressable, kinds_with_units, units_of_kinds, units_of_plan_item
from campaigns.services import assignments as services
from campaigns.services.urging import urge_shares
from campaigns.views.assignments import assignment_or_404, narrowed
from campaigns.views.sheets import sheet_response
from campaigns.views.urging import say_urged
from core.addresses import own_address
from core.text import keys
from units.models import Unit


def assignment_units(request, slug, pk):
    assignment = assignment_or_404(request, slug, pk)
    if not rules.may_give_work(request.user, assignment.campaign):
        raise PermissionDenied
    today = timezone.localdate()
    offered = list(units_of_plan_item(assignment.plan_item, today)) if assignment.plan_item else []
    form = AskedUnitsForm(
        request.POST if request.method == "POST" else None,
        units=addressable(assignment.campaign, today),
        kinds=kinds_with_units(assignment.campaign, today),
        of_plan_item=offered,
        initial={"of_plan_item": not assignment.units.exists()},
    )
    if form.is_valid():
        count = services.add_units(assignment, _chosen(assignment, form, offered, today), by=request.user)
        words = ngettext("%(count)s unit added.", "%(count)s units added.", count)
        messages.success(request, words % {"count": count})
        return redirect(assignment)
    context = {"form": form, "assignment": assignment, "known": assignment.units.count()}
    return render(request, "campaigns/assignment_units.html", context)


def _chosen(assignment, form, offered, today):
    chosen = set(units_of_kinds(assignment.campaign, form.cleaned_data["kinds"], today))
    chosen |= set(form.cleaned_data["units"])
    return chosen | set(offered if form.cleaned_data.get("of_plan_item") else ())


@require_POST
def units_remove(request, slug, pk):
    assignment = assignment_or_404(request, slug, pk)
    units = Unit.objects.filter(assignments__assignment=assignment)
    if "all" not in request.POST:
        units = units.filter(pk__in=keys(request.POST.getlist("unit")))
    count = services.remove_units(assignment, units, by=request.user)
    words = ngettext("%(count)s unit taken off.", "%(count)s units taken off.", count)
    messages.success(request, words % {"count": count})
    return redirect(assignment)


@require_POST
def assignment_urge(request, slug, pk):
    """Those that the page shows: all of a filter, or one unit."""
    assignment = assignment_or_404(request, slug, pk)
    rows = narrowed(request, assignment, ShareFilter(request.GET))
    if request.POST.get("share"):
        rows = rows.filter(pk__in=keys([request.POST["share"]]))
    chosen = UnitAssignment.objects.filter(pk__in=rows.values("pk"))
    say_urged(request, urge_shares(assignment, chosen, by=request.user))
    here = own_address(request, request.POST.get("then", ""))
    return redirect(here or f"{assignment.get_absolute_url()}?{request.GET.urlencode()}")


@require_safe
def shares_export(request, slug, pk):
    assignment = assignment_or_404(request, slug, pk)
    rows = narrowed(request, assignment, ShareFilter(request.GET))
    quotas = list(assignment.quotas.select_related("indicator"))
    headings = [
        (_("Unit"), 32),
        _("Kind of unit"),
        _("State"),
        _("Late"),
        *(reading.quota_words(quota) for quota in quotas),
        (_("Answer"), 40),
        _("Answered at"),
        _("Done at"),
        _("Why waived"),
        _("Urged at"),
        _("Contact"),
        _("Phone"),
    ]
    lines = (_line(line) for line in reading.owed_lines(rows, timezone.now()))
    return sheet_response(f"assignment-{assignment.pk}", assignment.title, headings, lines)


def _line(owed):
    share = owed.share
    return [
        share.unit.name,
        share.unit.kind.name,
        share.get_state_display(),
        _("yes") if owed.is_late else "",
        *(line.figure for line in owed.lines),
        share.answer_text,
        share.answered_at,
        share.done_at,
        share.waived_why,
        share.urged_at,
        share.unit.contact_name,
        share.unit.contact_phone,
    ]
