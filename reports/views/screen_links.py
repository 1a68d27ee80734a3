"""The page on which the office makes, renews and ends the secret address of its wall screen."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from campaigns.selectors import campaign_or_404
from core.links import absolute
from reports.forms.screen import ScreenForm
from reports.models import ScreenLink
from reports.rules import may_keep_screen
from reports.services import screen as services


@require_http_methods(["GET", "HEAD", "POST"])
def screen_link(request, slug):
    campaign = _campaign(request, slug)
    link = ScreenLink.objects.visible_to(request.user).filter(campaign=campaign).select_related("made_by").first()
    known = {"language": link.language, "seconds": link.seconds} if link else None
    form = ScreenForm(request.POST if link and request.method == "POST" else None, initial=known)
    if form.is_valid():
        services.change_screen(link, by=request.user, **form.cleaned_data)
        messages.success(request, _("Saved. The screen changes by itself within a minute."))
        return redirect("reports:screen_link", slug)
    return render(request, "reports/screen_link.html", {"campaign": campaign, "link": link, "form": form})


@require_POST
@never_cache
def screen_link_renew(request, slug):
    """Shown once: the portal keeps no copy."""
    campaign = _campaign(request, slug)
    token = services.renew_screen_link(campaign, by=request.user)
    address = absolute(reverse("reports:screen_by_link", args=[token]))
    return render(request, "reports/screen_link_made.html", {"campaign": campaign, "address": address})


@require_POST
def screen_link_end(request, slug):
    campaign = _campaign(request, slug)
    link = get_object_or_404(ScreenLink.objects.visible_to(request.user), campaign=campaign)
    services.end_screen_link(link, by=request.user)
    messages.success(request, _("The address opens nothing any more."))
    return redirect("reports:screen_link", slug)


def _campaign(request, slug):
    campaign = campaign_or_404(request.user, slug)
    if not may_keep_screen(request.user, campaign):
        raise PermissionDenied
    return campaign
