"""Drawings as PNG, for chats and documents that take no SVG: typst draws them, with the faces of the papers."""

from typing import cast

import typst

from reports.papers.pdf import HERE, fonts

TEMPLATE = HERE / "picture.typ"
# Two dots for each pixel of the drawing: sharp on a phone and in print.
DOTS_PER_INCH = 144


def png_of(drawing: str) -> bytes:
    """Twice as wide and high as the drawing says; its words need "Papers Hei" among their faces."""
    compiler = typst.Compiler(str(TEMPLATE), root=str(HERE), font_paths=fonts())
    return cast(bytes, compiler.compile(format="png", ppi=DOTS_PER_INCH, sys_inputs={"drawing": drawing}))
