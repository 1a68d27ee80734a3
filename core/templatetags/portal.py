"""Tags and filters every template has without loading them (settings, TEMPLATES builtins)."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from core import assets, figures, form_fields
from core.figures import UNKNOWN_SIGN, Figure, Share
from core.filter_panel import drawn
from core.filters import active_filters
from core.qr import qr_svg

register = template.Library()

# A deadline nearer than this is yellow, nearer than a week and a half blue, else grey.
SOON_DAYS, LATER_DAYS = 3, 10


@register.simple_tag
def qr(text, label):
    """A QR code of the text, usually an address; the label says to readers what it leads to."""
    return qr_svg(text, label=label)


register.simple_tag(assets.script_modules)


@register.filter
def figure(value):
    """A core.figures.Figure or Share, a number or None, as tables show it."""
    if not isinstance(value, Figure | Share):
        return thousands(value)
    return value.text()


@register.filter
def thousands(value):
    return UNKNOWN_SIGN if value is None else f"{value:,}"


@register.filter
def percent(value):
    """A share between 0 and 1; a dash for nothing to divide."""
    return figures.percent(value)


@register.filter
def day(value):
    """10 June, with the year when it isn't this one."""
    if value is None or value == "":
        return UNKNOWN_SIGN
    if hasattr(value, "tzinfo"):
        value = timezone.localtime(value).date()
    if value.year == timezone.localdate().year:
        return date_format(value, pgettext("day of this year", "j F"))
    return date_format(value, pgettext("day of another year", "j F Y"))


@register.filter
def moment(value):
    """10 June, 09:12, in the portal's time zone."""
    if value is None or value == "":
        return UNKNOWN_SIGN
    local = timezone.localtime(value)
    return _("%(day)s, %(time)s") % {"day": day(local), "time": local.strftime("%H:%M")}


@register.filter
def as_said(value):
    """A value of the history: days and moments as elsewhere, all else as it is."""
    if isinstance(value, datetime):
        return moment(value)
    return day(value) if isinstance(value, date) else value


@register.inclusion_tag("components/due.html")
def due(on, today, done=False):
    """How near a deadline is, as a coloured tag with words."""
    if on is None:
        return {"on": None}
    left = (on - today).days
    if done:
        return {"on": on, "colour": "green", "symbol": "check", "words": day(on)}
    if left < 0:
        late = ngettext("%(days)s day late", "%(days)s days late", -left) % {"days": -left}
        return {"on": on, "colour": "red", "symbol": "clock", "words": late}
    if left <= SOON_DAYS:
        return {"on": on, "colour": "yellow", "symbol": "clock", "words": _due_words(left)}
    return {"on": on, "colour": "blue" if left < LATER_DAYS else "grey", "symbol": "", "words": day(on)}


def _due_words(left):
    if left == 0:
        return _("due today")
    if left == 1:
        return _("due tomorrow")
    return ngettext("due in %(days)s day", "due in %(days)s days", left) % {"days": left}


@register.simple_tag
def page_numbers(page):
    """Numbers around the current page, the gaps as None."""
    elided = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return [number if isinstance(number, int) else None for number in elided]


@register.simple_tag
def fields_in_error(form):
    return [field for field in form.visible_fields() if field.errors]


@register.simple_tag
def form_field(field, wrapper_class=""):
    """One field of a form; see core.form_fields."""
    return form_fields.drawn(field, wrapper_class)


@register.simple_tag
def form_control(field):
    """The control of a field without its label."""
    return form_fields.control(field)


register.simple_tag(form_fields.optional_word)


@register.simple_tag
def filter_field(field):
    """One field of a form that narrows a list; see core.filter_panel."""
    return drawn(field)


@register.simple_tag
def filters_in_use(form, request):
    """What narrows the list now; see core.filters.active_filters."""
    return active_filters(form, request.GET) if form is not None else []


@register.simple_tag
def bar_segments(*pairs, total=None):
    """Pairs of colour and number as x and width in percent: {% bar_segments "green" 4 "red" 1 as segments %}."""
    numbered = [(colour, number or 0) for colour, number in zip(pairs[::2], pairs[1::2], strict=True)]
    whole = total or sum(number for _colour, number in numbered)
    segments, at = [], 0.0
    for colour, number in numbered if whole else ():
        width = round(100 * number / whole, 2)
        segments.append({"colour": colour, "x": f"{at:.2f}", "width": f"{width:.2f}"})
        at += width
    return segments
