"""Photos of hazards: sent alone ahead of their form, added, taken off, and shown to those who may see them."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from campaigns.selectors.campaign import campaign_or_404
from core.errors import DomainError
from core.views import photo_answer
from inspections import rules
from inspections.forms.working import PhotosForm
from inspections.models import HazardPhoto
from inspections.services import photos as services
from inspections.views.kept_photos import add_url, chosen_photos, keep_photos
from inspections.views.stepping import Page, demand, find_hazard, take_step


@require_POST
def photo_add(request, slug):
    """Keep photos whose hazard or completion comes later. Answers with a list item that carries its key for each."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_file(request.user, campaign):
        raise PermissionDenied
    form = PhotosForm(request.POST, request.FILES)
    waiting = []
    if form.is_valid():
        try:
            waiting = services.add_waiting_photos(form.cleaned_data["photos"], by=request.user)
        except DomainError as refusal:
            form.add_error("photos", str(refusal))
    context = {"waiting": [(photo, True) for photo in waiting], "form": form}
    return render(request, "inspections/parts/waiting_photos.html", context, status=422 if form.errors else 200)


def photos(request, pk):
    """Photos of the state before, added to a hazard."""
    hazard = find_hazard(request, pk)
    demand(rules.may_manage(request.user, hazard.campaign) or rules.is_finder(request.user, hazard))
    page = Page(
        title=_("Add photos"),
        submit=_("Add photos"),
        said=_("The photos are added: %(hazard)s"),
        may=rules.may_add_photos(request.user, hazard),
        template="inspections/photos.html",
    )
    ahead = chosen_photos(request)
    facts = {"add_url": add_url(hazard.campaign), "required": not ahead}
    form = PhotosForm(request.POST or None, request.FILES or None, **facts)
    service = partial(services.add_photos, waiting=ahead)
    return take_step(request, hazard, form, service, page, partial(keep_photos, request, form))


@require_POST
def photo_remove(request, pk):
    found = _visible(request, pk)
    if found.hazard is None:
        raise PermissionDenied
    services.remove_photo(found, by=request.user)
    messages.success(request, _("The photo is gone."))
    return redirect(found.hazard)


@require_GET
def photo(request, pk):
    return photo_answer(_visible(request, pk).file)


@require_GET
def photo_thumbnail(request, pk):
    return photo_answer(_visible(request, pk).thumbnail)


def _visible(request, pk):
    rows = HazardPhoto.objects.visible_to(request.user).select_related("hazard")
    return get_object_or_404(rows, pk=pk)
