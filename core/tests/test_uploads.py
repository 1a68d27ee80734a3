import pytest
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from core import uploads
from core.uploads import FileTooLarge, OversizeFile

HANDLERS = [
    "core.uploads.SizeLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


@pytest.fixture
def post(settings):
    settings.FILE_UPLOAD_HANDLERS = HANDLERS

    requests = []

    def request(**data):
        requests.append(RequestFactory().post("/", data))
        return requests[-1]

    yield request
    for made in requests:
        made.close()


def upload(size):
    return SimpleUploadedFile("photo.jpg", b"x" * size)


@pytest.mark.parametrize("size", [10, 3 * 1024 * 1024, uploads.MOST_FILE])
def test_upload_within_the_limit_arrives_whole(post, size):
    file = post(photo=upload(size)).FILES["photo"]

    assert (type(file) is OversizeFile, file.size, len(file.read())) == (False, size, size)


def test_upload_of_60_mb_becomes_a_sentence_and_the_other_fields_stay(post):
    request = post(title="Kept", photo=upload(60 << 20), small=upload(5), after="Kept too")

    file = request.FILES["photo"]
    assert (request.POST["title"], request.POST["after"]) == ("Kept", "Kept too")
    assert request.FILES["small"].read() == b"xxxxx"
    assert (type(file), file.name, file.size) == (OversizeFile, "photo.jpg", 60 << 20)
    with pytest.raises(FileTooLarge) as refusal:
        file.chunks()
    assert str(refusal.value) == "“photo.jpg” has 60 MB; a file may have 20 MB."


def test_request_over_the_limit_is_read_and_refused(post, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_REQUEST", 1 << 20)
    request = post(photo=upload(2 << 20))
    body = request.META["wsgi.input"]

    with pytest.raises(RequestDataTooBig, match="All files together are larger than 1 MB."):
        _ = request.FILES

    assert body.read() == b""


def test_request_far_over_the_limit_is_not_read(post, monkeypatch):
    monkeypatch.setattr(uploads, "MOST_REQUEST", 1024)
    monkeypatch.setattr(uploads, "_MOST_DRAINED", 4096)
    request = post(photo=upload(1 << 20))
    body = request.META["wsgi.input"]

    with pytest.raises(RequestDataTooBig):
        _ = request.FILES

    assert len(body.read()) > 1 << 20
