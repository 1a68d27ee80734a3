"""A figure as officials write it: a number, perhaps "more than" or "about", or not known.

Unknown is not zero, and a qualifier survives every sum. The Chinese signs below are the
notation itself, read and written by this module; sentences are translated as everywhere.
"""

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.db import models
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from core.text import half_width, shortened

LARGEST_VALUE = 999_999_999_999
UNKNOWN_SIGN = "—"


class Qualifier(models.TextChoices):
    EXACT = "exact", _("exactly")
    OVER = "over", _("more than")
    ABOUT = "about", _("about")


@dataclass(frozen=True, slots=True)
class Figure:
    """`value` is None when nobody has said; `Figure(None)` is then always equal to `UNKNOWN`."""

    value: int | None
    qualifier: Qualifier = Qualifier.EXACT

    def __post_init__(self) -> None:
        if self.value is None and self.qualifier is not Qualifier.EXACT:
            object.__setattr__(self, "qualifier", Qualifier.EXACT)

    @property
    def is_known(self) -> bool:
        return self.value is not None

    def text(self, language: str | None = None) -> str:
        """Short, for tables and fields; `parse_figure` reads it back. None is the active language."""
        if self.value is not None and self.qualifier == Qualifier.EXACT:
            return f"{self.value:,}"
        pattern = "{}+" if not _is_chinese(language) else "{}余"
        return self._written(over=pattern, language=language, unknown=UNKNOWN_SIGN)

    def words(self, language: str | None = None) -> str:
        """For sentences; `parse_figure` reads it back. None is the active language."""
        if _is_chinese(language):
            return self._written(over="{}余", language=language, unknown="不详")
        return self._written(over="more than {}", language=language, unknown="unknown")

    def _written(self, *, over: str, language: str | None, unknown: str) -> str:
        if self.value is None:
            return unknown
        about = "约{}" if _is_chinese(language) else "about {}"
        patterns = {Qualifier.EXACT: "{}", Qualifier.OVER: over, Qualifier.ABOUT: about}
        return patterns[Qualifier(self.qualifier)].format(f"{self.value:,}")


UNKNOWN = Figure(None)


@dataclass(frozen=True, slots=True)
class Total:
    """A sum and how many of its parts nobody has said."""

    figure: Figure
    unknown: int


def total(figures: Iterable[Figure]) -> Total:
    """The sum of the known parts, `over` as soon as one of them isn't exact.

    With no known part at all the sum is unknown, not zero.
    """
    value: int | None = None
    qualifier, unknown = Qualifier.EXACT, 0
    for figure in figures:
        if figure.value is None:
            unknown += 1
            continue
        value = (value or 0) + figure.value
        if figure.qualifier != Qualifier.EXACT:
            qualifier = Qualifier.OVER
    return Total(Figure(value, qualifier), unknown)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, such as what is fixed of what was found. With nothing under the line it is a dash, not 0 %."""

    part: int
    whole: int

    @property
    def value(self) -> float | None:
        return self.part / self.whole if self.whole else None

    @property
    def is_known(self) -> bool:
        return self.whole != 0

    def text(self) -> str:
        return percent(self.value)


def percent(share: float | None) -> str:
    """A share between 0 and 1; a dash for nothing to divide."""
    return UNKNOWN_SIGN if share is None else f"{share * 100:.1f}".removesuffix(".0") + "%"


_WEIGHT = {Qualifier.ABOUT: 0, Qualifier.EXACT: 1, Qualifier.OVER: 2}


def largest(figures: Iterable[Figure]) -> Figure:
    """The largest known figure, UNKNOWN if there is none; of equal values `over` beats exact beats about."""
    best = UNKNOWN
    for figure in figures:
        if figure.value is None:
            continue
        if best.value is None or (figure.value, _WEIGHT[figure.qualifier]) > (best.value, _WEIGHT[best.qualifier]):
            best = figure
    return best


_UNKNOWN_WORDS = {"", "-", "--", "—", "——", "–", "/", "?", "不详", "未知", "不清楚", "待定", "unknown", "n/a"}
_UNITS = {
    None: 1,
    "十": 10**1,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "十万": 10**5,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
}
# A sheet gives no more; the cap keeps the conversion of absurd input cheap.
_LONGEST_TEXT = 100
_SHAPE = re.compile(
    r"(?P<before>over|more than|超过|逾|超|about|around|approximately|approx\.?|ca\.|~|≈|大约|约|近)?\s*"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+(?:\.[0-9]+)?)\s*"
    r"(?P<inside>[余多](?=\s*[十百千万亿]))?\s*"
    r"(?P<unit>[十百千]?万|[十百千亿]|thousand|million|billion)?\s*"
    r"(?P<after>余|多|\+|以上|左右|上下)?"
)
_OVER = {"over", "more than", "超过", "逾", "超", "余", "多", "+", "以上"}


def parse_figure(raw: object) -> Figure:
    """Read what a person typed or a workbook cell holds.

    Takes whole numbers from 0 to LARGEST_VALUE with or without grouping, in full-width too;
    `40,000+`, `over 40,000`, `40000余`, `4万余`, `10余万`; `about 3,000`, `~3000`, `约3000`,
    `3000左右`; `4.5万`, `3千`, `1亿`, `2 million`; whole numeric cells. Nothing, a dash and
    words like `unknown` or `不详` are UNKNOWN.

    Raises ValueError with a sentence for the reader, in the active language.
    """
    if raw is None:
        return UNKNOWN
    if isinstance(raw, str):
        return _parse_text(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise _not_a_figure(str(raw))
    if isinstance(raw, float):
        # Excel computes with doubles: 1.1 × 100 arrives as 110.00000000000001.
        if not math.isfinite(raw):
            raise _not_a_figure(str(raw))
        if abs(raw - round(raw)) > 1e-6:
            raise _not_whole(str(raw))
        raw = round(raw)
    return Figure(_within_limits(raw, str(raw)))


def _parse_text(typed: str) -> Figure:
    text = half_width(typed).casefold()
    if text in _UNKNOWN_WORDS:
        return UNKNOWN
    if len(text) > _LONGEST_TEXT:
        raise _not_a_figure(typed)
    if text.isascii() and text.isdigit():
        return Figure(_within_limits(int(text), typed))
    if re.fullmatch(r"[-−–]\s*[0-9].*", text):
        raise _negative(typed)
    match = _SHAPE.fullmatch(text)
    if match is None:
        raise _not_a_figure(typed)
    value = Fraction(re.sub("[, ]", "", match["number"])) * _UNITS[match["unit"]]
    if value.denominator != 1:
        raise _not_whole(typed)
    return Figure(_within_limits(int(value), typed), _qualifier(match, typed))


def _qualifier(match: re.Match[str], typed: str) -> Qualifier:
    """Marks may be repeated ("over 40,000+"), but "about" and "more than" at once say nothing clear."""
    marks = [mark for mark in match.group("before", "inside", "after") if mark]
    if not marks:
        return Qualifier.EXACT
    kinds = {Qualifier.OVER if mark in _OVER else Qualifier.ABOUT for mark in marks}
    if len(kinds) > 1:
        raise ValueError(
            gettext("“%(text)s” says both “more than” and “about”. Keep one of the two.") % {"text": shortened(typed)}
        )
    return kinds.pop()


def _within_limits(value: int, typed: str) -> int:
    if value < 0:
        raise _negative(typed)
    if value > LARGEST_VALUE:
        raise ValueError(
            gettext("“%(text)s” is too large. The largest figure is %(largest)s.")
            % {"text": shortened(typed), "largest": f"{LARGEST_VALUE:,}"}
        )
    return value


def _negative(typed: str) -> ValueError:
    return ValueError(gettext("“%(text)s” is below zero. A figure can't be negative.") % {"text": shortened(typed)})


def _not_whole(typed: str) -> ValueError:
    return ValueError(
        gettext("“%(text)s” isn't a whole number. Figures have no fractions.") % {"text": shortened(typed)}
    )


def _not_a_figure(typed: str) -> ValueError:
    return ValueError(
        gettext(
            "“%(text)s” isn't a figure. Write the number alone, such as 40,000, 40,000+ or about 3,000; "
            "0 means none, empty means unknown."
        )
        % {"text": shortened(typed)}
    )


def _is_chinese(language: str | None) -> bool:
    return (language or get_language() or "").startswith("zh")
