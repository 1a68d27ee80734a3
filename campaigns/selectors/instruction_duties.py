"""Of leaders' instructions what units have not answered, for the leader who waits for it.

The units are reminded of their shares as of any other assignment.
"""

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy, ngettext

from accounts.models import Post
from campaigns.models import Assignment, Instruction
from campaigns.selectors.owing import AT_WORK, local_day, narrowed, still_there
from notifications.duties import Duty, Source, keys_of

UNANSWERED = Q(assignment__units__state="open", assignment__units__answered_at=None)
_missing = lazy(
    lambda number: (
        ngettext("%(number)s unit has not answered", "%(number)s units have not answered", number) % {"number": number}
    ),
    str,
)


def unanswered(
    *, until: date | None = None, items: Collection[str] | None = None, below: str | None = None
) -> Iterator[Duty]:
    """One for each instruction; nobody's where the post is vacant. None is owed by units or offices, so not `below`."""
    if below is not None:
        return
    sent = Instruction.objects.filter(assignment__state=Assignment.State.SENT, assignment__campaign__state__in=AT_WORK)
    rows = narrowed(sent, until, "assignment__due_at", keys_of(items, "instruction-"))
    rows = rows.select_related("assignment__campaign__area", "post")
    meant = UNANSWERED & still_there("assignment__units__unit__")
    found = list(rows.annotate(missing=Count("assignment__units", filter=meant)).filter(missing__gt=0).order_by("pk"))
    people = _holders(found)
    for row in found:
        if holders := people.get(row.line):
            yield _duty(row, row.missing, holders)


def _holders(rows: Iterable[Instruction]) -> dict[int, tuple[int, ...]]:
    """Of each line of posts who holds it today."""
    lines = {row.line for row in rows}
    held = Post.objects.held_on(timezone.localdate()).filter(Q(pk__in=lines) | Q(line__in=lines))
    found: dict[int, tuple[int, ...]] = {}
    for post in held.filter(person__is_active=True).order_by("pk"):
        line = post.line_id or post.pk
        found[line] = (*found.get(line, ()), post.person_id)
    return found


def _duty(row: Instruction, missing: int, people: tuple[int, ...]) -> Duty:
    asked = row.assignment
    return Duty(
        kind="instruction",
        subject=f"assignment-{asked.pk}",
        item=f"instruction-{row.pk}",
        due_on=local_day(asked.due_at),
        due_at=asked.due_at,
        since=local_day(asked.sent_at),
        area_path=asked.campaign.area.path,
        name=asked.title,
        url=reverse("campaigns:assignment", args=[asked.campaign.slug, asked.pk]),
        reason=_missing(missing),
        people=people,
    )


SOURCE = Source("instruction", gettext_lazy("Answers to leaders' instructions"), unanswered)
