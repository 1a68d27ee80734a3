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


def signature(number: int) -> bytes:
    """A scrawl on white, nobody's."""
    lot = random.Random(number)
    picture = Image.new("RGB", (480, 160), (255, 255, 255))
    points = [(20 + step * 22, 80 + lot.randint(-55, 55)) for step in range(20)]
    ImageDraw.Draw(picture).line(points, fill=(20, 30, 70), width=4, joint="curve")
    content = BytesIO()
    picture.save(content, "PNG")
    return content.getvalue()


def passage(number: int, *, is_clear: bool) -> bytes:
    """A passage between two walls, full of boxes and cables, or cleared."""
    lot = random.Random(number)
    wall, floor = (tuple(lot.randint(150, 235) for _ in range(3)) for _ in range(2))
    picture = Image.new("RGB", (960, 720), wall)
    draw = ImageDraw.Draw(picture)
    draw.polygon([(0, 720), (960, 720), (620, 420), (340, 420)], fill=floor)
    draw.rectangle((380, 180, 580, 420), fill=tuple(lot.randint(60, 120) for _ in range(3)))
    for _ in range(3):
        left = lot.randint(20, 860)
        draw.rectangle((left, lot.randint(60, 200), left + 60, 300), fill=(250, 250, 245))
    if is_clear:
        draw.line([(480, 430), (480, 700)], fill=(60, 170, 90), width=14)
    for _ in range(0 if is_clear else 14):
        left, top, size = lot.randint(60, 780), lot.randint(400, 600), lot.randint(60, 130)
        draw.rectangle((left, top, left + size, top + size), fill=(lot.randint(120, 200), 100, 60))
    for _ in range(0 if is_clear else 4):
        cable = [(lot.randint(0, 960), lot.randint(100, 700)) for _ in range(5)]
        draw.line(cable, fill=(30, 30, 30), width=5)
    content = BytesIO()
    picture.save(content, "JPEG", quality=85)
    return content.getvalue()
