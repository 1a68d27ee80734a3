"""Photos of an exposure: chosen from the hazard or sent anew, masked, shown."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from core.boxes import Box
from core.editing import try_save
from core.views import photo_answer
from inspections import rules
from inspections.forms.exposures import MaskForm, UploadForm
from inspections.models import ExposurePhoto, HazardPhoto
from inspections.services import exposure_photos as services
from inspections.services.photos import add_waiting_photos
from inspections.views.exposures import find_exposure


def choose(request, pk):
    exposure = _editable(request, pk)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = UploadForm(*sent)
    kept, _conflict = try_save(form, lambda: add_waiting_photos(form.cleaned_data["photos"], by=request.user))
    if kept:
        return redirect("inspections:exposure_mask", exposure.pk, kept[0].pk)
    context = {"campaign": exposure.campaign, "exposure": exposure, "form": form}
    context["sources"] = _sources(request, exposure).exclude(pk__in=exposure.photos.values("original"))
    return render(request, "inspections/exposure_photos.html", context)


def mask(request, pk, photo_pk):
    """Masked before already, the boxes of then are there to go on with."""
    exposure = _editable(request, pk)
    source = get_object_or_404(_sources(request, exposure), pk=photo_pk)
    before = exposure.photos.filter(original=source).first()
    known = {"boxes": [Box(**box) for box in before.boxes], "nothing_to_mask": before.nothing_to_mask} if before else {}
    form = MaskForm(request.POST or None, photo=source, initial=known)
    saved, _conflict = try_save(
        form, lambda: services.add_masked_photo(exposure, source, by=request.user, **form.cleaned_data)
    )
    if saved:
        messages.success(request, _("The masked photo is added."))
        return redirect(f"{exposure.get_absolute_url()}#photos")
    context = {"campaign": exposure.campaign, "exposure": exposure, "form": form}
    return render(request, "inspections/exposure_mask.html", context)


@require_POST
def remove(request, pk):
    row = _visible(request, pk)
    services.remove_exposure_photo(row, by=request.user)
    messages.success(request, _("The photo is gone."))
    return redirect(f"{row.exposure.get_absolute_url()}#photos")


@require_GET
def photo(request, pk):
    return photo_answer(_visible(request, pk).file)


@require_GET
def thumbnail(request, pk):
    return photo_answer(_visible(request, pk).thumbnail)


def _visible(request, pk):
    return get_object_or_404(ExposurePhoto.objects.visible_to(request.user).select_related("exposure"), pk=pk)


def _editable(request, pk):
    exposure = find_exposure(request, pk)
    if not rules.may_edit_exposure(request.user, exposure):
        raise PermissionDenied
    return exposure


def _sources(request, exposure):
    """Photos of the hazard that this person may see, and the own ones sent for this."""
    own = Q(hazard=None, added_by=request.user)
    wanted = own | Q(hazard=exposure.hazard_id) if exposure.hazard_id else own
    return HazardPhoto.objects.visible_to(request.user).filter(wanted).order_by("hazard", "position", "pk")
