"""Photos for the tests, good and bad, made in code."""

import io
import struct
import zlib

from PIL import ExifTags, Image


def picture(width: int = 64, height: int = 48) -> Image.Image:
    """Brighter to the right and the bottom, red in the left upper corner."""
    image = Image.linear_gradient("L").rotate(60).resize((width, height)).convert("RGB")
    image.paste((255, 0, 0), (0, 0, width // 4, height // 4))
    return image


def encoded(image: Image.Image, kind: str = "JPEG", **options: object) -> io.BytesIO:
    target = io.BytesIO()
    image.save(target, kind, **options)
    target.seek(0)
    return target


def with_exif(image: Image.Image, orientation: int) -> io.BytesIO:
    """A JPEG with a turned camera, a place and a maker's name."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "SECRETCAMERA"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (30.0, 1.0, 2.0)
    return encoded(image, exif=exif, quality=95, comment=b"SECRETCOMMENT")


def png_that_claims(width: int, height: int) -> io.BytesIO:
    """A file of under 1 KB whose head promises that many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(100))) + chunk(b"IEND", b"")
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + body)


def no_photos() -> list[bytes]:
    """What arrives under the name of a photo and is none."""
    return [
        b"",
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"GIF89a/*<script>alert(1)</script>*/",
        b"\xff\xd8\xff\xe0 only the start",
        encoded(picture(400, 300)).getvalue()[:3000],
        encoded(picture(), "GIF").getvalue(),
        encoded(picture(), "TIFF").getvalue(),
        encoded(picture(), "BMP").getvalue(),
    ]
