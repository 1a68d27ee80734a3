"""Signs that belong to the notation itself and are the same in every language of the page."""

# Each language by its own name, as whoever reads only that one looks for it.
LANGUAGE_NAMES = [("zh-hans", "中文"), ("en", "English")]
# The measure word that fits most parts of a plan.
USUAL_MEASURE = "项"
# Between names in one cell of a workbook, which is read back in every language.
BETWEEN_NAMES = "、"
_AROUND_A_NUMBER = "〔〕[]()号 "


def document_number(mark: str, year: int, serial: int) -> str:
    """As GB/T 9704 writes it: full year in hexagonal brackets, no leading zeros."""
    return f"{mark}〔{year}〕{serial}号"


def signature(name: str) -> str:
    """Who sends a text message, as the operators ask for it."""
    return f"【{name}】"


def bare_number(typed: str) -> str:
    """A number searched for, without the signs it carries in print."""
    return typed.strip(_AROUND_A_NUMBER)
