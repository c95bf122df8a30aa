"""Dates of mixed precision: their type, the days they may mean, and calendars other than the Gregorian."""

import re
from dataclasses import dataclass
from typing import Final

from iurc.graph.mapping import xsd
from iurc.graph.mapping.refusal import Refusal

_DATE: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_BUDDHIST_ERA: Final = 543


@dataclass(frozen=True, slots=True)
class Period:
    """A year, a month or a day.

    Attributes:
        text: The date in the Gregorian calendar, as precise as it was given.
        datatype: `gYear`, `gYearMonth` or `date`.
        earliest: The first day it may mean.
        latest: The last day it may mean.
    """

    text: str
    datatype: str
    earliest: str
    latest: str


def read(text: str, calendar: str = "gregorian") -> Period:
    """Read a date of any precision.

    Args:
        text: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
        calendar: `gregorian`, or `buddhist` for years of the Buddhist Era (as used in Thailand since 1941).

    Raises:
        Refusal: It is not such a date, there is no such day, or the year belongs to the other calendar.
    """
    match = _DATE.fullmatch(text)
    if match is None:
        remedy = (
            "write start and end into two columns"
            if re.fullmatch("[0-9]{4}\\s*[-\N{EN DASH}/]\\s*[0-9]{4}", text)
            else None
        )
        raise Refusal(f"'{text}' is not of the form YYYY, YYYY-MM or YYYY-MM-DD", remedy)
    year, month, day = match.groups()
    if calendar == "buddhist":
        if int(year) <= xsd.LAST_YEAR:
            raise Refusal(
                f"the year {year} is no year of the Buddhist Era that this column declares",
                f"write {int(year) + _BUDDHIST_ERA}, or drop iurc:calendar",
            )
        year = f"{int(year) - _BUDDHIST_ERA:04d}"
    gregorian = "-".join(part for part in (year, month, day) if part)
    if day:
        datatype, earliest, latest = "date", gregorian, gregorian
    elif month:
        xsd.check("gYearMonth", gregorian)
        last = xsd.days_in(int(year), int(month))
        datatype, earliest, latest = "gYearMonth", f"{gregorian}-01", f"{gregorian}-{last}"
    else:
        datatype, earliest, latest = "gYear", f"{year}-01-01", f"{year}-12-31"
    xsd.check(datatype, gregorian)
    return Period(gregorian, datatype, earliest, latest)
