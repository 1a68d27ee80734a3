import base64
import io

import pytest
from PIL import Image, ImageDraw, ImageOps

from core.photos import MOST_DRAWN_BYTES, PhotoError, clean_signature
from core.tests.photo_files import encoded, no_photos, png_that_claims, with_exif

BLANK = "Nothing is signed yet. Please sign in the field."
UNREADABLE = "The signature can't be read. Clear the field and sign again."
TOO_LARGE = "The signature is too large. Clear the field and sign again."
NO_PHOTO = "This isn't a photo, or it is damaged. Choose a JPEG, PNG or WebP picture."


def drawn(*strokes, size=(600, 200), ground=(0, 0, 0, 0)):
    """As a canvas gives it: dark strokes on clear ground."""
    image = Image.new("RGBA", size, ground)
    for stroke in strokes:
        ImageDraw.Draw(image).line(stroke, fill=(23, 33, 46, 255), width=4)
    return image


def data_url(content):
    return "data:image/png;base64," + base64.b64encode(content).decode()


def sent(image):
    return data_url(encoded(image, "PNG").getvalue())


def refusal(data):
    with pytest.raises(PhotoError) as error:
        clean_signature(data)
    return str(error.value)


def opened(content):
    return Image.open(io.BytesIO(content))


NAME = [(100, 150), (200, 50), (300, 150), (400, 60)]


def test_drawn_signature_is_dark_on_white_and_cut_to_its_ink():
    signature = clean_signature(sent(drawn(NAME)))

    stored = opened(signature.content).convert("L")
    assert (signature.width, signature.height) == stored.size
    assert 315 <= signature.width <= 326 and 110 <= signature.height <= 126
    assert (stored.getpixel((150, 90)) > 240, min(stored.tobytes()) < 60) == (True, True)


def test_signature_photographed_on_grey_paper_is_on_white():
    paper = drawn(NAME, ground=(190, 185, 180, 255)).convert("RGB")

    stored = opened(clean_signature(encoded(paper, quality=90)).content).convert("L")

    assert (stored.getpixel((150, 90)) > 240, min(stored.tobytes()) < 70) == (True, True)


def test_large_signature_is_stored_small():
    large = clean_signature(encoded(drawn([(0, 0), (3000, 900)], size=(3000, 900)), "PNG"))

    assert (large.width, large.height) == (816, 256)


def test_signature_keeps_no_exif():
    paper = drawn(NAME, ground=(255, 255, 255, 255)).convert("RGB")

    assert b"SECRET" not in clean_signature(with_exif(paper, 1)).content


@pytest.mark.parametrize(
    "image",
    [
        drawn(),
        drawn(ground=(255, 255, 255, 255)),
        drawn(ground=(0, 0, 0, 255)),
        drawn(ground=(128, 128, 128, 255)),
        drawn([(300, 100), (303, 101)]),
        drawn(size=(1, 1)),
        ImageOps.invert(drawn(NAME, ground=(255, 255, 255, 255)).convert("RGB")),
    ],
)
def test_field_without_ink_is_refused(image):
    assert refusal(sent(image)) == BLANK


@pytest.mark.parametrize(
    "text",
    ["", "name", "data:,", "data:image/png;base64,***", "data:image/png;base64,签名", "data:text/html;base64,PHA+"]
    + ["data:image/svg+xml;base64,PHN2Zz4=", "data:image/png;base64,abc"],
)
def test_what_is_no_data_url_of_a_png_is_refused(text):
    assert refusal(text) == UNREADABLE


@pytest.mark.parametrize("content", no_photos())
def test_what_is_no_picture_is_refused_drawn_or_uploaded(content):
    assert (refusal(data_url(content)), refusal(io.BytesIO(content))) == (NO_PHOTO, NO_PHOTO)


def test_signature_too_large_is_refused_before_it_is_decoded():
    assert refusal(data_url(bytes(MOST_DRAWN_BYTES + 3))) == TOO_LARGE


def test_signature_that_claims_too_many_pixels_is_refused():
    assert refusal(data_url(png_that_claims(4000, 4000).getvalue())) == (
        "The photo has more than 4 megapixels. Choose a smaller one."
    )
