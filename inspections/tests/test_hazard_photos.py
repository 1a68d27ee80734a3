"""Photos of hazards: refused, sent ahead, claimed, passed on, swept."""

import io
import os
import uuid
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from activities.tests.photo_files import photo, upload
from core.errors import DomainError
from core.tests.photo_files import encoded, picture, png_that_claims, with_exif
from inspections.models import HazardPhoto
from inspections.services import photos
from inspections.tasks import sweep_photos
from inspections.tests.factories import ReportFactory
from inspections.tests.photo_rows import stored_photo

GIF_SCRIPT = b"GIF89a/*" + b"\0" * 20 + b"*/=1;alert(1)"
REFUSED = {
    "truncated.jpg": encoded(picture(400, 300)).getvalue()[:900],
    "html.jpg": b"<html><script>alert(1)</script>",
    "script.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "gif-script.gif": GIF_SCRIPT,
    "empty.jpg": b"",
    "pixels-60000.png": png_that_claims(60000, 60000).getvalue(),
    "traversal.zip": b"PK\3\4../../etc/passwd",
    "big-11MB.jpg": b"\xff\xd8" + b"\0" * (11 << 20),
}


@pytest.fixture
def send(case, signed_in):
    """Sends files to the address that takes photos ahead of their form."""

    def post(*files, by=None):
        return signed_in(by or case.office).post(reverse("inspections:photo_add", args=["2026"]), {"photos": files})

    return post


def stored():
    found = []
    for row in HazardPhoto.objects.all():
        with row.file.open("rb") as file:
            found.append(file.read())
    return found


@pytest.mark.parametrize("name", REFUSED)
def test_attack_file_is_refused_and_nothing_is_kept_t4(send, tmp_path, name):
    answer = send(SimpleUploadedFile(name, REFUSED[name], "image/jpeg"))

    assert (answer.status_code, HazardPhoto.objects.count(), list(tmp_path.rglob("*.*"))) == (422, 0, [])


def test_polyglot_is_stored_as_pixels_only_t4(send):
    tail = b"<?php system($_GET['x']); ?>"

    send(SimpleUploadedFile("polyglot.jpg", encoded(picture(400, 300)).getvalue() + tail, "image/jpeg"))

    [content] = stored()
    assert (content[:3], tail in content) == (b"\xff\xd8\xff", False)


def test_photo_with_a_place_is_stored_upright_without_it_t2(send):
    file = with_exif(picture(400, 300), 6)

    send(SimpleUploadedFile("gps.jpg", file.getvalue(), "image/jpeg"))

    image = Image.open(io.BytesIO(stored()[0]))
    assert (dict(image.getexif()), image.size) == ({}, (300, 400))


@pytest.mark.parametrize("name", ["photo.jpg.php", "a\"b'<c>.jpg", "n" * 80 + ".jpg"])
def test_name_of_a_file_is_kept_out_of_its_path_t4(send, name):
    send(upload(1, name))

    row = HazardPhoto.objects.get()
    folder, stem = os.path.split(row.file.name)
    assert (folder, len(stem), stem[-4:]) == (f"hazards/{timezone.localdate():%Y/%m}", 36, ".jpg")


def test_photo_sent_twice_waits_once(send):
    send(upload(1))
    send(upload(1))

    assert HazardPhoto.objects.count() == 1


def test_too_many_waiting_photos_are_refused(case):
    facts = {"width": 1, "height": 1, "likeness": 0, "added_by": case.office, "added_on": date(2026, 6, 8)}
    HazardPhoto.objects.bulk_create(
        HazardPhoto(pixels=str(number), waiting_key=uuid.uuid4(), **facts) for number in range(photos.MOST_WAITING)
    )

    with pytest.raises(DomainError, match="Too many photos wait"):
        photos.add_waiting_photos([photo()], by=case.office)

    assert HazardPhoto.objects.count() == photos.MOST_WAITING


def test_waiting_photo_is_claimed_by_who_sent_it(case, hazard_of):
    hazard, mine, theirs = hazard_of(), stored_photo(by=case.office), stored_photo(by=case.second, number=2)

    photos.add_photos(hazard, by=case.office, waiting=[mine.pk, theirs.pk])

    assert (list(hazard.photos.all()), HazardPhoto.objects.filter(hazard=None).get()) == ([mine], theirs)


def test_photo_of_a_reporter_is_never_claimed_by_a_person(case, hazard_of):
    reporters = stored_photo(by=None)

    photos.add_photos(hazard_of(), by=case.office, waiting=[reporters.pk])

    reporters.refresh_from_db()
    assert reporters.hazard is None


def test_photos_added_again_change_nothing_even_when_it_is_closed(case, hazard_of):
    hazard = hazard_of("fixed")
    stored_photo(hazard, number=1)

    photos.add_photos(hazard, by=case.office, new=[photo(1)])

    hazard.refresh_from_db()
    assert (hazard.photos.count(), hazard.version) == (1, 1)


def test_thirteenth_photo_of_one_state_is_refused(case, hazard_of):
    hazard = hazard_of()

    with pytest.raises(DomainError, match="at most 12 photos"):
        photos.add_photos(hazard, by=case.office, new=[photo(number) for number in range(13)])

    assert (hazard.photos.count(), stored()) == (0, [])


@pytest.mark.parametrize(("state", "who"), [("rectifying", "liaison"), ("fixed", "office")])
def test_photos_before_are_added_by_the_finder_or_the_office_while_open(case, hazard_of, state, who):
    hazard = hazard_of(state)

    with pytest.raises(PermissionDenied):
        photos.add_photos(hazard, by=getattr(case, who), new=[photo()])

    assert hazard.photos.count() == 0


def test_finder_removes_a_slip_and_its_files(case, hazard_of, tmp_path, django_capture_on_commit_callbacks):
    row = stored_photo(hazard_of(found_by=case.liaison), by=case.liaison)

    with django_capture_on_commit_callbacks(execute=True):
        photos.remove_photo(row, by=case.liaison)

    assert (HazardPhoto.objects.count(), list(tmp_path.rglob("*.jpg"))) == (0, [])


@pytest.mark.parametrize("of", ["report", "completion"])
def test_evidence_of_others_is_never_removed(case, hazard_of, of):
    hazard = hazard_of()
    facts = {"report": ReportFactory(hazard=hazard)} if of == "report" else {}
    if of == "completion":
        facts = {"rectification": hazard.rectifications.create(done="Cleared", filed_by=case.liaison)}
    row = stored_photo(hazard, **facts)

    with pytest.raises(PermissionDenied):
        photos.remove_photo(row, by=case.office)

    assert HazardPhoto.objects.get() == row


def test_photo_is_served_as_a_picture_and_nothing_else_t17(case, signed_in, hazard_of):
    row = stored_photo(hazard_of())

    answer = signed_in(case.office).get(row.get_absolute_url())

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_sweep_removes_what_nobody_claimed(case, hazard_of, tmp_path, django_capture_on_commit_callbacks):
    today = timezone.localdate()
    kept = stored_photo(hazard_of(), number=1, added_on=date(2026, 6, 1))
    young = stored_photo(by=case.office, number=2, added_on=today - timedelta(days=1))
    stored_photo(number=3, added_on=today - timedelta(days=2))

    with django_capture_on_commit_callbacks(execute=True):
        sweep_photos()
        sweep_photos()

    assert set(HazardPhoto.objects.all()) == {kept, young}
    assert len(list(tmp_path.rglob("*.jpg"))) == 4


@pytest.mark.parametrize("folder", ["hazards", "visits", "signatures"])
def test_sweep_removes_files_without_a_row(db, tmp_path, folder):
    name = default_storage.save(f"{folder}/2026/06/a.jpg", ContentFile(b"x"))
    yesterday = timezone.now().timestamp() - 90_000
    os.utime(tmp_path / name, (yesterday, yesterday))

    assert (photos.remove_strays(timezone.now()), default_storage.exists(name)) == (1, False)


def test_sweep_keeps_files_that_rows_hold(hazard_of, tmp_path):
    stored_photo(hazard_of())
    yesterday = timezone.now().timestamp() - 90_000
    for path in tmp_path.rglob("*.jpg"):
        os.utime(path, (yesterday, yesterday))

    assert photos.remove_strays(timezone.now()) == 0
