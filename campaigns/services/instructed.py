"""What becomes of an instruction, told to the leader who wrote it or who holds the post by now."""

from collections.abc import Callable

from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import Post, User
from campaigns.models import Assignment, Instruction, UnitAssignment
from campaigns.selectors.instructions import holders_of
from core.text import shortened
from notifications.duties import subject_of
from notifications.services.telling import queue

QUOTED = 200


def tell_of_answer(row: UnitAssignment, *, by: User) -> None:
    """The leader reads each answer in the inbox; the last one that was awaited comes by a letter of its own."""
    waited = row.assignment.units.with_unit().exclude(pk=row.pk).count()
    facts = {"unit": row.unit.name, "title": row.assignment.title, "answer": shortened(row.answer_text, QUOTED)}

    def words() -> str:
        said = _("%(unit)s has answered your instruction “%(title)s”: %(answer)s") % facts
        if not waited:
            return said
        rest = ngettext("%(number)s unit has yet to answer.", "%(number)s units have yet to answer.", waited)
        return _("%(first)s %(second)s") % {"first": said, "second": rest % {"number": waited}}

    key = f"unit-assignment-{row.pk}-answered-{timezone.now():%Y%m%d%H%M%S%f}"
    _tell(row.assignment, key, words, row.get_absolute_url(), by=by, at_once=not waited)


def tell_of_fate(row: UnitAssignment, pattern: Callable[[], str], why: str, *, by: User) -> None:
    """That the office has settled a unit's part; the leader's own acts are no news to the leader."""
    facts = {"unit": row.unit.name, "title": row.assignment.title, "why": why}
    key = f"unit-assignment-{row.pk}-settled-{timezone.now():%Y%m%d%H%M%S%f}"
    _tell(row.assignment, key, lambda: pattern() % facts, row.get_absolute_url(), by=by)


def tell_of_withdrawal(assignment: Assignment, *, by: User, why: str) -> None:
    facts = {"title": assignment.title, "why": why}

    def words() -> str:
        return _("Your instruction “%(title)s” has been taken back: %(why)s") % facts

    _tell(assignment, f"{subject_of(assignment)}-taken-back", words, assignment.get_absolute_url(), by=by)


def _tell(
    assignment: Assignment, key: str, words: Callable[[], str], url: str, *, by: User, at_once: bool = False
) -> None:
    instruction: Instruction | None = getattr(assignment, "instruction", None)
    if instruction is None:
        return
    posts: list[Post] = [post for post in holders_of(instruction) if post.person_id != by.pk]
    text, subject = lazy(words, str)(), subject_of(assignment)
    queue(posts, key=key, text=text, url=url, subject=subject, at_once=at_once)
