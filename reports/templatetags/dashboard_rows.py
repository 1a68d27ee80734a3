"""The rows of a dashboard's tables: units below, and the plan."""

from collections.abc import Callable, Iterable
from datetime import date

from django import template
from django.template.loader import get_template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.selectors.plan import PlanNode
from campaigns.templatetags.progressing import progress_bar
from core.drawing import Piece, addresses, once, together
from core.figures import UNKNOWN_SIGN
from core.templatetags.portal import day, due
from reports.selectors.dashboard_units import UnitLine

register = template.Library()
UNIT = Piece(
    '<tr><th scope="row" class="fw-normal"><a href="{url}">{name}</a></th>'
    '<td class="num tight" data-label="{for_activities}">{activities}</td>'
    '<td class="how-far"><a class="progress-link" href="{assignments_url}">{progress}</a></td>'
    '<td class="num tight" data-label="{for_open}">{open}</td>'
    '<td class="num tight" data-label="{for_overdue}">{overdue}</td></tr>'
)
ITEM = Piece(
    '<tr{idle}><th scope="row" class="fw-normal in-{depth}"><a href="{url}">{title}</a></th>'
    '<td>{progress}</td><td class="num tight">{due}</td></tr>'
)
NUMBER = Piece('<a class="{}" href="{}">{}</a>')
DAY = Piece('<span class="tag grey">{}</span>')
NO_DAY = Piece('<span class="hint d-none d-md-inline">{}</span>')(UNKNOWN_SIGN)
IDLE = SafeString(' class="is-idle"')


@register.simple_tag
def unit_rows(lines: Iterable[UnitLine]) -> SafeString:
    labels = {"for_activities": _("Activities"), "for_open": _("Hazards open"), "for_overdue": _("Hazards overdue")}
    rows = (
        UNIT(
            url=line.url,
            name=line.unit.name,
            activities=_number(line.activities, line.activities_url),
            assignments_url=line.assignments_url,
            progress=progress_bar(line.progress),
            open=_number(line.hazards_open, line.hazards_open_url),
            overdue=_number(line.hazards_overdue, line.hazards_overdue_url, "red"),
            **labels,
        )
        for line in lines
    )
    return together(rows)


def _number(number: int | None, url: str, colour: str = "") -> SafeString | str:
    """`colour` is for more than none."""
    if number is None:
        return UNKNOWN_SIGN
    classes = f"fig {colour}" if colour and number else "fig"
    return NUMBER(classes, url, f"{number:,}")


@register.simple_tag
def plan_rows(nodes: Iterable[PlanNode], slug: str, today: date, *, is_dimmed: bool = False) -> SafeString:
    """`is_dimmed` draws back what was asked of nobody."""
    address, due_of = addresses("campaigns:plan_item", slug), once(lambda on, is_done: _due(on, today, is_done))
    rows = (
        ITEM(
            idle=IDLE if is_dimmed and not node.progress.owed else "",
            depth=node.depth,
            url=address(node.item.pk),
            title=node.item.title,
            progress=progress_bar(node.progress),
            due=_deadline(node, due_of),
        )
        for node in nodes
    )
    return together(rows)


def _deadline(node: PlanNode, due_of: Callable[[date, bool], str]) -> str:
    """Without an assignment nothing is late."""
    if not node.item.due_on:
        return NO_DAY
    if node.progress.owed:
        return due_of(node.item.due_on, node.progress.is_done)
    return DAY(day(node.item.due_on))


def _due(on: date, today: date, is_done: bool) -> str:
    return get_template("components/due.html").render(due(on, today, is_done))
