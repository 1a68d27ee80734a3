"""The office chooses which indicators the dashboard shows."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.services.picks import pick_figures, picks_seen
from campaigns.views.editing import editable_or_403
from core.errors import Outdated
from reports.forms.picks import PicksForm
from reports.selectors.dashboard_picks import picks_of


def dashboard_picks(request, slug):
    campaign = editable_or_403(request, slug)
    page = reverse("reports:dashboard", args=[slug])
    form = PicksForm(request.POST or None, initial=_initial(campaign))
    if form.is_valid() and _saved(request, campaign, form):
        messages.success(request, _("The dashboard shows these figures now."))
        return redirect(page)
    return render(request, "reports/dashboard_picks.html", {"campaign": campaign, "form": form, "cancel_url": page})


def _saved(request, campaign, form):
    picked = {name: form.cleaned_data[name] for name in ("others", "seen")}
    try:
        pick_figures(campaign, by=request.user, cards=form.cards, **picked)
    except Outdated as refusal:
        form.add_error(None, str(refusal))
        form.bring_up(picks_seen(campaign))
        return False
    return True


def _initial(campaign):
    # Read first: what is picked in between is then told, not replaced.
    seen, picks = picks_seen(campaign), picks_of(campaign)
    first, second = (*picks.cards, None, None)[:2]
    return {"first": first, "second": second, "others": list(picks.more), "seen": seen}
