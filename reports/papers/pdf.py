"""PDF files in the layout of GB/T 9704-2012, set by typst with the free faces in fonts/."""

import datetime
import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, cast

import typst

from reports.papers.composition import compose
from reports.papers.paper import Paper

HERE = Path(__file__).parent
TEMPLATE = HERE / "paper.typ"
FONTS = HERE / "fonts"


def write_pdf(paper: Paper) -> bytes:
    """The same paper gives the same bytes."""
    data = json.dumps(asdict(compose(paper)), ensure_ascii=False, default=_plain)
    day = paper.date or datetime.date(1970, 1, 1)
    moment = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    compiler = typst.Compiler(str(TEMPLATE), root=str(HERE), font_paths=fonts())
    made = compiler.compile(format="pdf", sys_inputs={"paper": data}, timestamp=int(moment.timestamp()))
    return cast(bytes, made)


@cache
def fonts() -> Any:
    """Read once a process: only our own faces, so that every machine sets the same page."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])


def _plain(value: object) -> list[int]:
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in a paper.")
