"""Photos of a form: those sent with it, those that went ahead, those taken off."""

from django.contrib import messages
from django.utils.translation import gettext as _

from activities.models import ActivityPhoto
from activities.services import photos as services
from core.errors import DomainError
from core.text import keys


def keep_photos(request, campaign, form):
    """Photos without an activity, each with whether this form has it.

    Those of a refused form are stored, so that nobody has to choose them again. On a fresh
    form none is ticked; the browser's draft ticks the ones that belong to it.
    """
    fresh = getattr(form.fields["photos"], "kept", []) if form.is_bound else []
    chosen = set(_keys(request, "photo"))
    try:
        kept = services.add_waiting_photos(campaign, fresh, by=request.user) if fresh else []
    except DomainError as refusal:
        form.add_error("photos", str(refusal))
        kept = []
    chosen |= {photo.pk for photo in kept}
    rows = ActivityPhoto.objects.filter(activity=None, added_by=request.user).order_by("pk")
    waiting = [(photo, photo.pk in chosen) for photo in rows]
    return {"waiting": waiting, "some_wait": not all(is_chosen for _photo, is_chosen in waiting)}


def save_photos(request, activity, form):
    """The record is saved already: a full disk or a photo too many costs no words."""
    try:
        services.change_photos(
            activity,
            by=request.user,
            new=form.cleaned_data["photos"],
            waiting=_keys(request, "photo"),
            removed=_keys(request, "remove_photo"),
        )
    except DomainError as refusal:
        messages.error(request, _("The record is saved, its photos are not: %(why)s") % {"why": refusal})


def photos_of_form(request, activity):
    """The record's photos, each with whether its removal is ticked."""
    removed = set(_keys(request, "remove_photo"))
    return [(photo, photo.pk in removed) for photo in activity.photos.all()]


def _keys(request, name):
    return keys(request.POST.getlist(name)[:60])
