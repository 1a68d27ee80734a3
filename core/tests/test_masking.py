import io

import pytest
from PIL import Image, ImageStat

from core.boxes import Box
from core.photos import BLOCKS, PhotoError, masked
from core.tests.photo_files import encoded, no_photos, picture, png_that_claims, with_exif

NO_PHOTO = "This isn't a photo, or it is damaged. Choose a JPEG, PNG or WebP picture."
MIDDLE = Box(0.25, 0.25, 0.5, 0.5)
LEFT, TOP, RIGHT, BOTTOM = 100, 75, 300, 225


def checked(size=(400, 300)):
    """Black and white squares of 10 px: their pattern is what a mask must not give away."""
    tile = Image.new("L", (20, 20), 255)
    tile.paste(0, (0, 0, 10, 10))
    tile.paste(0, (10, 10, 20, 20))
    board = Image.new("L", size)
    for left in range(0, size[0], 20):
        for top in range(0, size[1], 20):
            board.paste(tile, (left, top))
    return board.convert("RGB")


def opened(content):
    return Image.open(io.BytesIO(content)).convert("RGB")


def inside(content):
    """Well within the box, where the JPEG of its edge doesn't reach."""
    return opened(content).crop((LEFT + 8, TOP + 8, RIGHT - 8, BOTTOM - 8))


def test_masked_photo_keeps_what_lies_outside_the_box():
    before, after = checked(), opened(masked(encoded(checked(), quality=95), [MIDDLE]).content)

    for point in [(5, 5), (15, 5), (205, 35), (385, 285), (45, 155)]:
        shades = abs(before.getpixel(point)[0] - after.getpixel(point)[0])
        assert shades < 30


def test_masked_box_has_few_even_blocks():
    colours = inside(masked(encoded(checked()), [MIDDLE]).content).quantize(64).getcolors()

    assert sum(number for number, _colour in colours) == 184 * 134
    # Six across, four or five down; the JPEG blurs their edges by a little.
    assert sum(number > 300 for number, _colour in colours) <= BLOCKS * (BLOCKS - 1)


def test_masked_box_is_another_one_each_time():
    """The shades are drawn by lot: what is repeated could be averaged, what is computed could be guessed."""
    first, second = (masked(encoded(checked()), [MIDDLE]) for _time in range(2))

    assert first.sha256 != second.sha256


def test_pictures_that_differ_only_in_a_solid_box_become_the_same():
    other = checked()
    other.paste("red", (LEFT, TOP, RIGHT, BOTTOM))
    first, second = (masked(encoded(each, "PNG"), [MIDDLE], solid=True) for each in (checked(), other))

    assert (first.content, first.thumbnail, first.phash) == (second.content, second.thumbnail, second.phash)
    assert max(ImageStat.Stat(inside(first.content)).mean) < 2


def test_mosaic_does_not_depend_on_where_things_lie_in_the_box(monkeypatch):
    """Same mean colour, same lot: the same mosaic, whatever the box showed."""
    monkeypatch.setattr("core.photos.secrets.randbelow", lambda most: most // 3)
    halves = checked()
    halves.paste("white", (LEFT, TOP, 200, BOTTOM))
    halves.paste("black", (200, TOP, RIGHT, BOTTOM))
    turned = halves.copy()
    turned.paste("black", (LEFT, TOP, 200, BOTTOM))
    turned.paste("white", (200, TOP, RIGHT, BOTTOM))

    assert masked(encoded(halves, "PNG"), [MIDDLE]).sha256 == masked(encoded(turned, "PNG"), [MIDDLE]).sha256


@pytest.mark.parametrize(
    "box", [Box(0, 0, 1, 1), Box(0.9999, 0.9999, 0.0001, 0.0001), Box(0.3, 0, 0.00001, 1), Box(1, 1, 0.0005, 0.0005)]
)
def test_box_of_any_size_covers_every_pixel_it_touches(box):
    white = Image.new("RGB", (64, 48), "white")
    photo = masked(encoded(white, "PNG"), [box], solid=True)

    assert (photo.width, photo.height) == (64, 48)
    assert min(opened(photo.content).convert("L").tobytes()) < 128


def test_photo_is_masked_as_it_is_seen_upright():
    turned = with_exif(picture(400, 300).transpose(Image.Transpose.ROTATE_90), 6)

    stored = opened(masked(turned, [Box(0, 0, 0.3, 0.3)], solid=True).content)

    assert (stored.size, max(stored.getpixel((20, 20)))) == ((400, 300), 0)


def test_thumbnail_is_masked_too():
    photo = masked(encoded(picture(800, 600)), [Box(0, 0, 0.3, 0.3)], solid=True)

    assert max(opened(photo.thumbnail).getpixel((10, 10))) < 10


def test_masked_photo_keeps_no_exif_and_no_tail():
    file = io.BytesIO(with_exif(picture(), 1).getvalue() + b"SECRETTAIL")

    photo = masked(file, [MIDDLE])

    assert (b"SECRET" in photo.content, b"SECRET" in photo.thumbnail) == (False, False)


@pytest.mark.parametrize("content", no_photos())
def test_what_is_no_photo_is_not_masked(content):
    with pytest.raises(PhotoError) as error:
        masked(io.BytesIO(content), [MIDDLE])

    assert str(error.value) == NO_PHOTO


def test_photo_of_too_many_pixels_is_not_masked():
    with pytest.raises(PhotoError):
        masked(png_that_claims(60_000, 60_000), [MIDDLE])
