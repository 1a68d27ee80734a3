from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction
from django.utils import timezone

from campaigns.models import Attachment
from campaigns.services.attachments import attach, remove_attachment, remove_strays, shown_name
from campaigns.services.notices import delete_notice
from campaigns.tests.factories import NoticeFactory, ReceiptFactory
from core.errors import DomainError
from core.storage import StorageFull

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(campaign, office):
    return attach(NoticeFactory(campaign=campaign), [ContentFile(b"<html>", name="计划.pdf")], by=office)[0]


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("plan.pdf", "plan.pdf"),
        ("C:\\files\\plan.pdf", "plan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\nb.pdf", "a b.pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_shown_name_keeps_the_name_and_no_folder(typed, shown):
    assert shown_name(typed) == shown


def test_attach_stores_under_an_own_name(file):
    assert (file.name, "计划" in file.file.name) == ("计划.pdf", False)


def test_attachment_is_downloaded_and_never_shown(client, file, office):
    client.force_login(office)

    answer = client.get(file.get_absolute_url())

    assert b"".join(answer.streaming_content) == b"<html>"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_attachment_of_a_draft_is_not_there_for_a_unit(client, file, liaison):
    client.force_login(liaison)

    assert client.get(file.get_absolute_url()).status_code == 404


def test_remove_attachment_takes_it_off_a_draft(file, office, django_capture_on_commit_callbacks):
    storage, name = file.file.storage, file.file.name

    with django_capture_on_commit_callbacks(execute=True):
        remove_attachment(file, by=office)

    assert (Attachment.objects.count(), storage.exists(name)) == (0, False)


def test_remove_attachment_refuses_what_was_issued(office, campaign):
    notice = ReceiptFactory(notice__campaign=campaign).notice
    file = attach(notice, [ContentFile(b"abc", name="a.pdf")], by=office)[0]

    with pytest.raises(DomainError, match="It stays"):
        remove_attachment(file, by=office)

    assert Attachment.objects.count() == 1


def test_remove_attachment_is_refused_to_a_liaison(file, liaison):
    with pytest.raises(PermissionDenied):
        remove_attachment(file, by=liaison)

    assert Attachment.objects.count() == 1


def test_attachment_on_no_record_breaks_the_constraint(file):
    with pytest.raises(IntegrityError, match="attachment_on_one_record"), transaction.atomic():
        Attachment.objects.update(notice=None)


class Torn(ContentFile):
    """The disk gives out in the middle."""

    def chunks(self, chunk_size=None):
        yield b"a"
        raise OSError(28, "No space left on device")


def stored(settings):
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_attach_leaves_no_file_when_a_later_one_fails_f9(campaign, office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    notice = NoticeFactory(campaign=campaign)

    with pytest.raises(StorageFull), transaction.atomic():
        attach(notice, [ContentFile(b"abc", name="a.pdf"), Torn(b"abc", name="b.pdf")], by=office)

    assert (Attachment.objects.count(), stored(settings)) == (0, [])


def test_delete_of_a_draft_takes_its_files_along(
    campaign, office, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.MEDIA_ROOT = tmp_path
    notice = NoticeFactory(campaign=campaign)
    attach(notice, [ContentFile(b"abc", name="a.pdf")], by=office)

    with django_capture_on_commit_callbacks(execute=True):
        delete_notice(notice, by=office)

    assert stored(settings) == []


def test_sweep_removes_day_old_files_without_a_row_f9(campaign, office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    [kept] = attach(NoticeFactory(campaign=campaign), [ContentFile(b"abc", name="a.pdf")], by=office)
    stray = Path(kept.file.path).with_name("stray.pdf")
    stray.write_bytes(b"abc")

    assert remove_strays(timezone.now()) == 0
    assert remove_strays(timezone.now() + timedelta(hours=25)) == 1
    assert stored(settings) == [Path(kept.file.path).name]
