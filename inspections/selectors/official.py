"""The ledger as the official table: fifteen columns that fit on a sheet of A4 laid across."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db.models import QuerySet

from accounts.models import User
from campaigns.models import Campaign
from core.workbooks import Column
from inspections.models import Hazard
from inspections.selectors.workbook import COLUMNS, export_rows

# More on one sheet of paper than anybody leafs through; the rest is a matter of a filter.
MOST_PRINTED = 1000
_NAMES = {column.code: column for column in COLUMNS}
_FACTS: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent.parent / "data" / "official.yaml").read_text("utf-8")
)
_PARTS = [(facts.pop("parts"), facts.pop("labelled", False)) for facts in _FACTS]
OFFICIAL = [Column(**facts) for facts in _FACTS]


def official_rows(campaign: Campaign, user: User, rows: QuerySet[Hazard]) -> Iterator[list[str]]:
    """One row of texts for each hazard, as far as the person may see what is in it."""
    codes = [column.code for column in COLUMNS]
    for cells in export_rows(campaign, user, rows, COLUMNS):
        said = dict(zip(codes, cells, strict=True))
        yield ["\n".join(_lines(said, parts, is_labelled)) for parts, is_labelled in _PARTS]


def _lines(said: dict[str, Any], parts: Iterable[str], is_labelled: bool) -> Iterator[str]:
    for code in parts:
        if said[code] not in (None, ""):
            text = _text(said[code])
            yield f"{_NAMES[code].name} {text}" if is_labelled else text


def _text(value: Any) -> str:
    """Amounts as people write them; days as the workbook does."""
    if isinstance(value, Decimal):
        return f"{value:,.2f}".removesuffix(".00")
    return str(value)
