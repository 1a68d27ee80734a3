"""QR codes as drawings for pages and as pictures to take away."""

from io import BytesIO

import segno
from django.utils.safestring import SafeString

from core.drawing import Piece

QUIET_ZONE = 4
# A quarter of it may be dirty or torn: the poster hangs on a workshop's wall.
CORRECTION = "Q"
CODE = Piece(
    '<svg class="qr" viewBox="0 0 {side} {side}" role="img" aria-label="{label}" shape-rendering="crispEdges">'
    '<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{bars}"/></svg>'
)


def qr_svg(text: str, *, label: str) -> SafeString:
    """Sized by its surroundings; black on white in dark mode, too, as cameras want it."""
    rows = [list(row) for row in _code(text).matrix_iter(border=QUIET_ZONE)]
    bars = "".join(_bars(row, y) for y, row in enumerate(rows))
    return CODE(side=len(rows), label=label, bars=bars)


def qr_png(text: str, *, scale: int = 12) -> bytes:
    """`scale` pixels a module."""
    picture = BytesIO()
    _code(text).save(picture, kind="png", scale=scale, border=QUIET_ZONE)
    return picture.getvalue()


def _code(text: str) -> segno.QRCode:
    return segno.make(text, error=CORRECTION, micro=False)


def _bars(row: list[int], y: int) -> str:
    """Dark modules side by side as one bar: a tenth of the size of single squares."""
    drawn, x = "", 0
    while x < len(row):
        length = 1
        while x + length < len(row) and row[x + length] == row[x]:
            length += 1
        if row[x]:
            drawn += f"M{x} {y}h{length}v1h-{length}z"
        x += length
    return drawn
