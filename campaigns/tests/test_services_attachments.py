import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from campaigns.models import Attachment
from campaigns.services.attachments import attach, remove_attachment, shown_name
from campaigns.tests.factories import NoticeFactory, ReceiptFactory
from core.errors import DomainError

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
    client.force_login(office, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.get(file.get_absolute_url())

    assert b"".join(answer.streaming_content) == b"<html>"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"


def test_attachment_of_a_draft_is_not_there_for_a_unit(client, file, liaison):
    client.force_login(liaison, backend="django.contrib.auth.backends.ModelBackend")

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
