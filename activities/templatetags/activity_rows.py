"""The rows of the list of activities."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from activities.models import Activity
from activities.selectors.listing import Known, Line
from campaigns.models import Indicator
from core.drawing import Piece, addresses, once, together
from core.figures import UNKNOWN_SIGN
from core.templatetags.portal import day, figure, moment

register = template.Library()
ROW = Piece(
    '<tr><td class="wide"><a href="{address}">{title}</a>{figures}</td>'
    '<td data-label="{for_unit}"><span>{unit}{guests}</span></td>'
    '<td data-label="{for_kind}">{kind}</td>'
    '<td class="tight" data-label="{for_day}">{day}</td>'
    '<td class="tight" data-label="{for_state}"><span class="tag {colour}">{state}</span></td>'
    '<td class="tight" data-label="{for_submitted}">{submitted}</td>'
    '<td class="num" data-label="{for_photos}">{photos}</td>{wanted}</tr>'
)
WANTED = Piece('<td class="num" data-label="{}">{}</td>')
FIGURE = Piece('<span class="pair">{} {}</span>')
FIGURES = Piece('<span class="sub">{}</span>')
GUESTS = Piece(' <span class="hint">{}</span>')


@register.simple_tag
def activity_rows(lines: Sequence[Line], indicator: Indicator | None, words: Mapping[str, Any]) -> SafeString:
    """`words` are the labels of the columns, `indicator` that of the last one (may be None)."""
    labels = {f"for_{name}": conditional_escape(word) for name, word in words.items()}
    return together(ROW(**labels, **cells) for cells in _cells(lines, indicator))


def _cells(lines: Sequence[Line], indicator: Indicator | None) -> Iterator[dict[str, Any]]:
    address, name_of = addresses("activities:activity"), once(conditional_escape)
    day_of, moment_of = once(day), once(moment)
    states = {state: conditional_escape(name) for state, name in Activity.State.choices}
    for line in lines:
        row = line.activity
        yield {
            "address": address(row.pk),
            "title": row.title,
            "figures": _figures(line.figures, name_of) if line.figures else "",
            "unit": row.unit,
            "guests": _guests(row.guest_count) if row.guest_count else "",
            "kind": row.kind,
            "day": day_of(row.starts_on),
            "colour": line.colour,
            "state": states[row.state],
            "submitted": moment_of(row.submitted_at),
            "photos": row.photo_count or UNKNOWN_SIGN,
            "wanted": WANTED(indicator.name, figure(line.wanted)) if indicator else "",
        }


def _figures(values: Sequence[Known], name_of: Callable[[str], SafeString]) -> SafeString:
    """A hundred and fifty of them on a page: the names are escaped once each."""
    pairs = ((name_of(value.name), value.figure.text()) for value in values)
    return FIGURES(FIGURE.each(pairs, " · "))


def _guests(number: int) -> SafeString:
    words = ngettext("and %(number)s more", "and %(number)s more", number) % {"number": number}
    return GUESTS(words)
