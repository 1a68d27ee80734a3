import errno
import os
import re
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from core.storage import DurableStorage, StorageFull


@pytest.fixture
def storage(tmp_path):
    return DurableStorage(location=tmp_path / "media")


class Breaking(ContentFile):
    """A file whose source fails after the first part."""

    def __init__(self, error):
        super().__init__(b"")
        self.error = error

    def chunks(self, chunk_size=None):
        yield b"x" * 1000
        raise self.error


def stored(storage):
    return [path for path in Path(storage.location).rglob("*") if path.is_file()]


def test_storage_keeps_the_content(storage):
    name = storage.save("photos/a.jpg", ContentFile(b"pixels"))

    assert Path(storage.path(name)).read_bytes() == b"pixels"
    assert [path.name for path in stored(storage)] == [Path(name).name]


@pytest.mark.parametrize(
    ("given", "shape"),
    [
        ("photos/beach.JPG", r"photos/[0-9a-f]{32}\.jpg"),
        ("photos/photo.jpg.php", r"photos/[0-9a-f]{32}"),
        ("photos/<b>\"'.html", r"photos/[0-9a-f]{32}"),
        ("photos/" + "名" * 80 + ".png", r"photos/[0-9a-f]{32}\.png"),
        ("notice.pdf", r"[0-9a-f]{32}\.pdf"),
    ],
)
def test_storage_name_holds_nothing_a_user_typed(storage, given, shape):
    assert re.fullmatch(shape, storage.save(given, ContentFile(b"x")))


def test_storage_gives_each_file_its_own_name(storage):
    names = {storage.save("same.txt", ContentFile(b"x")) for _ in range(5)}

    assert len(names) == 5


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_storage_full_is_a_sentence_and_leaves_no_torn_file(storage, number):
    with pytest.raises(StorageFull) as refusal:
        storage.save("photos/a.jpg", Breaking(OSError(number, os.strerror(number))))

    assert str(refusal.value) == (
        "The portal's disk is full, so the file was not saved. Please tell the administrator."
    )
    assert stored(storage) == []


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), ValueError("broken"), KeyboardInterrupt()])
def test_storage_leaves_no_torn_file_after_any_failure(storage, error):
    with pytest.raises(type(error)):
        storage.save("photos/a.jpg", Breaking(error))

    assert stored(storage) == []


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/outside.txt", "a/../../outside.txt"])
def test_storage_never_leaves_its_folder(storage, name):
    with pytest.raises(Exception, match="path traversal|located outside"):
        storage.save(name, ContentFile(b"x"))
