"""The section of inspections, and one round with its acts."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.selectors import campaign_or_404
from campaigns.views.sheets import sheet_response
from core.editing import try_save
from core.errors import DomainError
from core.forms import ReasonForm
from core.history import history_of
from inspections import rules
from inspections.forms.rounds import RoundFilterForm, RoundForm
from inspections.models import Checklist, Draw, Round, Team
from inspections.selectors.duty import duties_of
from inspections.selectors.frequency import by_level
from inspections.selectors.rounds import FIXED, Progress, found_in, progress_by_town, progress_of_rounds, rounds_of
from inspections.services import rounds as services
from inspections.views.finding import managed_campaign, managed_round, round_or_404
from units.models import Unit


@require_safe
def inspections(request, slug):
    campaign, form, lines = _narrowed(request, slug)
    running = [line for line in lines if line.round.state == Round.State.RUNNING]
    today = timezone.localdate()
    context = {
        "campaign": campaign,
        "filter_form": form,
        "lines": lines,
        "running": len(running),
        "total": sum((line.progress for line in running), Progress()),
        "duties": duties_of(request.user, campaign),
        "levels": by_level(campaign, today) if rules.may_see_objects(request.user) else [],
        "today": today,
        "may_manage": rules.may_manage(request.user, campaign),
    }
    return render(request, "inspections/inspections.html", context)


@require_safe
def rounds_export(request, slug):
    _campaign, _form, narrowed = _narrowed(request, slug)
    names = [_("Objects"), _("Covered"), _("Coverage"), _("Found"), _("Fixed"), _("Rate fixed")]
    headings = [(_("Round"), 40), (_("Kind"), 28), _("First day"), _("Last day"), _("State"), (_("Teams"), 32), *names]
    lines = map(_sheet_line, narrowed)
    return sheet_response("rounds", _("Rounds"), headings, lines)


def _narrowed(request, slug):
    """Campaign, filters as a form and the lines; the page and its export use the same."""
    campaign = campaign_or_404(request.user, slug)
    form = RoundFilterForm(request.GET, units=Unit.objects.visible_to(request.user))
    form.is_valid()
    states = form.cleaned_data.get("state") or ()
    return campaign, form, rounds_of(request.user, campaign, form.part(), states)


def _sheet_line(line):
    row, done = line.round, line.progress
    facts = [row.name, row.get_kind_display(), row.starts_on, row.ends_on, row.get_state_display()]
    return [*facts, _(", ").join(line.teams), *_numbers(done)]


@require_safe
def round(request, pk):
    row = round_or_404(request, pk)
    filters = found_in(row)
    context = {
        "campaign": row.campaign,
        "round": row,
        "total": progress_of_rounds(request.user, [row])[row.pk],
        "towns": progress_by_town(request.user, row),
        "no_team": row.objects_of_round.filter(team=None).count(),
        "found_query": filters.query_string(),
        "fixed_query": filters.with_(states=FIXED).query_string(),
        "teams": Team.objects.visible_to(request.user).filter(rounds=row),
        "draws": Draw.objects.visible_to(request.user).filter(round=row).select_related("industry", "drawn_by"),
        "may_manage": rules.may_manage(request.user, row.campaign),
        "today": timezone.localdate(),
        "changes": history_of(row, limit=50) if request.user.is_office else (),
    }
    return render(request, "inspections/round.html", context)


@require_safe
def progress_export(request, pk):
    row = round_or_404(request, pk)
    headings = [(_("Town or street"), 32), _("Objects"), _("Covered"), _("Coverage"), _("Found"), _("Fixed")]
    lines = [
        [line.unit.name if line.unit else _("no unit named"), *_numbers(line.progress)]
        for line in progress_by_town(request.user, row)
    ]
    total = [_("Total"), *_numbers(progress_of_rounds(request.user, [row])[row.pk])]
    return sheet_response("progress", row.name, [*headings, _("Rate fixed")], [*lines, total])


def _numbers(done):
    return [done.objects, done.covered, done.coverage, done.found, done.fixed, done.fixed_rate]


def _form(request, row):
    here = row.campaign
    of_round = Round.teams.through.objects.filter(round=row.pk)
    offered = Checklist.objects.visible_to(request.user).filter(area=here.area)
    return RoundForm(
        request.POST or None,
        instance=row,
        teams=here.teams.filter(Q(retired=False) | Q(pk__in=of_round.values("team"))),
        checklists=offered.filter(Q(retired=False) | Q(pk=row.checklist_id)),
        plan_items=here.plan_items.all(),
    )


def round_new(request, slug):
    """`?…`: filters of a list of units, with which the choice of objects then opens."""
    campaign = managed_campaign(request, slug)
    form = _form(request, Round(campaign=campaign, starts_on=campaign.starts_on, ends_on=campaign.ends_on))
    saved, _conflict = try_save(form, lambda: services.create_round(campaign, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The round is saved as a draft. Choose its objects next."))
        return redirect(_choice_of_objects(request, saved))
    return render(request, "inspections/round_form.html", {"campaign": campaign, "form": form})


def _choice_of_objects(request, row):
    query = request.GET.urlencode() or ("" if row.kind == Round.Kind.SUPERVISION else "which=inspected")
    return f"{reverse('inspections:objects_add', args=[row.pk])}?{query}"


def round_edit(request, pk):
    row = managed_round(request, pk)
    form = _form(request, row)
    saved, conflict = try_save(form, lambda: services.update_round(row, by=request.user, **form.facts()))
    if saved:
        messages.success(request, _("The round is saved."))
        return redirect(saved)
    context = {"campaign": row.campaign, "round": row, "form": form, "conflict": conflict}
    return render(request, "inspections/round_form.html", context, status=409 if conflict else 200)


def round_state(request, pk, to):
    """Asked on a page of its own, with the consequence; steps back want a reason."""
    row = managed_round(request, pk)
    if to not in Round.State.values or not row.can_become(to):
        raise Http404
    form = ReasonForm(request.POST or None)
    form.fields["why"].required = services.needs_reason(row, to)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_round_state(row, by=request.user, to=to, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The state is changed."))
            return redirect(row)
    return render(request, "inspections/round_state.html", {"round": row, "to": to, "form": form})


def round_delete(request, pk):
    row = managed_round(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.delete_round(row, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The round is deleted."))
            return redirect("inspections:inspections", row.campaign.slug)
    context = {"round": row, "form": form, "submit": _("Delete"), "cancel_url": row.get_absolute_url()}
    return render(request, "inspections/round_delete.html", context)
