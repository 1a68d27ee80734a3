"""Photos in the form of an activity: refused, kept, sent ahead, handed out."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from activities.models import Activity, ActivityPhoto
from activities.services.photos import change_photos
from activities.tests.county import DRILL, errors
from activities.tests.factories import ActivityFactory
from activities.tests.photo_files import photo, upload
from campaigns.tests.factories import ActivityKindFactory

BAD_FILES = [
    (SimpleUploadedFile("page.jpg", b"<html>"), "page.jpg: This isn't a photo, or it is damaged."),
    (SimpleUploadedFile("shot.heic", b"\0\0\0\x18ftypheic" + b"\0" * 40), "shot.heic: This is a HEIC or AVIF photo"),
    (SimpleUploadedFile("huge.jpg", b"\xff" * (21 << 20)), "“huge.jpg” is larger than 10 MB."),
]


@pytest.mark.parametrize(("bad", "words"), BAD_FILES, ids=["html", "heic", "huge"])
def test_refused_photo_is_named_and_the_good_one_is_kept(county, phone, bad, words):
    bad.seek(0)

    answer = phone.post(DRILL, county.typed(photos=[upload(1), bad]))

    [message] = errors(answer)["photos"]
    assert message.startswith(words)
    [(kept, is_chosen)] = answer.context["waiting"]
    assert is_chosen

    phone.post(DRILL, county.typed(photo=kept.pk))
    assert ActivityPhoto.objects.get().activity == Activity.objects.get()


def test_thirteen_photos_with_the_form_are_too_many(county, phone):
    answer = phone.post(DRILL, county.typed(photos=[upload(number) for number in range(13)]))

    assert errors(answer)["photos"] == ["You chose 13 files; at most 12 are taken here."]


def test_photo_too_many_for_the_record_costs_no_words(county, phone):
    activity = ActivityFactory(
        campaign=county.campaign, unit=county.unit, state="draft", kind=ActivityKindFactory(code="drill")
    )
    change_photos(activity, by=county.liaison, new=[photo(number) for number in range(12)])
    version = Activity.objects.get().version
    typed = {"starts_on": "2026-06-10", "version": version, "place": "East", "photos": upload(99)}

    answer = phone.post(reverse("activities:activity_edit", args=[activity.pk]), typed, follow=True)

    activity.refresh_from_db()
    words = [str(message) for message in answer.context["messages"]]
    assert (activity.place, activity.photos.count()) == ("East", 12)
    assert words[0] == "The record is saved, its photos are not: An activity takes at most 12 photos."


def test_photo_sent_ahead_is_claimed_by_its_form(county, phone):
    add = reverse("activities:photo_add", args=["2026"])

    fragment = phone.post(add, {"photos": upload(1)})
    photo = ActivityPhoto.objects.get()
    assert f'name="photo" value="{photo.pk}" checked' in fragment.content.decode()

    phone.post(DRILL, county.typed(photo=photo.pk))
    photo.refresh_from_db()
    assert photo.activity == Activity.objects.get()


def test_photo_is_served_privately_and_never_sniffed(county, phone):
    phone.post(DRILL, county.typed(photos=[upload(1)]))
    photo = ActivityPhoto.objects.get()

    answer = phone.get(photo.get_absolute_url())

    names = ("Content-Type", "Cache-Control", "X-Content-Type-Options", "Content-Security-Policy")
    expected = ["image/jpeg", "private, max-age=86400, immutable", "nosniff", "default-src 'none'; sandbox"]
    assert [answer.headers[name] for name in names] == expected


def test_photo_whose_file_is_gone_is_not_found(county, phone):
    phone.post(DRILL, county.typed(photos=[upload(1)]))
    photo = ActivityPhoto.objects.get()
    photo.file.storage.delete(photo.file.name)

    assert phone.get(photo.get_absolute_url()).status_code == 404
