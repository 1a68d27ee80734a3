"""Stored photos of hazards for tests."""

import uuid
from datetime import date

from django.core.files.base import ContentFile

from activities.tests.photo_files import photo
from inspections.models import HazardPhoto


def stored_photo(hazard=None, *, number=1, by=None, **facts):
    """With its files; without a hazard it waits."""
    clean = photo(number)
    known = {"pixels": clean.sha256, "likeness": 0, "width": clean.width, "height": clean.height}
    known |= {"added_on": date(2026, 6, 8), "added_by": by, "waiting_key": None if hazard else uuid.uuid4()}
    row = HazardPhoto(hazard=hazard, **(known | facts))
    row.file.save("photo.jpg", ContentFile(clean.content), save=False)
    row.thumbnail.save("photo.jpg", ContentFile(clean.thumbnail), save=False)
    row.save()
    return row
