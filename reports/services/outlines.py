"""The office's own outlines: sections in an order, each with the writer that drafts it."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from accounts.models import User
from core.errors import DomainError
from core.history import because
from reports import rules
from reports.models import Outline, OutlineSection

MOST_SECTIONS = 40


def _locked(outline: Outline, by: User) -> Outline:
    if not rules.may_edit_outlines(by):
        raise PermissionDenied
    return Outline.objects.select_for_update().get(pk=outline.pk)


@transaction.atomic
def copy_outline(pattern: Outline, *, by: User, name_zh: str, name_en: str) -> Outline:
    """A new outline with the sections of another, to be changed at will."""
    pattern = _locked(pattern, by)
    taken = set(Outline.objects.values_list("code", flat=True))
    stem = slugify(name_en)[:30] or pattern.code[:30]
    code = next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)
    with because(by=by):
        outline = Outline.objects.create(
            code=code,
            name_zh=name_zh,
            name_en=name_en,
            position=max(Outline.objects.count(), pattern.position) + 1,
            of_bulletins=pattern.of_bulletins,
        )
        for row in pattern.sections.all():
            row.pk, row.outline = None, outline
            row._state.adding = True
            row.save()
    return outline


@transaction.atomic
def update_outline(outline: Outline, *, by: User, name_zh: str, name_en: str, retired: bool) -> Outline:
    """Rename it, or offer it no longer; summaries drafted in it stay."""
    outline = _locked(outline, by)
    outline.name_zh, outline.name_en, outline.retired = name_zh, name_en, retired
    with because(by=by):
        outline.save(update_fields=["name_zh", "name_en", "retired"])
    return outline


@transaction.atomic
def add_outline_section(outline: Outline, *, by: User, **facts: Any) -> OutlineSection:
    outline = _locked(outline, by)
    places = list(outline.sections.values_list("position", flat=True))
    if len(places) >= MOST_SECTIONS:
        raise DomainError(_("An outline takes at most %(most)s sections.") % {"most": MOST_SECTIONS})
    with because(by=by):
        return OutlineSection.objects.create(outline=outline, position=max(places, default=0) + 1, **facts)


@transaction.atomic
def update_outline_section(section: OutlineSection, *, by: User, **facts: Any) -> OutlineSection:
    _locked(section.outline, by)
    section = OutlineSection.objects.select_for_update().get(pk=section.pk)
    for name, value in facts.items():
        setattr(section, name, value)
    with because(by=by):
        section.save(update_fields=list(facts))
    return section


@transaction.atomic
def remove_outline_section(section: OutlineSection, *, by: User) -> None:
    """Summaries already drafted keep theirs."""
    _locked(section.outline, by)
    with because(by=by):
        section.delete()


@transaction.atomic
def order_outline_sections(outline: Outline, *, by: User, ids: list[int]) -> None:
    """The sections in this order; a list that isn't theirs changes nothing."""
    outline = _locked(outline, by)
    rows = {row.pk: row for row in outline.sections.all()}
    if sorted(rows) != sorted(ids):
        raise DomainError(_("The outline has changed in the meantime. Load the page again."))
    with because(by=by):
        for position, pk in enumerate(ids, start=1):
            if rows[pk].position != position:
                rows[pk].position = position
                rows[pk].save(update_fields=["position"])


@transaction.atomic
def move_outline_section(section: OutlineSection, *, by: User, steps: int) -> None:
    """One place up or down; at the end nothing happens."""
    ids = list(section.outline.sections.values_list("pk", flat=True))
    at = ids.index(section.pk)
    if 0 <= at + steps < len(ids):
        ids.insert(at + steps, ids.pop(at))
    order_outline_sections(section.outline, by=by, ids=ids)
