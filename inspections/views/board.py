"""The public board of the ledger, and its switch."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.selectors import campaign_or_404
from inspections import rules
from inspections.models import LedgerBoard
from inspections.selectors.board import SECONDS_KEPT, board_of, public_board
from inspections.services.board import open_board


@login_not_required
@require_safe
@cache_control(public=True, max_age=SECONDS_KEPT)
def board(request, slug):
    """No form and no session: whoever reads it leaves nothing behind."""
    campaign = public_board(slug)
    if campaign is None:
        raise Http404
    context = {"campaign": campaign, "board": board_of(campaign, timezone.localdate())}
    return render(request, "inspections/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def board_switch(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_manage(request.user, campaign):
        raise PermissionDenied
    if request.method == "POST":
        open_board(campaign, by=request.user, is_public=request.POST.get("is_public") == "yes")
        return redirect("inspections:board_switch", slug)
    context = {
        "campaign": campaign,
        "is_public": LedgerBoard.objects.filter(campaign=campaign, is_public=True).exists(),
        "is_running": public_board(slug) is not None,
        "board": board_of(campaign, timezone.localdate()),
    }
    return render(request, "inspections/board_switch.html", context)
