"""Days as people and workbooks write them, and moving them from one year to another."""

import datetime as dt
import re

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext

from core.text import half_width, shortened

FIRST_YEAR, LAST_YEAR = 2000, 2100
_EXCEL_EPOCH = dt.date(1899, 12, 30)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_SHORT_MONTHS = [name[:3] for name in _MONTHS]
_MONTH = rf"(?P<name>{'|'.join([*_MONTHS, 'sept', *_SHORT_MONTHS])})\.?"
_TIME = r"(?:(?:\s+|t)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?)?"
_SHAPES = [
    re.compile(shape)
    for shape in (
        rf"(?:(?P<year>[0-9]{{4}})\s*[-/.])?\s*(?P<month>[0-9]{{1,2}})\s*[-/.]\s*(?P<day>[0-9]{{1,2}}){_TIME}",
        rf"(?:(?P<year>[0-9]{{4}})\s*年)?\s*(?P<month>[0-9]{{1,2}})\s*月\s*(?P<day>[0-9]{{1,2}})\s*[日号]{_TIME}",
        r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})",
        rf"(?P<day>[0-9]{{1,2}})\s+{_MONTH}(?:,?\s+(?P<year>[0-9]{{4}}))?",
        rf"{_MONTH}\s+(?P<day>[0-9]{{1,2}})(?:,?\s+(?P<year>[0-9]{{4}}))?",
    )
]


def parse_day(raw: object, year: int) -> dt.date:
    """Read a day; `year` is the campaign's and completes days written without one.

    Takes Excel dates (also as bare serial numbers), `2026-06-10`, `2026/6/10`, `2026.6.10`,
    `20260610`, `2026年6月10日`, `6月10日`, `06-10`, `10 June 2026`, `June 10`; a time of day
    behind it is dropped. A day of the form 10/6/2026 is refused: half the world reads it
    the other way round.

    Raises ValueError with a sentence for the reader, in the active language.
    """
    if isinstance(raw, dt.datetime):
        return _within_years((timezone.localtime(raw) if timezone.is_aware(raw) else raw).date(), str(raw))
    if isinstance(raw, dt.date):
        return _within_years(raw, str(raw))
    if isinstance(raw, int | float) and not isinstance(raw, bool):
        return _parse_number(raw)
    if isinstance(raw, str):
        return _parse_text(raw, year)
    raise _not_a_day("" if raw is None else str(raw))


def shift(day: dt.date, old_start: dt.date, new_start: dt.date) -> dt.date:
    """The day's place in a campaign that starts on `new_start`, on the same weekday.

    Moves by the days between the two starts rounded to whole weeks: Wednesday 10 June 2026
    becomes Wednesday 9 June 2027. Distances between days and their order stay as they were.
    """
    return day + dt.timedelta(weeks=round((new_start - old_start).days / 7))


def _parse_number(raw: float) -> dt.date:
    """A serial number as Excel counts days, or a number written like 20260610."""
    if FIRST_YEAR * 10_000 <= raw < (LAST_YEAR + 1) * 10_000:
        return _parse_text(str(int(raw)), FIRST_YEAR)
    if not 1 <= raw < 100_000:
        raise _not_a_day(str(raw))
    return _within_years(_EXCEL_EPOCH + dt.timedelta(days=int(raw)), str(raw))


def _parse_text(typed: str, year: int) -> dt.date:
    text = half_width(typed).casefold()
    match = next((match for shape in _SHAPES if (match := shape.fullmatch(text))), None)
    if match is None:
        raise _not_a_day(typed)
    parts = match.groupdict()
    month = _SHORT_MONTHS.index(parts["name"][:3]) + 1 if parts.get("name") else int(parts["month"])
    try:
        day = dt.date(int(parts["year"] or year), month, int(parts["day"]))
    except ValueError:
        raise ValueError(gettext("“%(text)s” does not exist in the calendar.") % {"text": shortened(typed)}) from None
    return _within_years(day, typed)


def refuse_far_years(day: dt.date) -> None:
    """For forms: of such a day there is no day before, no year after, or none in the county's time."""
    try:
        _within_years(day, f"{day:%Y-%m-%d}")
    except ValueError as error:
        raise ValidationError(str(error), code="far") from error


def _within_years(day: dt.date, typed: str) -> dt.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(
            gettext("“%(text)s” is not between the years %(first)s and %(last)s.")
            % {"text": shortened(typed), "first": FIRST_YEAR, "last": LAST_YEAR}
        )
    return day


def _not_a_day(typed: str) -> ValueError:
    return ValueError(
        gettext("“%(text)s” isn't a date. Write it as 2026-06-10, or as 06-10 for the campaign's year.")
        % {"text": shortened(typed)}
    )
