"""The rows of the hazard ledger."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import template
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from core.drawing import Piece, addresses, once, together
from core.figures import UNKNOWN_SIGN
from core.templatetags.portal import day, due
from inspections.models import Hazard
from inspections.selectors.listing import Line, Row

register = template.Library()
ROW = Piece(
    '<tr><td class="tight" data-label="{for_number}">{number}</td>'
    '<td class="wide"><a href="{address}">{title}</a>{major}<span class="sub">{where}</span></td>'
    '<td data-label="{for_unit}"><span>{unit}{supervising}</span></td>'
    '<td class="tight" data-label="{for_state}"><span class="tag {colour}">{state}</span></td>'
    '<td class="tight" data-label="{for_day}">{day}</td>'
    '<td class="tight" data-label="{for_due}">{due}</td></tr>'
)
MAJOR = Piece(' <span class="tag red">{}</span>')
SUPERVISING = Piece('<span class="sub">{}</span>')


@register.simple_tag
def ledger_rows(lines: Sequence[Line], words: Mapping[str, Any], today: date) -> SafeString:
    """`words` are the labels of the columns."""
    labels = {f"for_{name}": conditional_escape(word) for name, word in words.items()}
    return together(ROW(**labels, **cells) for cells in _cells(lines, today))


def _cells(lines: Sequence[Line], today: date) -> Iterator[dict[str, Any]]:
    address, day_of, due_of = addresses("inspections:hazard"), once(day), once(lambda on: _due(on, today))
    states = {state: conditional_escape(name) for state, name in Hazard.State.choices}
    major = MAJOR(Hazard.Grade.MAJOR.label)
    for line in lines:
        row = line.hazard
        yield {
            "number": row.number,
            "address": address(row.pk),
            "title": row.title,
            "major": major if row.grade == Hazard.Grade.MAJOR else "",
            "where": _where(row),
            "unit": row.unit or UNKNOWN_SIGN,
            "supervising": SUPERVISING(row.supervising) if row.supervising else "",
            "colour": line.colour,
            "state": states[row.state],
            "day": day_of(row.reported_on),
            "due": due_of(row.due_on) if row.due_on and not line.is_done else day_of(row.due_on),
        }


def _due(on: date, today: date) -> SafeString:
    return get_template("components/due.html").render(due(on, today))


def _where(row: Row) -> str:
    parts = [row.category or "", row.place]
    if row.times_reopened:
        times = ngettext("reopened %(times)s time", "reopened %(times)s times", row.times_reopened)
        parts.append(times % {"times": row.times_reopened})
    return " · ".join(filter(None, parts))
