"""Teams: the list, one team, its acts."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from campaigns.selectors import campaign_or_404
from core.editing import try_save
from core.errors import DomainError
from core.forms import ReasonForm
from inspections import rules
from inspections.forms.teams import TeamForm, expert_formset
from inspections.models import Round, Team
from inspections.selectors.rounds import with_cover
from inspections.selectors.team_history import history_of_team
from inspections.selectors.teams import earlier_with_teams, members_of, open_objects_of, teams_of
from inspections.services import teams as services
from inspections.views.finding import managed_campaign, managed_team, team_or_404
from units.models import Unit


@require_safe
def teams(request, slug):
    campaign = campaign_or_404(request.user, slug)
    rows = list(teams_of(request.user, campaign))
    members = members_of(rows)
    for row in rows:
        row.crew = members.get(row.pk, [])
    context = {
        "campaign": campaign,
        "teams": rows,
        "going": sum(not row.retired for row in rows),
        "may_manage": rules.may_manage(request.user, campaign),
        "earlier": earlier_with_teams(request.user, campaign) if not rows else None,
        "sees_all": rules.may_see_objects(request.user),
    }
    return render(request, "inspections/teams.html", context)


@require_safe
def team(request, pk):
    row = team_or_404(request, pk)
    members = members_of([row]).get(row.pk, [])
    context = {
        "campaign": row.campaign,
        "team": row,
        "members": members,
        "rounds": Round.objects.visible_to(request.user).filter(teams=row),
        "waiting": with_cover(open_objects_of(row)).filter(is_covered=False).count(),
        "may_manage": rules.may_manage(request.user, row.campaign),
        "changes": history_of_team(row),
    }
    return render(request, "inspections/team.html", context)


@require_POST
def teams_take_over(request, slug):
    campaign = managed_campaign(request, slug)
    earlier = earlier_with_teams(request.user, campaign)
    if earlier is None:
        raise Http404
    count = services.take_over_teams(campaign, earlier, by=request.user)
    words = ngettext("%(count)s team taken over.", "%(count)s teams taken over.", count)
    messages.success(request, words % {"count": count})
    return redirect("inspections:teams", slug)


def team_new(request, slug):
    campaign = managed_campaign(request, slug)
    form, experts = _forms(request, Team(campaign=campaign), [])
    saved, _conflict = _saved(
        request,
        form,
        experts,
        lambda: services.create_team(campaign, form.crew(experts.experts()), by=request.user, **form.facts()),
    )
    if saved:
        messages.success(request, _("The team is saved."))
        return redirect(saved)
    return render(request, "inspections/team_form.html", {"campaign": campaign, "form": form, "experts": experts})


def team_edit(request, pk):
    row = managed_team(request, pk)
    form, experts = _forms(request, row, members_of([row]).get(row.pk, []))
    saved, conflict = _saved(
        request,
        form,
        experts,
        lambda: services.update_team(row, form.crew(experts.experts()), by=request.user, **form.facts()),
    )
    if saved:
        messages.success(request, _("The team is saved."))
        return redirect(saved)
    context = {"campaign": row.campaign, "team": row, "form": form, "experts": experts, "conflict": conflict}
    return render(request, "inspections/team_form.html", context, status=409 if conflict else 200)


def _forms(request, row, members):
    data = request.POST if request.method == "POST" else None
    people = User.objects.visible_to(request.user).filter(is_superuser=False, is_active=True)
    experts = expert_formset(
        data, members, units=Unit.objects.visible_to(request.user), more=2 if "more" in request.POST else 0
    )
    return TeamForm(data, instance=row, people=people, members=members), experts


def _saved(request, form, experts, save):
    """A press on “more rows” only shows the form again."""
    if request.method != "POST" or "more" in request.POST or not experts.is_valid():
        return None, None
    return try_save(form, save)


def team_retire(request, pk):
    row = managed_team(request, pk)
    form = ReasonForm(request.POST or None)
    if form.is_valid():
        try:
            services.retire_team(row, by=request.user, **form.cleaned_data)
        except DomainError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The team no longer goes out."))
            return redirect(row)
    context = {"team": row, "form": form, "submit": _("Retire the team"), "cancel_url": row.get_absolute_url()}
    return render(request, "inspections/team_retire.html", context)


@require_POST
def team_recall(request, pk):
    row = services.recall_team(managed_team(request, pk), by=request.user)
    messages.success(request, _("The team goes out again."))
    return redirect(row)
