"""Photos from phones: decoded, turned upright, made smaller, and written anew without anything else.

Only pixels survive: no EXIF, no place, no tail behind the picture, no file that merely
claims to be one. Measured: a 12-megapixel JPEG of 3.7 MB takes 0.5 s
of processor time and 80 MB of memory, a PNG of 49 megapixels 1.3 s and 260 MB.
"""

import base64
import binascii
import hashlib
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext
from PIL import Image, ImageOps, ImageStat

from core.boxes import Box
from core.pictures import PhotoError, decoded, difference_hash, jpeg

MOST_BYTES = 10 * 1024 * 1024
THUMBNAIL_SIDE = 320
_HEIC_BRANDS = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
# Blocks along the longer side of a masked box, and how far their shades stray.
BLOCKS = 6
SHADES = 64
DRAWN = "data:image/png;base64,"
MOST_DRAWN_BYTES = 1024 * 1024
MOST_DRAWN_PIXELS = 4_000_000
SIGNATURE_SIDE, MARGIN = 800, 8
# Darker than this share of the paper is ink; a stroke shorter than that share of the field is a slip of the finger.
INK = 0.6
LEAST_STROKE = 0.05


@dataclass(frozen=True, slots=True)
class CleanPhoto:
    """A photo ready to be stored: two JPEG files and what tells equal pictures.

    `sha256` is of the pixels as stored, equal for the same photo sent twice whatever its
    metadata. `phash` is a 64-bit difference hash: near copies differ in few bits, see
    `bits_apart`.
    """

    content: bytes
    thumbnail: bytes
    width: int
    height: int
    sha256: str
    phash: int


def clean_photo(file: IO[bytes]) -> CleanPhoto:
    """Make a `CleanPhoto` of an uploaded JPEG, PNG or WebP file.

    Guarantees: upright, at most LONGEST_SIDE on a side, thumbnail at most THUMBNAIL_SIDE.
    Raises PhotoError with a sentence: over MOST_BYTES or MOST_PIXELS (before a pixel is
    decoded), HEIC, torn, or no photo at all.
    """
    return _clean(decoded(_read(file)))


def masked(file: IO[bytes], boxes: Sequence[Box], *, solid: bool = False) -> CleanPhoto:
    """A new photo in which nothing of what lay in the boxes can be found again.

    Of a box only its mean colour survives: the mosaic's shades are drawn by lot, since from plain
    averages known faces and number plates can be guessed. `solid` keeps not even that: black.
    """
    picture = decoded(_read(file))
    for box in boxes:
        place = _pixels(box, picture)
        picture.paste("black" if solid else _mosaic(picture.crop(place)), place)
    return _clean(picture)


def clean_signature(data: str | IO[bytes]) -> CleanPhoto:
    """Ink on white, cut to what was written. `data`: a PNG as data URL, or an uploaded picture of a signature.

    Raises PhotoError like `clean_photo`, and where nothing was written.
    """
    picture = decoded(_drawn(data), most_pixels=MOST_DRAWN_PIXELS) if isinstance(data, str) else decoded(_read(data))
    grey = picture.convert("L")
    paper = ImageStat.Stat(grey).median[0]
    written = grey.point(lambda shade: 255 if shade < paper * INK else 0).getbbox()
    if written is None or max(written[2] - written[0], written[3] - written[1]) < LEAST_STROKE * max(grey.size):
        raise PhotoError(gettext("Nothing is signed yet. Please sign in the field."))
    white = grey.point(lambda shade: min(255, round(shade * 255 / paper)))
    signature = white.crop(written).convert("RGB")
    signature.thumbnail((SIGNATURE_SIDE, SIGNATURE_SIDE), Image.Resampling.LANCZOS)
    return _clean(ImageOps.expand(signature, MARGIN, "white"))


def bits_apart(first: int, second: int) -> int:
    """How far two `phash` values are from each other; up to about 6 it is most likely one picture."""
    return (first ^ second).bit_count()


def _clean(picture: Image.Image) -> CleanPhoto:
    thumbnail = picture.copy()
    thumbnail.thumbnail((THUMBNAIL_SIDE, THUMBNAIL_SIDE), Image.Resampling.LANCZOS)
    return CleanPhoto(
        content=jpeg(picture, quality=85),
        thumbnail=jpeg(thumbnail, quality=80),
        width=picture.width,
        height=picture.height,
        sha256=hashlib.sha256(b"%dx%d:" % picture.size + picture.tobytes()).hexdigest(),
        phash=difference_hash(thumbnail),
    )


def _pixels(box: Box, picture: Image.Image) -> tuple[int, int, int, int]:
    """Rounded outwards: a pixel that the box only touches is covered."""
    left, top = math.floor(box.x * picture.width), math.floor(box.y * picture.height)
    right, bottom = math.ceil((box.x + box.width) * picture.width), math.ceil((box.y + box.height) * picture.height)
    left, top = min(left, picture.width - 1), min(top, picture.height - 1)
    return left, top, min(right, picture.width), min(bottom, picture.height)


def _mosaic(part: Image.Image) -> Image.Image:
    side = max(part.size) / BLOCKS
    columns, rows = (max(1, round(length / side)) for length in part.size)
    mean = ImageStat.Stat(part).mean
    shades = (secrets.randbelow(2 * SHADES + 1) - SHADES for _block in range(columns * rows))
    blocks = bytes(min(255, max(0, round(colour) + shade)) for shade in shades for colour in mean)
    return Image.frombytes("RGB", (columns, rows), blocks).resize(part.size, Image.Resampling.NEAREST)


def _drawn(url: str) -> bytes:
    if len(url) > len(DRAWN) + MOST_DRAWN_BYTES * 4 // 3:
        raise PhotoError(gettext("The signature is too large. Clear the field and sign again."))
    try:
        if not url.startswith(DRAWN):
            raise ValueError
        return base64.b64decode(url[len(DRAWN) :], validate=True)
    except (binascii.Error, ValueError):
        raise PhotoError(gettext("The signature can't be read. Clear the field and sign again.")) from None


def _read(file: IO[bytes]) -> bytes:
    """The size a browser stated is asked first, so that a large file isn't read at all."""
    if (getattr(file, "size", None) or 0) > MOST_BYTES:
        raise _too_many_bytes()
    file.seek(0)
    data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise _too_many_bytes()
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        raise PhotoError(
            gettext("This is a HEIC or AVIF photo, which the portal can't read. Save it as JPEG and choose it again.")
        )
    return data


def _too_many_bytes() -> PhotoError:
    return PhotoError(
        gettext("The photo is larger than %(limit)s MB. Choose a smaller one.") % {"limit": MOST_BYTES >> 20}
    )
