"""Amounts of money as people and workbooks write them."""

import re
from decimal import Decimal

from django.utils.translation import gettext

from core.text import half_width, shortened

LARGEST = Decimal(10) ** 12
_AMOUNT = re.compile(r"(?:¥\s*)?(?P<number>[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?)\s*(?P<unit>万)?\s*(?:元|yuan)?")


def parse_yuan(raw: object) -> Decimal:
    """Read an amount in yuan, to the fen: 12000, 12,000.50, ¥800, 1.2万元.

    Raises ValueError with a sentence for the reader, in the active language.
    """
    if isinstance(raw, float):
        raw = f"{raw:.2f}"
    text = "" if raw is None or isinstance(raw, bool) else half_width(str(raw)).casefold()
    match = _AMOUNT.fullmatch(text)
    if match is None:
        words = gettext("“%(text)s” isn't an amount in yuan. Write it as 12000 or 12,000.50.")
        raise ValueError(words % {"text": shortened(str(raw or ""))})
    amount = Decimal(match["number"].replace(",", "")) * (10_000 if match["unit"] else 1)
    if amount >= LARGEST:
        raise ValueError(gettext("“%(text)s” is too large an amount.") % {"text": shortened(str(raw))})
    return amount.quantize(Decimal("0.01"))
