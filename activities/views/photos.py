"""Photos: sent alone ahead of their form, and shown to those who may see the record."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET, require_POST

from activities import rules
from activities.forms.photos import PhotosForm
from activities.models import ActivityPhoto
from activities.services import photos as services
from campaigns.selectors.campaign import campaign_or_404
from core.errors import DomainError
from core.views import photo_answer


@require_POST
def photo_add(request, slug):
    """Keep photos whose activity comes later. Answers with a list item that carries its key for each."""
    campaign = campaign_or_404(request.user, slug)
    if not rules.may_log(request.user, campaign):
        raise PermissionDenied
    form = PhotosForm(request.POST, request.FILES)
    waiting = []
    if form.is_valid():
        try:
            waiting = services.add_waiting_photos(campaign, form.cleaned_data["photos"], by=request.user)
        except DomainError as refusal:
            form.add_error("photos", str(refusal))
    context = {"waiting": [(photo, True) for photo in waiting], "form": form}
    return render(request, "activities/parts/waiting_photos.html", context, status=422 if form.errors else 200)


@require_GET
def photo(request, pk):
    return photo_answer(_visible(request, pk).file)


@require_GET
def photo_thumbnail(request, pk):
    return photo_answer(_visible(request, pk).thumbnail)


def _visible(request, pk):
    return get_object_or_404(ActivityPhoto.objects.visible_to(request.user), pk=pk)
