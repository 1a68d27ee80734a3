"""How far units are with what was asked of them, as a bar and in words."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from campaigns.selectors.progress import Progress
from core.drawing import Piece

register = template.Library()
BAR = Piece(
    '<span class="bar-line"><svg class="bar" role="img" aria-label="{words}" preserveAspectRatio="none">'
    '<title>{words}</title>{parts}</svg><span class="hint num">{note}</span></span>'
)
PART = Piece('<rect class="{}" x="{}%" width="{}%" height="100%"/>')
UNASKED = Piece('<span class="hint">{}</span>')


@register.simple_tag
def progress_bar(progress: Progress) -> SafeString:
    """What isn't started is the ground of the bar."""
    if not progress.owed:
        return UNASKED(_("no assignment"))
    words = _("%(done)s done, %(in_hand)s in hand, %(late)s late, %(not_started)s not started") % vars(progress)
    note = _("%(done)s / %(owed)s") % {"done": f"{progress.done:,}", "owed": f"{progress.owed:,}"}
    return BAR(words=words, parts=_parts(progress), note=note)


def _parts(progress: Progress) -> SafeString:
    found, at = [], 0.0
    for colour, number in (("green", progress.done), ("blue", progress.in_hand), ("red", progress.late)):
        width = round(100 * number / progress.owed, 2)
        found.append((colour, f"{at:.2f}", f"{width:.2f}"))
        at += width
    return PART.each(found)
