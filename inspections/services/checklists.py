"""The only writers of checklists. A version once in force is never changed: visits rest on it."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from core.editing import refuse_broken_constraints
from core.errors import DomainError
from core.history import because
from inspections import rules
from inspections.models import Checklist, ChecklistItem, ChecklistVersion
from inspections.selectors.ready_checklists import ReadyChecklist
from units.models import Industry, Unit

State = ChecklistVersion.State
COPIED = ("position", "section", "text_zh", "text_en", "clause", "how", "photo_needed", "grade", "category")


@transaction.atomic
def create_checklist(
    *, by: User, name: str, industry: Industry | None = None, items: Iterable[ChecklistItem] = ()
) -> Checklist:
    """With a first version in preparation, which may begin with these items."""
    area = _area_of(by)
    checklist = Checklist(area=area, name=name.strip(), industry=industry)
    refuse_broken_constraints(checklist)
    with because(by=by):
        checklist.save()
        replace_items(_new_version(checklist, by=by), items)
    return checklist


def take_over(ready: ReadyChecklist, *, by: User, language: str) -> Checklist:
    """A ready-made one as a version in preparation, to be read and put in force."""
    industry = Industry.objects.filter(code=ready.industry).first()
    return create_checklist(by=by, name=ready.name_in(language), industry=industry, items=ready.items(language))


@transaction.atomic
def update_checklist(
    checklist: Checklist, *, by: User, name: str, industry: Industry | None, retired: bool
) -> Checklist:
    row = _locked(checklist, by=by)
    row.name, row.industry, row.retired = name.strip(), industry, retired
    refuse_broken_constraints(row)
    with because(by=by):
        row.save(update_fields=["name", "industry", "retired"])
    return row


@transaction.atomic
def prepare_version(checklist: Checklist, *, by: User) -> ChecklistVersion:
    """The version in preparation; if there is none, a copy of the one in force."""
    row = _locked(checklist, by=by)
    draft = row.versions.filter(state=State.DRAFT).first()
    if draft:
        return draft
    with because(by=by):
        fresh = _new_version(row, by=by)
        present = row.versions.in_force().first()
        replace_items(fresh, _copies(present.items.all()) if present else ())
    return fresh


@transaction.atomic
def publish_version(version: ChecklistVersion, *, by: User) -> ChecklistVersion:
    """Put it in force from today; the one before is replaced, visits made by it keep it."""
    row = locked_draft(version, by=by)
    if not row.items.exists():
        raise DomainError(_("A checklist without items can't be put in force."))
    with because(by=by):
        for present in row.checklist.versions.in_force():
            present.state = State.REPLACED
            present.save(update_fields=["state"])
        row.state, row.published_on = State.PUBLISHED, timezone.localdate()
        row.save(update_fields=["state", "published_on"])
    return row


@transaction.atomic
def discard_version(version: ChecklistVersion, *, by: User) -> None:
    """Throw a version in preparation away; a checklist that never had one in force goes with it."""
    row = locked_draft(version, by=by)
    with because(by=by):
        if row.checklist.versions.count() == 1 and not row.checklist.rounds.exists():
            row.checklist.delete()
        else:
            row.delete()


@transaction.atomic
def add_item(version: ChecklistVersion, *, by: User, **facts: Any) -> ChecklistItem:
    row = locked_draft(version, by=by)
    last = row.items.aggregate(last=Max("position"))["last"] or 0
    with because(by=by):
        return ChecklistItem.objects.create(version=row, position=last + 1, **facts)


@transaction.atomic
def update_item(item: ChecklistItem, *, by: User, **facts: Any) -> ChecklistItem:
    locked_draft(item.version, by=by)
    row = ChecklistItem.objects.select_for_update().get(pk=item.pk)
    for name, value in facts.items():
        setattr(row, name, value)
    with because(by=by):
        row.save(update_fields=[*facts])
    return row


@transaction.atomic
def remove_item(item: ChecklistItem, *, by: User) -> None:
    locked_draft(item.version, by=by)
    with because(by=by):
        item.delete()


@transaction.atomic
def order_items(version: ChecklistVersion, *, by: User, ids: Sequence[int]) -> None:
    """Put the items into this order; one that isn't named goes to the end."""
    row = locked_draft(version, by=by)
    places = {key: place for place, key in enumerate(ids)}
    items = sorted(row.items.all(), key=lambda item: (places.get(item.pk, len(places)), item.position))
    for position, item in enumerate(items, start=1):
        item.position = position
    with because(by=by):
        ChecklistItem.objects.bulk_update(items, ["position"])


def replace_items(version: ChecklistVersion, items: Iterable[ChecklistItem]) -> None:
    """All items of a locked version in preparation anew, in this order."""
    version.items.all().delete()
    rows = list(items)
    for position, item in enumerate(rows, start=1):
        item.version, item.position = version, position
    ChecklistItem.objects.bulk_create(rows)


def locked_draft(version: ChecklistVersion, *, by: User) -> ChecklistVersion:
    _locked(version.checklist, by=by)
    row = ChecklistVersion.objects.select_for_update(of=("self",)).select_related("checklist").get(pk=version.pk)
    if row.state != State.DRAFT:
        raise DomainError(_("This version is in force or was. Prepare a new one to change it."))
    return row


def _area_of(by: User) -> Unit:
    if not rules.may_keep_checklists(by) or by.area is None:
        raise PermissionDenied
    return by.area


def _locked(checklist: Checklist, *, by: User) -> Checklist:
    row = Checklist.objects.select_for_update().get(pk=checklist.pk)
    if _area_of(by).pk != row.area_id:
        raise PermissionDenied
    return row


def _new_version(checklist: Checklist, *, by: User) -> ChecklistVersion:
    last = checklist.versions.aggregate(last=Max("number"))["last"] or 0
    return ChecklistVersion.objects.create(checklist=checklist, number=last + 1, made_by=by)


def _copies(items: Iterable[ChecklistItem]) -> list[ChecklistItem]:
    return [ChecklistItem(**{name: getattr(item, name) for name in COPIED}) for item in items]
