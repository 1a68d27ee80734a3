"""Drawings of charts; the components chart.html and chart_rows.html use them."""

from django import template
from django.utils.translation import gettext as _

from core.charts import html, svg
from core.figures import percent

register = template.Library()


@register.simple_tag
def chart_drawing(chart, width=None, scale=1):
    return svg.drawing(chart, width=width, scale=scale)


@register.simple_tag
def chart_spots(chart):
    return svg.spots(chart)


@register.simple_tag
def row_drawing(drawn):
    return svg.row_drawing(drawn)


@register.simple_tag
def chart_day_rows(chart):
    return html.day_rows(chart)


@register.simple_tag
def chart_line_rows(chart):
    return html.line_rows(chart)


@register.simple_tag
def pace_words(share, gone):
    """What is done of what is due, beside the time gone; `gone` is None before the first day."""
    if share is None:
        return _("nothing is due")
    if gone is None:
        return _("%(done)s done") % {"done": percent(share)}
    return _("%(done)s done · %(gone)s of the time gone") % {"done": percent(share), "gone": percent(gone)}


@register.inclusion_tag("components/chart_pace.html")
def chart_pace(done, due, gone):
    """What is done of what is due as a bar, with a mark where it would be if it kept pace with the time gone."""
    share = done / due if due else None
    return {
        "words": pace_words(share, gone),
        "share": share,
        "done_x": f"{100 * min(share or 0, 1):.2f}",
        "gone_x": None if gone is None else f"{100 * gone:.2f}",
        "is_behind": share is not None and gone is not None and share < gone,
    }
