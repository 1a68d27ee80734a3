"""Photos of a form: those sent with it, and those that went ahead."""

from django.urls import reverse

from core.errors import DomainError
from core.text import keys
from inspections.models import HazardPhoto
from inspections.services import photos as services


def add_url(campaign):
    return reverse("inspections:photo_add", args=[campaign.slug])


def chosen_photos(request):
    return keys(request.POST.getlist("photo")[:60])


def keep_photos(request, form):
    """The person's photos without a hazard, each with whether this form has it.

    Those of a refused form are stored, so that nobody has to choose them again. On a fresh
    form none is ticked; the browser's draft ticks the ones that belong to it.
    """
    fresh = getattr(form.fields["photos"], "kept", []) if form.is_bound else []
    chosen = set(chosen_photos(request))
    try:
        kept = services.add_waiting_photos(fresh, by=request.user) if fresh else []
    except DomainError as refusal:
        form.add_error("photos", str(refusal))
        kept = []
    chosen |= {photo.pk for photo in kept}
    rows = HazardPhoto.objects.filter(hazard=None, added_by=request.user).order_by("pk")
    waiting = [(photo, photo.pk in chosen) for photo in rows]
    return {"waiting": waiting, "some_wait": not all(is_chosen for _photo, is_chosen in waiting)}
