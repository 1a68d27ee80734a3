"""The hazard ledger as a PDF, set by typst with the faces of the papers."""

import json
from dataclasses import asdict, dataclass
from datetime import date

from reports.papers.composition import paper_text
from reports.papers.paper import Language
from reports.papers.typesetting import typeset


@dataclass(frozen=True)
class LedgerSheet:
    """What stands on the sheets; every row has a text for each heading."""

    title: str
    area: str
    as_of: str
    language: Language
    headings: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    signers: tuple[str, ...]


def write_ledger(sheet: LedgerSheet, *, day: date) -> bytes:
    """The same ledger of the same day gives the same bytes."""
    facts = asdict(sheet) | {"rows": [[paper_text(cell) for cell in row] for row in sheet.rows]}
    return typeset("ledger.typ", {"ledger": json.dumps(facts, ensure_ascii=False)}, day=day)
