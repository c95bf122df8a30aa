"""The lexical spaces of XML Schema's datatypes (XSD 1.1 part 2), checked letter by letter.

Python reads more than XML Schema does (`1_000`, `٣`, `nan`), and the store takes any string for any type; so a value
is checked here before it becomes a literal.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final
from xml.etree import ElementTree as ET

from iurc.graph.mapping.refusal import Refusal

Order = Decimal | float | tuple[int | Decimal, ...] | None
"""What two values of a type are compared by; `None` where XML Schema orders them partially or not at all."""

_INTEGER: Final = re.compile(r"[+-]?[0-9]{1,4000}")
_DECIMAL: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
_DOUBLE: Final = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_YEAR = r"(?P<year>-?(?:[1-9][0-9]{3,8}|0[0-9]{3}))"
_MONTH = r"(?P<month>0[1-9]|1[0-2])"
_DAY = r"(?P<day>0[1-9]|[12][0-9]|3[01])"
_CLOCK = r"(?P<clock>(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?|24:00:00(?:\.0+)?)"
_ZONE = r"(?P<zone>Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_MONTHS = r"(?:[0-9]+Y)?(?:[0-9]+M)?"
_SECONDS = r"(?:[0-9]+D)?(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
_NAME = r"[^\W\d][\w.\-·]*"
_MONTH_LENGTHS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


LAST_YEAR: Final = 2400
"""Later years look like the Buddhist Era."""


def check(datatype: str, text: str) -> Order:
    """Check that a text belongs to a datatype.

    Args:
        datatype: The local name of one of CSVW's built-in datatypes, `string` and its kin included.
        text: The text, white space already dealt with as the type wants it.

    Returns:
        What to compare the value by.

    Raises:
        Refusal: The text is outside the lexical space.
    """
    return _CHECKS[datatype](text) if datatype in _CHECKS else None


def days_in(year: int, month: int) -> int:
    """Count the days of a month in the proleptic Gregorian calendar."""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 if month == 2 and not leap else _MONTH_LENGTHS[month - 1]


def _integer(text: str) -> Order:
    if not _INTEGER.fullmatch(text):
        remedy = None
        if _DECIMAL.fullmatch(text):
            remedy = "a whole number has no decimal point"
        elif re.fullmatch(r"[0-9]{1,3}([,.' ][0-9]{3})+", text):
            remedy = 'write it without grouping, or declare the format of the column, such as "#,##0"'
        raise Refusal(f"'{text}' is not a whole number", remedy)
    return Decimal(text)


def _decimal(text: str) -> Order:
    if not _DECIMAL.fullmatch(text):
        remedy = (
            "write a decimal point, or declare decimalChar"
            if re.fullmatch(r"[+-]?[0-9]+,[0-9]+", text)
            else None
        )
        raise Refusal(f"'{text}' is not a decimal number", remedy)
    return Decimal(text)


def _double(text: str) -> Order:
    if not _DOUBLE.fullmatch(text):
        raise Refusal(f"'{text}' is not a number")
    return float(text)


def _boolean(text: str) -> Order:
    if text not in {"true", "false", "1", "0"}:
        raise Refusal(
            f"'{text}' is not true or false", 'or declare the format of the column, such as "yes|no"'
        )
    return None


def _calendar(pattern: str, example: str) -> Callable[[str], Order]:
    compiled = re.compile(pattern)

    def check_date(text: str) -> Order:
        match = compiled.fullmatch(text)
        if match is None:
            raise Refusal(f"'{text}' is not of the form {example}")
        found = match.groupdict()
        year, month, day = (int(found.get(part) or fallback) for part, fallback in _PARTS)
        if day > days_in(year, month):
            raise Refusal(f"'{text}': there is no such day", f"the month has {days_in(year, month)} days")
        _refuse_other_era(year)
        hours, minutes, seconds = (found.get("clock") or "0:0:0").split(":")
        clock = int(hours) * 3600 + int(minutes) * 60 + Decimal(seconds)
        return (year, month, day, clock - 60 * _offset(found.get("zone")))

    return check_date


# 2000, a leap year, stands in where a type has no year.
_PARTS: Final = (("year", "2000"), ("month", "1"), ("day", "1"))


def _refuse_other_era(year: int) -> None:
    if year >= 3000:
        raise Refusal(f"the year {year} lies too far ahead", "write the year with four digits")
    if year > LAST_YEAR:
        raise Refusal(
            f"the year {year} looks like Buddhist Era; {year} \N{MINUS SIGN} 543 = {year - 543}",
            'write the Gregorian year, or declare "iurc:calendar": "buddhist" beside "iurc:bounds"',
        )


def _offset(zone: str | None) -> int:
    if zone is None or zone == "Z":
        return 0
    minutes = int(zone[1:3]) * 60 + int(zone[4:6])
    return -minutes if zone[0] == "-" else minutes


def _matches(pattern: str, what: str) -> Callable[[str], Order]:
    compiled = re.compile(pattern)

    def check_pattern(text: str) -> Order:
        if not compiled.fullmatch(text):
            raise Refusal(f"'{text}' is not {what}")
        return None

    return check_pattern


def _base64(text: str) -> Order:
    try:
        base64.b64decode(text.replace(" ", ""), validate=True)
    except (binascii.Error, ValueError):
        raise Refusal(f"'{text}' is not base64") from None
    return None


def _iri(text: str) -> Order:
    wrong = re.search(r"[\x00-\x20<>\"{}|\\^`]", text)
    if wrong:
        remedy = "write %20 in its place" if wrong[0] == " " else "percent-encode it"
        raise Refusal(f"'{text}' has {wrong[0]!r} at character {wrong.start() + 1} and is no IRI", remedy)
    return None


def _json(text: str) -> Order:
    try:
        json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Refusal(f"this is not JSON: {error}") from None
    return None


def _no_constant(name: str) -> Any:
    raise ValueError(f"{name} is no JSON")


def _xml(text: str) -> Order:
    try:
        # No document type can stand inside an element, so no entity can be declared and none can be expanded.
        ET.fromstring(f"<x>{text}</x>")  # noqa: S314 - no document type can stand inside an element, so no entity is declared
    except ET.ParseError as error:
        raise Refusal(f"this is not well-formed XML: {error}") from None
    return None


_CHECKS: Final[dict[str, Callable[[str], Order]]] = {
    "integer": _integer,
    "decimal": _decimal,
    "double": _double,
    "float": _double,
    "boolean": _boolean,
    "date": _calendar(f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}", "YYYY-MM-DD"),
    "dateTime": _calendar(f"{_YEAR}-{_MONTH}-{_DAY}T{_CLOCK}{_ZONE}", "YYYY-MM-DDThh:mm:ss"),
    "time": _calendar(f"{_CLOCK}{_ZONE}", "hh:mm:ss"),
    "gYear": _calendar(f"{_YEAR}{_ZONE}", "YYYY"),
    "gYearMonth": _calendar(f"{_YEAR}-{_MONTH}{_ZONE}", "YYYY-MM"),
    "gMonthDay": _calendar(f"--{_MONTH}-{_DAY}{_ZONE}", "--MM-DD"),
    "gMonth": _calendar(f"--{_MONTH}{_ZONE}", "--MM"),
    "gDay": _calendar(f"---{_DAY}{_ZONE}", "---DD"),
    "duration": _matches(rf"-?P(?=[0-9T]){_MONTHS}{_SECONDS}", "a duration such as P1Y2M or PT36H"),
    "dayTimeDuration": _matches(rf"-?P(?=[0-9T]){_SECONDS}", "a duration such as P2DT4H"),
    "yearMonthDuration": _matches(rf"-?P(?=[0-9]){_MONTHS}", "a duration such as P1Y2M"),
    "hexBinary": _matches(r"(?:[0-9A-Fa-f]{2})*", "pairs of hexadecimal digits"),
    "base64Binary": _base64,
    "anyURI": _iri,
    "language": _matches(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*", "a language tag"),
    "Name": _matches(r"[^\W\d][\w.\-·:]*|:[\w.\-·:]*", "a name"),
    "NMTOKEN": _matches(r"[\w.\-·:]+", "a name token"),
    "QName": _matches(f"(?:{_NAME}:)?{_NAME}", "a qualified name"),
    "json": _json,
    "xml": _xml,
}
