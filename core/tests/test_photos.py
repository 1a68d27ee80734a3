import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from core.photos import MOST_BYTES, PhotoError, bits_apart, clean_photo
from core.tests.photo_files import encoded, no_photos, picture, png_that_claims, with_exif
from core.uploads import OversizeFile
from tests.drawn import examples

NO_PHOTO = "This isn't a photo, or it is damaged. Choose a JPEG, PNG or WebP picture."
TOO_MANY_PIXELS = "The photo has more than 50 megapixels. Choose a smaller one."
TOO_MANY_BYTES = "The photo is larger than 10 MB. Choose a smaller one."


def refusal(file):
    with pytest.raises(PhotoError) as error:
        clean_photo(file)
    return str(error.value)


def opened(content):
    return Image.open(io.BytesIO(content))


def corner_is_red(content, place=(2, 2)):
    red, green, _ = opened(content).convert("RGB").getpixel(place)
    return red > 200 and green < 60


def test_photo_is_stored_small_with_a_thumbnail():
    photo = clean_photo(encoded(picture(4000, 3000)))

    stored, thumbnail = opened(photo.content), opened(photo.thumbnail)
    assert (photo.width, photo.height) == stored.size == (2048, 1536)
    assert (stored.format, thumbnail.format, thumbnail.size) == ("JPEG", "JPEG", (320, 240))


def test_small_photo_keeps_its_size():
    photo = clean_photo(encoded(picture(64, 48)))

    assert (photo.width, photo.height, opened(photo.thumbnail).size) == (64, 48, (64, 48))


@pytest.mark.parametrize("turn", [Image.Transpose.ROTATE_90, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_270])
def test_photo_of_a_turned_camera_is_stored_upright(turn):
    orientation = {Image.Transpose.ROTATE_90: 6, Image.Transpose.ROTATE_180: 3, Image.Transpose.ROTATE_270: 8}[turn]

    photo = clean_photo(with_exif(picture(400, 300).transpose(turn), orientation))

    assert (photo.width, photo.height, corner_is_red(photo.content, (20, 20))) == (400, 300, True)


def test_photo_keeps_no_exif_place_or_comment():
    file = with_exif(picture(), 1)
    assert b"SECRETCAMERA" in file.getvalue()

    photo = clean_photo(file)

    for content in (photo.content, photo.thumbnail):
        stored = opened(content)
        assert (dict(stored.getexif()), "comment" in stored.info, "exif" in stored.info) == ({}, False, False)
        assert b"SECRET" not in content


@pytest.mark.parametrize("tail", [b"<script>alert(1)</script>", b"PK\x03\x04 zip", b"<?php ?>" * 1000])
def test_nothing_behind_the_picture_is_stored(tail):
    photo = clean_photo(io.BytesIO(encoded(picture()).getvalue() + tail))

    assert (tail[:8] in photo.content, photo.content[-2:]) == (False, b"\xff\xd9")


@pytest.mark.parametrize(
    ("kind", "mode"),
    [("PNG", "RGB"), ("PNG", "RGBA"), ("PNG", "P"), ("PNG", "L"), ("PNG", "1"), ("PNG", "LA"), ("WEBP", "RGB")]
    + [("WEBP", "RGBA"), ("JPEG", "L"), ("JPEG", "CMYK")],
)
def test_photo_of_every_usual_kind_becomes_a_jpeg(kind, mode):
    stored = opened(clean_photo(encoded(picture().convert(mode), kind)).content)

    assert (stored.format, stored.mode, stored.size) == ("JPEG", "RGB", (64, 48))


def test_grey_of_16_bits_keeps_its_brightness():
    grey = Image.new("I;16", (40, 40), 128 * 256)

    assert opened(clean_photo(encoded(grey, "PNG")).content).getpixel((20, 20)) == (128, 128, 128)


def test_clear_ground_becomes_white():
    clear = Image.new("RGBA", (40, 40), (255, 0, 0, 0))

    assert opened(clean_photo(encoded(clear, "PNG")).content).getpixel((20, 20)) == (255, 255, 255)


def test_photo_of_several_frames_gives_the_first():
    file = encoded(picture(), "MPO", save_all=True, append_images=[Image.new("RGB", (64, 48))])

    assert corner_is_red(clean_photo(file).content)


@pytest.mark.parametrize("content", no_photos())
def test_what_is_no_photo_is_refused_whatever_its_name(content):
    assert refusal(SimpleUploadedFile("photo.jpg", content, "image/jpeg")) == NO_PHOTO


def test_heic_photo_is_refused_with_what_to_do():
    assert refusal(io.BytesIO(b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic")) == (
        "This is a HEIC or AVIF photo, which the portal can't read. Save it as JPEG and choose it again."
    )


@pytest.mark.parametrize("size", [(7072, 7072), (10_000, 10_000), (12_000, 12_000), (60_000, 60_000)])
def test_photo_of_too_many_pixels_is_refused_before_decoding(size):
    assert refusal(png_that_claims(*size)) == TOO_MANY_PIXELS


def test_photo_over_10_mb_is_refused():
    assert refusal(io.BytesIO(bytes(MOST_BYTES + 1))) == TOO_MANY_BYTES


def test_photo_far_too_large_is_refused_without_reading_it():
    assert refusal(OversizeFile(name="photo.jpg", size=60 << 20)) == TOO_MANY_BYTES


def test_same_photo_has_the_same_sum_whatever_its_metadata():
    plain, marked = picture(), with_exif(picture(), 1)
    again = encoded(plain, quality=95)

    assert clean_photo(again).sha256 == clean_photo(marked).sha256 != clean_photo(encoded(picture(63, 48))).sha256


def test_near_copies_are_few_bits_apart_and_others_many():
    original = picture(800, 600)
    first = clean_photo(encoded(original, quality=95)).phash
    smaller = clean_photo(encoded(original.resize((400, 300)), quality=40)).phash
    other = clean_photo(encoded(original.transpose(Image.Transpose.FLIP_LEFT_RIGHT))).phash

    assert (bits_apart(first, first), bits_apart(first, smaller) <= 6, bits_apart(first, other) > 20) == (0, True, True)
    assert 0 <= first < 2**64


@settings(max_examples=examples(200), deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "WEBP"]), st.data())
def test_damaged_photo_is_cleaned_or_refused_and_nothing_else(kind, data):
    content = bytearray(encoded(picture(), kind).getvalue())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))

    try:
        photo = clean_photo(io.BytesIO(content))
    except PhotoError:
        return
    assert opened(photo.content).format == "JPEG"
