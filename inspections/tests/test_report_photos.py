"""Photos of the public form: kept without who sent them, sent ahead, taken back."""

import os
import time
import uuid

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from campaigns.tests.factories import CampaignFactory
from core.tests.photo_files import encoded, picture, with_exif
from core.throttle import OWN_COUNTS
from inspections.models import Hazard, HazardPhoto, Report
from inspections.tests.report_forms import send, typed, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def campaign():
    cache.clear()
    OWN_COUNTS.clear()
    return CampaignFactory(slug="2026")


def test_photo_is_stored_without_its_data_name_and_minute_t2():
    send(photos=upload(with_exif(picture(640, 480), 6), "SECRETNAME.jpg"))

    photo = HazardPhoto.objects.get()
    with photo.file.open() as file:
        content = file.read()
    assert b"SECRET" not in content + photo.file.name.encode()
    assert b"Exif" not in content
    stamp = time.localtime(os.stat(photo.file.path).st_mtime)
    assert (stamp.tm_min, stamp.tm_sec) == (0, 0)
    assert (photo.for_unit, photo.added_by) == (False, None)


def test_photo_over_ten_megabytes_is_413_with_the_text_kept():
    heavy = SimpleUploadedFile("big.jpg", b"\xff" * (11 << 20), content_type="image/jpeg")

    answer = send(photos=heavy)

    assert answer.status_code == 413
    assert answer.context["form"]["description"].value() == "Exit blocked"
    assert "larger than 10 MB" in str(answer.context["form"].errors["photos"])


def test_good_photo_of_a_refused_form_is_kept_for_the_next_try():
    facts = typed()
    good, bad = upload(encoded(picture())), SimpleUploadedFile("a.jpg", b"<html>", content_type="image/jpeg")
    refused = Client().post("/report/", facts | {"photos": [good, bad]})

    Client().post("/report/", facts)

    assert len(refused.context["waiting"]) == 1
    assert HazardPhoto.objects.filter(hazard=Hazard.objects.get()).count() == 1


def test_report_waits_for_photos_that_have_not_arrived():
    answer = send(photos_expected="2")

    assert answer.context["form"].non_field_errors() == [
        "2 photos haven't arrived yet, so the report isn't sent. Send it again when the line is back."
    ]
    assert not Report.objects.exists()


def test_photo_ahead_is_listed_once_and_can_be_taken_back():
    key, image = uuid.uuid4(), encoded(picture()).getvalue()
    ahead = [Client().post("/report/photos/", {"photos_key": key, "photos": upload_again(image)}) for _ in range(2)]
    (pk,) = ahead[1].json()["arrived"]

    gone = Client().post("/report/photos/", {"photos_key": key, "remove": pk})

    assert [answer.json()["added"] for answer in ahead] == [[pk], [pk]]
    assert gone.json()["arrived"] == []


def upload_again(content):
    return SimpleUploadedFile("photo.jpg", content, content_type="image/jpeg")


def test_photo_of_another_key_is_not_taken_back():
    key = uuid.uuid4()
    ahead = Client().post("/report/photos/", {"photos_key": key, "photos": upload(encoded(picture()))})

    Client().post("/report/photos/", {"photos_key": uuid.uuid4(), "remove": ahead.json()["added"][0]})

    assert HazardPhoto.objects.count() == 1
