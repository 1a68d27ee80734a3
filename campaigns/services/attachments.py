"""Files on notices, assignments, answers and minutes."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from pathlib import PurePath

from django.core.exceptions import PermissionDenied
from django.core.files import File
from django.db import models, transaction
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import Assignment, Attachment, Meeting, Notice, UnitAssignment
from core.errors import DomainError
from core.history import because
from core.storage import delete_files, files_only_if_saved, remove_stray_files
from core.text import printable

RECORD_FIELDS = {
    Notice: "notice",
    Assignment: "assignment",
    UnitAssignment: "unit_assignment",
    Meeting: "meeting",
}
LONGEST_NAME = 200
FOLDER = "attachments"
STRAY_AFTER = timedelta(hours=24)


def attach(record: models.Model, files: Iterable[File], *, by: User) -> list[Attachment]:
    """Keep checked files (`campaigns.forms.attachments`) on a record; the caller has checked the right."""
    field, added = RECORD_FIELDS[type(record)], []
    with files_only_if_saved() as stored:
        for file in files:
            row = Attachment(**{field: record}, name=shown_name(file.name or ""), size=file.size, added_by=by)
            row.file.save(file.name or "file", file, save=False)
            stored.append(str(row.file.name))
            row.save()
            added.append(row)
    return added


def forget_files(record: models.Model) -> None:
    """Called before a record is deleted with its attachments: their files go once that is certain."""
    rows = Attachment.objects.filter(**{RECORD_FIELDS[type(record)]: record})
    names = list(rows.values_list("file", flat=True))
    transaction.on_commit(lambda: delete_files(names))


def remove_strays(now: datetime) -> int:
    """Remove day-old files without a row: what a kill or a late refusal left. Returns how many."""
    return remove_stray_files(FOLDER, _kept, older_than=now - STRAY_AFTER)


def _kept(prefix: str) -> set[str]:
    return set(Attachment.objects.filter(file__startswith=prefix).values_list("file", flat=True))


def shown_name(typed: str) -> str:
    """The sender's name for the file, without folders, short enough to keep, its ending kept."""
    path = PurePath(printable(typed).replace("\\", "/").replace("\n", " "))
    ending = path.suffix[:20]
    return (path.name.removesuffix(path.suffix)[: LONGEST_NAME - len(ending)] + ending) or "file"


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User) -> None:
    """Take a file off a draft, or off an own answer that the office has not accepted."""
    attachment = Attachment.objects.select_for_update(of=("self",)).get(pk=attachment.pk)
    if not rules.may_remove_attachment(by, attachment):
        raise PermissionDenied
    if not is_loose(attachment):
        raise DomainError(_("The file belongs to what was sent. It stays."))
    name = str(attachment.file.name)
    with because(by=by):
        attachment.delete()
    transaction.on_commit(lambda: delete_files([name]))


def is_loose(attachment: Attachment) -> bool:
    """Whether the record it hangs on is still being written."""
    if attachment.notice:
        return attachment.notice.state == Notice.State.DRAFT
    if attachment.assignment:
        return attachment.assignment.state == Assignment.State.DRAFT
    if attachment.unit_assignment:
        return attachment.unit_assignment.state == UnitAssignment.State.OPEN
    return True
