import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.utils import timezone

from accounts.tests.factories import UserFactory
from activities.models import Activity, ActivityPhoto
from activities.selectors.history import history_of_activity
from activities.services import photos as services
from activities.services.states import RecordLocked
from activities.tasks import sweep_photos
from activities.tests.factories import ActivityFactory
from activities.tests.photo_files import photo
from core.errors import DomainError
from units.tests.factories import UnitFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def activity(county):
    return ActivityFactory(campaign=county.campaign, unit=county.unit, state="draft")


def files():
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def wait(county, *numbers):
    return services.add_waiting_photos(county.campaign, [photo(number) for number in numbers], by=county.liaison)


def test_photos_are_claimed_in_order_and_named_in_the_history(county, activity):
    waiting = wait(county, 1, 2)

    services.change_photos(activity, by=county.liaison, new=[photo(3)], waiting=[row.pk for row in waiting])

    assert [row.position for row in activity.photos.all()] == [1, 2, 3]
    assert [change.new for change in history_of_activity(activity)[0].changes] == ["3 photos"]


def test_photo_the_record_has_already_is_not_added_twice(county, activity):
    services.change_photos(activity, by=county.liaison, new=[photo(1), photo(1)])
    services.change_photos(activity, by=county.liaison, new=[photo(1)])

    assert (activity.photos.count(), len(files())) == (1, 2)


def test_thirteenth_photo_is_refused_and_leaves_no_file(county, activity):
    with pytest.raises(services.TooManyPhotos):
        services.change_photos(activity, by=county.liaison, new=[photo(number) for number in range(13)])

    assert (activity.photos.count(), files()) == (0, [])


def test_photo_taken_off_takes_its_files_along(county, activity, django_capture_on_commit_callbacks):
    services.change_photos(activity, by=county.liaison, new=[photo(1)])

    with django_capture_on_commit_callbacks(execute=True):
        services.change_photos(activity, by=county.liaison, removed=[activity.photos.get().pk])

    assert (activity.photos.count(), files()) == (0, [])


def test_photo_that_waits_already_is_not_kept_twice(county):
    first = wait(county, 1)

    assert wait(county, 1, 1) == first
    assert (ActivityPhoto.objects.count(), len(files())) == (1, 2)


def test_waiting_photo_of_another_person_cannot_be_claimed(county, activity):
    foreign = services.add_waiting_photos(county.campaign, [photo(1)], by=county.office)

    services.change_photos(activity, by=county.liaison, waiting=[foreign[0].pk])

    assert activity.photos.count() == 0


def test_photos_of_an_approved_record_are_locked_but_sending_them_again_is_no_change(county, activity):
    services.change_photos(activity, by=county.liaison, new=[photo(1)])
    Activity.objects.update(
        state="approved",
        reviewed_at=timezone.now(),
        reviewed_by=county.office,
        submitted_at=timezone.now(),
        submitted_by=county.liaison,
    )

    with pytest.raises(RecordLocked):
        services.change_photos(activity, by=county.liaison, new=[photo(2)])
    services.change_photos(activity, by=county.liaison, new=[photo(1)])

    assert (activity.photos.count(), len(files())) == (1, 2)


def test_change_of_photos_is_a_new_version(county, activity):
    services.change_photos(activity, by=county.liaison, new=[photo(1)])
    services.change_photos(activity, by=county.liaison, new=[photo(1)])

    activity.refresh_from_db()
    assert activity.version == 2


def test_photos_of_a_stranger_are_refused(county, activity):
    stranger = UserFactory(role="liaison", unit=UnitFactory(parent=county.campaign.area))

    with pytest.raises(PermissionDenied):
        services.change_photos(activity, by=stranger, new=[photo(1)])


def test_nobody_fills_the_disk_with_waiting_photos(county, monkeypatch):
    monkeypatch.setattr(services, "MOST_WAITING", 2)
    wait(county, 1, 2)

    with pytest.raises(DomainError):
        wait(county, 3)

    assert (ActivityPhoto.objects.count(), len(files())) == (2, 4)


def test_database_error_after_the_file_removes_the_file_f9(county):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE activities_activityphoto ADD CONSTRAINT none CHECK (width < 0) NOT VALID")

    with pytest.raises(DatabaseError):
        wait(county, 1)

    assert files() == []


def test_sweep_removes_what_has_waited_a_day_and_nothing_else(county, activity, django_capture_on_commit_callbacks):
    old, _young = wait(county, 1, 2)
    services.change_photos(activity, by=county.liaison, new=[photo(3)])
    ActivityPhoto.objects.exclude(pk=_young.pk).update(added_at=timezone.now() - timedelta(hours=25))

    with django_capture_on_commit_callbacks(execute=True):
        sweep_photos()

    assert (ActivityPhoto.objects.filter(pk=old.pk).count(), ActivityPhoto.objects.count(), len(files())) == (0, 2, 4)


def test_sweep_removes_day_old_files_without_a_row(county):
    [kept] = wait(county, 1)
    stray = f"{Path(kept.file.name).parent}/{uuid.uuid4().hex}.jpg"
    Path(default_storage.path(stray)).write_bytes(b"torn")

    assert services.remove_strays(timezone.now()) == 0
    assert services.remove_strays(timezone.now() + timedelta(hours=25)) == 1
    assert len(files()) == 2
