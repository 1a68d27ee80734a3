"""PDF files in the layout of GB/T 9704-2012, set by typst with the free faces in fonts/."""

import json
from dataclasses import asdict
from datetime import date

from reports.papers.composition import compose
from reports.papers.paper import Paper
from reports.papers.typesetting import typeset, typeset_once

TEMPLATE = "paper.typ"
NO_DATE = date(1970, 1, 1)


def write_pdf(paper: Paper) -> bytes:
    """The same paper gives the same bytes."""
    return typeset(TEMPLATE, _inputs(paper), day=paper.date or NO_DATE)


def kept_pdf(paper: Paper) -> bytes:
    """The same, set once a day: ten thousand units fetch an issued paper within a morning."""
    return typeset_once(TEMPLATE, _inputs(paper), day=paper.date or NO_DATE)


def _inputs(paper: Paper) -> dict[str, str]:
    return {"paper": json.dumps(asdict(compose(paper)), ensure_ascii=False, default=_plain)}


def _plain(value: object) -> list[int]:
    if isinstance(value, frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no place in a paper.")
