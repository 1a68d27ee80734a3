"""The only writers of the lists. A row is never deleted: records carry it; it is retired instead."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from campaigns import rules
from campaigns.models import ActivityKind, EntrySet, Indicator
from campaigns.models.taxonomy import KindIndicator
from core.editing import apply
from core.errors import DomainError
from core.models import Taxonomy

LONGEST_CODE = 40


@transaction.atomic
def add_row(model: type[Taxonomy], *, by: User, **facts: Any) -> Taxonomy:
    """Add a row as the last of its list; without a code it gets one from its English name."""
    _refuse_others(by)
    facts["code"] = facts.get("code") or free_code(model, facts["name_en"])
    last = model.objects.aggregate(last=Max("position"))["last"]
    return _save(model(position=(last or 0) + 1), facts)


@transaction.atomic
def update_row(row: Taxonomy, *, by: User, **facts: Any) -> Taxonomy:
    """Rename a row; its code stays, since workbooks and other systems use it."""
    _refuse_others(by)
    return _save(type(row).objects.select_for_update().get(pk=row.pk), facts)


@transaction.atomic
def set_retired(row: Taxonomy, *, by: User, retired: bool) -> Taxonomy:
    """A retired row is offered no more; records that carry it keep it."""
    _refuse_others(by)
    row = type(row).objects.select_for_update().get(pk=row.pk)
    row.retired = retired
    row.save(update_fields=["retired"])
    return row


@transaction.atomic
def order_rows(model: type[Taxonomy], *, by: User, ids: Sequence[int]) -> None:
    """Put the offered rows into this order; retired ones follow as they were."""
    _refuse_others(by)
    rows = {row.pk: row for row in model.objects.select_for_update().order_by("pk")}
    offered = {pk for pk, row in rows.items() if not row.retired}
    if set(ids) != offered or len(ids) != len(offered):
        raise DomainError(_("The list has changed in the meantime. Load the page again and move it then."))
    rest = sorted((row for row in rows.values() if row.retired), key=lambda row: row.position)
    for position, row in enumerate([*(rows[pk] for pk in ids), *rest], start=1):
        if row.position != position:
            model.objects.filter(pk=row.pk).update(position=position)


@transaction.atomic
def move_row(row: Taxonomy, *, by: User, steps: int) -> None:
    """Move a row up (negative) or down among those offered; at the end it stays."""
    ids = list(type(row).objects.in_use().values_list("pk", flat=True))
    if row.pk in ids:
        at = ids.index(row.pk)
        ids.insert(min(max(at + steps, 0), len(ids) - 1), ids.pop(at))
        order_rows(type(row), by=by, ids=ids)


def free_code(model: type[Taxonomy], name: str) -> str:
    """A code that no row of the list has: the name in plain letters, with a number if need be."""
    base = slugify(name).replace("-", "_")[: LONGEST_CODE - 4] or "row"
    taken = set(model.objects.filter(code__startswith=base).values_list("code", flat=True))
    candidates = [base, *(f"{base}_{number}" for number in range(2, len(taken) + 3))]
    return next(code for code in candidates if code not in taken)


def _refuse_others(by: User) -> None:
    if not rules.may_edit_taxonomies(by):
        raise PermissionDenied


def _save(row: Taxonomy, facts: dict[str, Any]) -> Taxonomy:
    entries, indicators = facts.pop("entries", None), facts.pop("indicator_order", None)
    apply(row, facts)
    row.save()
    if isinstance(row, EntrySet) and entries is not None:
        row.entries.set(entries)
    if isinstance(row, ActivityKind) and indicators is not None:
        _set_indicators(row, indicators)
    return row


def _set_indicators(kind: ActivityKind, order: Mapping[Indicator, int | None]) -> None:
    """An indicator without a number is no longer offered with this kind."""
    wanted = {indicator: number for indicator, number in order.items() if number is not None}
    KindIndicator.objects.filter(kind=kind, indicator__in=order).exclude(indicator__in=wanted).delete()
    for indicator, number in wanted.items():
        KindIndicator.objects.update_or_create(kind=kind, indicator=indicator, defaults={"position": number})
