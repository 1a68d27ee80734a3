"""Drawing by lot, and the page by which anyone can check a draw."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from inspections import rules
from inspections.forms.rounds import LotForm
from inspections.models import Draw, Round
from inspections.selectors.draws import is_right, lots_of, teams_of_draw
from inspections.services import lots as services
from inspections.views.finding import managed_round
from inspections.views.objects import offered_units


@require_safe
def draw(request, pk):
    """`?check=1` draws again from what is stored."""
    rows = Draw.objects.visible_to(request.user)
    row = get_object_or_404(rows.select_related("campaign", "round", "industry", "drawn_by"), pk=pk)
    is_of_teams = row.purpose == Draw.Purpose.TEAMS
    context = {
        "campaign": row.campaign,
        "draw": row,
        "lots": lots_of(row, request.user),
        "is_of_teams": is_of_teams,
        "is_of_hazards": row.purpose == Draw.Purpose.LOOK_BACK,
        "teams": teams_of_draw(row) if is_of_teams else [],
        "is_checked": "check" in request.GET,
        "is_right": is_right(row),
        "sees_round": Round.objects.visible_to(request.user).filter(pk=row.round_id).exists(),
        "may_manage": rules.may_manage(request.user, row.campaign),
    }
    return render(request, "inspections/draw.html", context)


@require_POST
def objects_draw(request, pk):
    """So many by lot out of all that the filters of the address leave."""
    row = managed_round(request, pk)
    form = LotForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say how many are to be drawn, at least one."))
        return redirect(f"{reverse('inspections:objects_add', args=[row.pk])}?{request.GET.urlencode()}")
    _filters, pool = offered_units(request, row)
    draws = services.draw_objects(row, pool, by=request.user, **form.cleaned_data)
    count = sum(len(each.picked) for each in draws)
    words = ngettext("%(count)s object drawn by lot.", "%(count)s objects drawn by lot.", count)
    messages.success(request, words % {"count": count})
    return redirect(draws[0] if len(draws) == 1 else row)


@require_POST
def teams_draw(request, pk):
    row = managed_round(request, pk)
    made = services.draw_teams(row, by=request.user)
    left = len(made.pool["objects"]) - len(made.picked)
    if left:
        words = ngettext(
            "%(count)s object is left: every team has a member of that unit.",
            "%(count)s objects are left: every team has a member of those units.",
            left,
        )
        messages.warning(request, words % {"count": left})
    return redirect(made)
