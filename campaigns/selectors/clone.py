"""What a clone would be made of, shown before anything is saved."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from campaigns.models import Assignment, Campaign, CommitteeSeat
from campaigns.selectors.campaign import declared_of
from campaigns.selectors.editions import local_edition_of, national_edition_of
from campaigns.selectors.plan import PlanNode, plan_tree
from core.dates import shift

PARTS = {
    "plan": gettext_lazy("Plan"),
    "seats": gettext_lazy("Seats of the leading group, by post, without the persons"),
    "timeline": gettext_lazy("Timeline"),
    "assignments": gettext_lazy("Assignments as drafts, with their units and quotas"),
}


@dataclass(frozen=True)
class ShiftedRow:
    """One row of the pattern; `becomes` is its day in the new campaign, on the same weekday."""

    part: str
    pk: int
    label: str
    detail: str = ""
    was: date | None = None
    becomes: date | None = None
    depth: int = 0

    @property
    def key(self) -> str:
        return f"{self.part}_{self.pk}"


def rows_to_clone(source: Campaign, *, parts: Collection[str], starts_on: date) -> list[ShiftedRow]:
    """All rows of the chosen parts, their days moved to a campaign that starts on `starts_on`."""

    def moved(day: date | None) -> date | None:
        return shift(day, source.starts_on, starts_on) if day else None

    makers = {"plan": _plan_rows, "seats": _seat_rows, "timeline": _timeline_rows, "assignments": _assignment_rows}
    return [row for part, make in makers.items() if part in parts for row in make(source, moved)]


Move = Callable[[date | None], date | None]


def _plan_rows(source: Campaign, moved: Move) -> Iterator[ShiftedRow]:
    nodes: list[PlanNode] = [node for root in plan_tree(source) for node in root.walk()]
    for node in nodes:
        item = node.item
        number = "" if item.number is None else f" {item.number}"
        label = f"{item.kind.name}{number} · {item.title}"
        yield ShiftedRow("plan", item.pk, label, "", item.due_on, moved(item.due_on), node.depth)


def _seat_rows(source: Campaign, moved: Move) -> Iterator[ShiftedRow]:
    order = CommitteeSeat.Kind.values
    held = source.seats.held_on(source.ends_on).select_related("unit")
    for seat in sorted(held, key=lambda seat: order.index(seat.kind)):
        yield ShiftedRow("seats", seat.pk, str(seat), seat.get_kind_display())


def _timeline_rows(source: Campaign, moved: Move) -> Iterator[ShiftedRow]:
    """A step that was never planned is planned for the day it happened on."""
    for entry in source.timeline.all():
        day = entry.planned_on or entry.actual_on
        detail = entry.get_kind_display()
        yield ShiftedRow("timeline", entry.pk, entry.title, detail, day, moved(day))


def _assignment_rows(source: Campaign, moved: Move) -> Iterator[ShiftedRow]:
    rows = source.assignments.exclude(state=Assignment.State.WITHDRAWN).annotate(asked=Count("units"))
    for row in rows:
        due = timezone.localtime(row.due_at)
        units = ngettext("%(number)s unit", "%(number)s units", row.asked) % {"number": row.asked}
        detail = gettext("%(units)s, due at %(time)s") % {"units": units, "time": due.strftime("%H:%M")}
        yield ShiftedRow("assignments", row.pk, row.title, detail, due.date(), moved(due.date()))


def suggested_facts(source: Campaign, *, starts_on: date, ends_on: date) -> dict[str, Any]:
    """The facts to start from; theme and editions are for a person to check."""
    year = starts_on.year
    local = None
    if source.local_first_year:
        local = local_edition_of(year, source.local_first_year)
    elif source.local_edition:
        local = source.local_edition + year - source.year
    copied = ["season", "theme", "slogans", "basis", "local_first_year", "entry_set", "hotline", "contact"]
    return {name: getattr(source, name) for name in copied} | {
        "slug": _free_slug(source, year),
        "name": source.name.replace(str(source.year), str(year)),
        "year": year,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "national_edition": national_edition_of(year) if source.national_edition else None,
        "local_edition": local,
        "linkages": list(source.linkages.all()),
        "declared": declared_of(source),
    }


def _free_slug(source: Campaign, year: int) -> str:
    wanted = source.slug.replace(str(source.year), str(year))
    if wanted == source.slug or Campaign.objects.filter(slug=wanted).exists():
        wanted = f"{source.slug}-{year}"
    return "" if Campaign.objects.filter(slug=wanted).exists() else wanted[:40]


def suggested_period(source: Campaign) -> tuple[date, date]:
    """The same days of the next year; 29 February becomes the 28th."""

    def a_year_later(day: date) -> date:
        try:
            return day.replace(year=day.year + 1)
        except ValueError:
            return day.replace(year=day.year + 1, day=28)

    return a_year_later(source.starts_on), a_year_later(source.ends_on)
