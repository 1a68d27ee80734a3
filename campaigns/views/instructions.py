"""Leaders' instructions: writing one on a record, and what came back."""

from datetime import datetime, time

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from campaigns import rules
from campaigns.forms.instructions import InstructionFilter, InstructionForm
from campaigns.instructed import about as find_about
from campaigns.models import Campaign, UnitAssignment
from campaigns.selectors import assignments as reading
from campaigns.selectors import campaign_or_404
from campaigns.selectors.instructions import instructions_in, lines_of, waiting_for
from campaigns.selectors.recipients import addressable
from campaigns.services.instructions import write_instruction
from campaigns.views.notices import sees_all, with_query
from campaigns.views.sheets import sheet_response
from core.pagination import page_of
from core.workdays import Calendar
from notifications.duties import subject_of

# Working days until an answer is due, unless the leader says otherwise.
USUAL_TERM = 3
END_OF_WORK = time(18)


def instruction_new(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_instruct(request.user, campaign):
        raise PermissionDenied
    about = _about_or_404(request, campaign)
    form = InstructionForm(
        request.POST if request.method == "POST" else None,
        request.FILES if request.method == "POST" else None,
        units=addressable(campaign, timezone.localdate()),
        initial={"units": [unit.pk for unit in about.units], "due_at": usual_due()},
    )
    draft_key = f"instruction-{request.user.pk}-{about.subject}"
    if form.is_valid():
        made = write_instruction(campaign, by=request.user, about=about, **form.cleaned_data)
        count = made.assignment.units.count()
        words = ngettext("Your instruction is with %(count)s unit.", "Your instruction is with %(count)s units.", count)
        messages.success(request, words % {"count": count}, extra_tags=draft_key)
        return redirect(made.assignment)
    context = {"campaign": campaign, "about": about, "form": form, "draft_key": draft_key, "cancel_url": about.url}
    return render(request, "campaigns/instruction_form.html", context)


def _about_or_404(request, campaign):
    """What the address names; without it the campaign itself."""
    subject = request.GET.get("on") or subject_of(campaign)
    found = find_about(subject, user=request.user, campaign=campaign)
    if found is None:
        raise Http404
    return found


def usual_due():
    """The end of the third working day from today, in the portal's zone."""
    day = Calendar.load().add_workdays(timezone.localdate(), USUAL_TERM)
    return timezone.make_aware(datetime.combine(day, END_OF_WORK))


@require_safe
def instructions(request, slug):
    campaign = _readable_or_404(request, slug)
    form = _filter_form(request)
    page = page_of(_filtered(request, campaign, form), request.GET.get("page"))
    page.object_list = lines_of(page.object_list, user=request.user, campaign=campaign)
    context = {
        "campaign": campaign,
        "page_obj": page,
        "filter_form": form,
        "export_url": with_query(request, "campaigns:instructions_export", slug),
        "now": timezone.now(),
        "today": timezone.localdate(),
        "may_instruct": rules.may_instruct(request.user, campaign),
        "mine": waiting_for(request.user, campaign, timezone.now()) if request.user.is_leader else None,
    }
    return render(request, "campaigns/instructions.html", context)


def _readable_or_404(request, slug) -> Campaign:
    campaign = campaign_or_404(request.user, slug)
    if not sees_all(request.user):
        raise Http404
    return campaign


def _filter_form(request):
    return InstructionFilter(request.GET, is_leader=request.user.is_leader)


def _filtered(request, campaign, form):
    chosen = form.cleaned_data if form.is_valid() else {}
    rows = instructions_in(request.user, campaign, own=chosen.get("whose") == "own")
    rows = reading.having_units(rows, chosen.get("state", ""), timezone.now())
    if chosen.get("q"):
        of_unit = UnitAssignment.objects.filter(unit__name__icontains=chosen["q"]).values("assignment")
        rows = rows.filter(Q(instructions__icontains=chosen["q"]) | Q(pk__in=of_unit))
    return rows


@require_safe
def instructions_export(request, slug):
    campaign = _readable_or_404(request, slug)
    rows = lines_of(_filtered(request, campaign, _filter_form(request)), user=request.user, campaign=campaign)
    headings = [
        (_("Instruction"), 48),
        (_("About"), 32),
        _("Leader"),
        _("Sent"),
        _("Due"),
        _("Units"),
        _("Done"),
        _("Open"),
        (_("Answers"), 60),
    ]
    return sheet_response("instructions", _("Leaders' instructions"), headings, map(_line, rows))


def _line(line):
    row = line.assignment
    return [
        row.instructions,
        line.about.name if line.about else "",
        row.instruction.post.person.name,
        row.sent_at,
        row.due_at,
        row.asked,
        row.done,
        row.still_open,
        "\n".join(f"{share.unit}: {share.answer_text}" for share in line.answers),
    ]
