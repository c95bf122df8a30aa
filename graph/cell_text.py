"""Values of a workbook's cells as the text that a CSV file would hold in their place.

A date is written as precisely as its number format shows it, because a city officer who types 2021-09 gets the first of
September with a format that shows month and year. All else is what is stored: no thousands separators, no currency.
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Final

from iurc.graph.mapping.refusal import Refusal

Value = str | bool | int | float | Decimal | datetime | date | time | timedelta

_NOT_SHOWN: Final = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_CLOCK: Final = re.compile(r"a/p|am/pm", re.IGNORECASE)
_MINUTES: Final = re.compile(r"h+[^a-z]*m+|m+[^a-z]*s+")
# [$-NNCCLLLL]: digits, calendar and language; calendar 7 is the Thai Buddhist one (ECMA-376, part 1, section 18.8.31).
_CALENDAR: Final = re.compile(r"\[\$[^\]-]*-([0-9A-Fa-f]{1,8})\]")
_BUDDHIST: Final = 7
_AHEAD: Final = 543
_ZEROS: Final = re.compile("0{2,}")
_ESCAPED: Final = re.compile("_x000[Dd]_\n?|_x000[Aa]_")
_SIGNIFICANT: Final = ".15g"


def text(value: Value, number_format: str = "General") -> str:
    """Write a value as text.

    Args:
        value: The value of a cell, as openpyxl gives it.
        number_format: How the cell shows it.

    Returns:
        Text as it is; `true` or `false`; whole numbers without a decimal point, others with as many digits as a spreadsheet keeps
        (15); a code of zeros such as `000` fills a whole number up; dates as ISO 8601: YYYY, YYYY-MM, YYYY-MM-DD, with the time
        where the format shows one, and in the Buddhist Era where the format shows that.

    Raises:
        Refusal: There is no such text, as of a number that is none.
    """
    if isinstance(value, str):
        return _ESCAPED.sub("\n", value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal):
        return _number(value, number_format)
    if isinstance(value, timedelta):
        return _duration(value)
    if isinstance(value, time):
        return value.isoformat("seconds")
    if isinstance(value, datetime):
        return _date(value, number_format)
    return _date(datetime(value.year, value.month, value.day), number_format)  # noqa: DTZ001 - a sheet has no time zones


@lru_cache
def is_year_alone(number_format: str) -> bool:
    """Tell whether a format shows nothing but a year of the Buddhist Era, which openpyxl takes for a plain number's."""
    return re.fullmatch("b+", _letters(number_format)) is not None


def _number(value: float | Decimal, number_format: str) -> str:
    if not isinstance(value, int):
        exact = Decimal(format(value, _SIGNIFICANT))
        if not exact.is_finite():
            raise Refusal(f"{value} is no number", "write a number, or leave the cell empty")
        plain = f"{exact:f}"
        plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
        if plain in {"-0", ""}:
            plain = "0"
    else:
        plain = str(value)
    if _ZEROS.fullmatch(number_format) and plain.isdigit():
        return plain.zfill(len(number_format))
    return plain


@lru_cache
def _letters(number_format: str) -> str:
    """Keep the letters of a format that stand for parts of a date, in lower case."""
    shown = _CLOCK.sub("", _NOT_SHOWN.sub(" ", number_format.split(";", maxsplit=1)[0]))
    return shown.lower().strip()


def _date(value: datetime, number_format: str) -> str:
    letters = _letters(number_format)
    calendar = _CALENDAR.search(number_format)
    is_buddhist = "b" in letters or bool(calendar and int(calendar[1], 16) >> 16 & 0xFF == _BUDDHIST)
    year = f"{value.year + _AHEAD * is_buddhist:04d}"
    # A date that is stored as text has no format of its own.
    has_time = "h" in letters or "s" in letters or (letters == "general" and value.time() != time.min)
    without_minutes = _MINUTES.sub("", letters)
    has_year = any(letter in letters for letter in "ybe") and letters != "general"
    if has_time:
        rounded = value + timedelta(microseconds=500_000)
        if letters != "general" and not has_year and "d" not in letters:
            return rounded.strftime("%H:%M:%S")
        return f"{year}-{rounded:%m-%d}T{rounded:%H:%M:%S}"
    if has_year and "d" not in letters:
        return f"{year}-{value:%m}" if "m" in without_minutes else year
    return f"{year}-{value:%m-%d}"


def _duration(value: timedelta) -> str:
    sign, span = ("-", -value) if value < timedelta() else ("", value)
    hours, rest = divmod(span.seconds, 3600)
    minutes, seconds = divmod(rest, 60)
    parts = ((hours, "H"), (minutes, "M"), (seconds, "S"))
    clock = "".join(f"{number}{unit}" for number, unit in parts if number)
    days = f"{span.days}D" if span.days or not clock else ""
    return f"{sign}P{days}{'T' + clock if clock else ''}"
