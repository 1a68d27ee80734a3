"""Drawn photos: the demo shows no real place and no real person."""

import random
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from activities.models import Activity, ActivityPhoto
from core.photo_rows import signed
from core.photos import clean_photo


def add_photo(activity: Activity, number: int) -> None:
    """Cleaned as an uploaded one is."""
    clean = clean_photo(ContentFile(street(number), name="scene.jpg"))
    ActivityPhoto.objects.create(
        activity=activity,
        file=ContentFile(clean.content, name="photo.jpg"),
        thumbnail=ContentFile(clean.thumbnail, name="thumbnail.jpg"),
        width=clean.width,
        height=clean.height,
        pixels=clean.sha256,
        likeness=signed(clean.phash),
        added_by=activity.created_by,
    )


def street(number: int) -> bytes:
    """Houses and stalls, each street its own: alike ones would be taken for the same photo."""
    lot = random.Random(number)
    picture = Image.new("RGB", (960, 720), (206, 224, 240))
    draw = ImageDraw.Draw(picture)
    left = 0
    while left < 960:
        width, top = lot.randint(60, 190), lot.randint(40, 460)
        draw.rectangle((left, top, left + width, 560), fill=tuple(lot.randint(60, 235) for _ in range(3)))
        left += width
    draw.rectangle((0, 560, 960, 720), fill=(176, 188, 176))
    for _ in range(9):
        left, top, shade = lot.randint(0, 860), lot.randint(430, 620), lot.randint(20, 230)
        draw.rectangle((left, top, left + lot.randint(70, 160), top + 80), fill=(shade, 92, 171))
    content = BytesIO()
    picture.save(content, "JPEG", quality=85)
    return content.getvalue()
