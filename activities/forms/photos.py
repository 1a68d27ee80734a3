"""Photos sent alone, before their form."""

from django.utils.translation import gettext_lazy

from activities.services.photos import MOST_PHOTOS
from core.file_fields import CleanPhotosField
from core.forms import PortalForm
from core.photos import MOST_BYTES


class PhotosForm(PortalForm):
    photos = CleanPhotosField(most=MOST_PHOTOS, max_bytes=MOST_BYTES, label=gettext_lazy("Photos"))
