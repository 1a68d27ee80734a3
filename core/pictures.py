"""Pixels out of files and into files: what `core.photos` decides, this does."""

import io
import struct

from django.utils.translation import gettext
from PIL import ExifTags, Image, ImageOps

from core.errors import DomainError

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2048
_FORMATS = ("JPEG", "PNG", "WEBP")
_ORIENTATION = ExifTags.Base.Orientation
# The ways in which Pillow's readers fail on damaged files.
_DAMAGED = (OSError, SyntaxError, ValueError, EOFError, OverflowError, LookupError, TypeError, struct.error)


class PhotoError(DomainError):
    """The photo can't be taken; the text says why and what to do."""


def decoded(data: bytes, *, most_pixels: int = MOST_PIXELS) -> Image.Image:
    """Upright RGB pixels, no larger than they are stored.

    Pillow's own limits only warn between 89 and 179 megapixels and are globals of the
    process, so the declared size is checked here, before anything is decoded.
    """
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
        if image.width * image.height > most_pixels:
            raise _too_many_pixels(most_pixels)
        # JPEG decodes straight to a half or a quarter of its size, never below what is asked.
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        return _upright(_small(image))
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _too_many_pixels(most_pixels) from None
    except _DAMAGED:
        raise PhotoError(gettext("This isn't a photo, or it is damaged. Choose a JPEG, PNG or WebP picture.")) from None


def _small(image: Image.Image) -> Image.Image:
    """Shrunk before it is turned: turning makes a copy, of up to 200 MB otherwise."""
    exif = image.getexif()
    if image.mode.startswith("I"):  # 16 bits of grey, which a plain conversion cuts off instead of scaling
        image = image.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")
    small = image if image.mode in ("RGB", "RGBA", "L") else image.convert(_plain_mode(image))
    small.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    small.getexif()[_ORIENTATION] = exif.get(_ORIENTATION, 1)
    return small


def _plain_mode(image: Image.Image) -> str:
    return "RGBA" if image.has_transparency_data else "RGB"


def _upright(image: Image.Image) -> Image.Image:
    turned = ImageOps.exif_transpose(image)
    if turned.mode == "RGBA":
        white = Image.new("RGBA", turned.size, "white")
        turned = Image.alpha_composite(white, turned)
    return turned.convert("RGB")


def jpeg(picture: Image.Image, *, quality: int) -> bytes:
    """A new picture of the bare pixels: Pillow would write comment and profile of the old one."""
    bare = Image.frombytes("RGB", picture.size, picture.tobytes())
    target = io.BytesIO()
    bare.save(target, "JPEG", quality=quality, optimize=True, progressive=True)
    return target.getvalue()


def difference_hash(picture: Image.Image) -> int:
    """One bit for each of 8 x 8 places: is it brighter than its right neighbour?"""
    grey = picture.convert("L").resize((9, 8), Image.Resampling.LANCZOS).tobytes()
    bits = 0
    for row in range(8):
        for column in range(8):
            place = row * 9 + column
            bits = bits << 1 | (grey[place] > grey[place + 1])
    return bits


def _too_many_pixels(most: int) -> PhotoError:
    return PhotoError(
        gettext("The photo has more than %(limit)s megapixels. Choose a smaller one.") % {"limit": most // 1_000_000}
    )
