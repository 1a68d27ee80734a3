import io

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from core.boxes import Box
from core.errors import DomainError
from core.photos import clean_photo
from core.tests.photo_files import encoded
from inspections.models import ExposurePhoto, HazardPhoto
from inspections.services import exposure_photos as services
from inspections.services.photos import add_waiting_photos
from inspections.tests.factories import ExposureFactory

LEFT_HALF = Box(0, 0, 0.5, 1)


def picture():
    """Red on the left, blue on the right."""
    image = Image.new("RGB", (200, 100), "blue")
    image.paste("red", (0, 0, 50, 100))
    image.paste("white", (50, 0, 100, 100))
    return encoded(image, "PNG")


@pytest.fixture
def draft(case):
    return ExposureFactory(campaign=case.campaign, by_unit=case.unit, hazard=case.reported())


@pytest.fixture
def source(case, draft):
    (row,) = add_waiting_photos([clean_photo(picture())], by=case.office)
    row.hazard, row.waiting_key = draft.hazard, None
    row.save()
    return row


def pixel(row, place):
    with row.file.open("rb") as file:
        return Image.open(io.BytesIO(file.read())).getpixel(place)


def test_masked_copy_has_nothing_left_of_what_lay_under_the_box(case, draft, source):
    row = services.add_masked_photo(draft, source, by=case.office, boxes=[LEFT_HALF])

    left, right = pixel(row, (10, 50)), pixel(row, (180, 50))
    assert (left[0] > 240 and left[1] < 15, right[2] > 200) == (False, True)
    assert (row.boxes, row.nothing_to_mask) == ([{"x": 0, "y": 0, "width": 0.5, "height": 1}], False)


def test_photo_without_a_face_is_taken_only_once_somebody_said_so(case, draft, source):
    with pytest.raises(DomainError, match="or tick that there is none"):
        services.add_masked_photo(draft, source, by=case.office)

    row = services.add_masked_photo(draft, source, by=case.office, nothing_to_mask=True)

    assert (row.boxes, row.nothing_to_mask, draft.photos.count()) == ([], True, 1)


@pytest.mark.parametrize("facts", [{}, {"boxes": [{"x": 0}], "nothing_to_mask": True}])
def test_database_keeps_no_photo_for_the_public_that_nobody_looked_at(case, draft, facts):
    plain = {"width": 1, "height": 1, "pixels": "0", "likeness": 0, "file": "a.jpg", "thumbnail": "b.jpg"}

    with pytest.raises(IntegrityError, match="exposure_photo_masked_or_looked_at"), transaction.atomic():
        ExposurePhoto.objects.create(exposure=draft, **plain, **facts)


def test_photo_masked_anew_takes_the_place_of_the_copy_before(case, draft, source, tmp_path):
    services.add_masked_photo(draft, source, by=case.office, boxes=[LEFT_HALF])
    services.add_masked_photo(draft, source, by=case.office, boxes=[LEFT_HALF, Box(0.5, 0, 0.5, 1)])

    assert [len(row.boxes) for row in draft.photos.all()] == [2]


def test_original_that_goes_leaves_the_masked_copy(case, draft, source):
    row = services.add_masked_photo(draft, source, by=case.office, boxes=[LEFT_HALF])
    source.delete()

    row.refresh_from_db()
    assert (row.original, draft.photos.count()) == (None, 1)


def test_seventh_photo_is_refused_and_leaves_no_file(case, draft, source, tmp_path):
    plain = {"width": 1, "height": 1, "pixels": "0", "likeness": 0, "file": "a.jpg", "thumbnail": "b.jpg"}
    for _ in range(6):
        ExposurePhoto.objects.create(exposure=draft, nothing_to_mask=True, **plain)

    with pytest.raises(DomainError, match="at most 6"):
        services.add_masked_photo(draft, source, by=case.office, boxes=[LEFT_HALF])
    assert list((tmp_path / "exposures").rglob("*.jpg")) == []


def test_photos_of_a_published_exposure_stay(case, source):
    out = ExposureFactory(campaign=case.campaign, by_unit=case.unit, state="published")

    with pytest.raises(DomainError, match="no longer in preparation"):
        services.add_masked_photo(out, source, by=case.office, boxes=[LEFT_HALF])


def test_who_may_not_prepare_masks_and_removes_nothing(case, draft, source):
    row = services.add_masked_photo(draft, source, by=case.liaison, boxes=[LEFT_HALF])
    stranger = type(case.liaison).objects.get(pk=case.liaison.pk)
    stranger.__dict__["post"] = None

    with pytest.raises(PermissionDenied):
        services.remove_exposure_photo(row, by=stranger)
    with pytest.raises(PermissionDenied):
        services.add_masked_photo(draft, source, by=stranger, boxes=[LEFT_HALF])
    assert draft.photos.count() == 1


def test_removed_photo_is_gone(case, draft, source):
    row = services.add_masked_photo(draft, source, by=case.office, boxes=[LEFT_HALF])
    services.remove_exposure_photo(row, by=case.liaison)

    assert draft.photos.count() == 0


def test_file_without_a_row_is_swept_after_a_day(case, draft, source, tmp_path):
    row = services.add_masked_photo(draft, source, by=case.office, boxes=[LEFT_HALF])
    ExposurePhoto.objects.filter(pk=row.pk).delete()
    later = timezone.now() + services.STRAY_AGE * 2

    assert [services.remove_strays(later) for _ in range(2)] == [2, 0]


def test_page_masks_a_photo_by_boxes_in_percent(case, draft, source, signed_in):
    address = reverse("inspections:exposure_mask", args=[draft.pk, source.pk])

    answer = signed_in(case.office).post(address, {"boxes": "0 0 50 100"})

    assert (answer.status_code, draft.photos.get().boxes[0]["width"]) == (302, 0.5)


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"boxes": ""}, "Draw a box over each face and plate, or tick that there is none."),
        (
            {"boxes": "0 0 50 100", "nothing_to_mask": "on"},
            "Boxes are drawn and it is ticked that there is nothing to cover. Take one of them back.",
        ),
    ],
)
def test_page_asks_for_boxes_or_the_tick(case, draft, source, signed_in, typed, words):
    address = reverse("inspections:exposure_mask", args=[draft.pk, source.pk])

    answer = signed_in(case.office).post(address, typed)

    assert (answer.context["form"].errors["nothing_to_mask"], draft.photos.count()) == ([words], 0)


def test_photo_sent_for_the_exposure_waits_unmasked_for_its_sender_alone(case, draft, signed_in):
    address = reverse("inspections:exposure_photos", args=[draft.pk])
    photo = picture()
    photo.name = "photo.png"

    answer = signed_in(case.liaison).post(address, {"photos": photo})

    row = HazardPhoto.objects.get(hazard=None)
    assert answer.headers["Location"] == reverse("inspections:exposure_mask", args=[draft.pk, row.pk])
    assert signed_in(case.office).get(answer.headers["Location"]).status_code == 404
