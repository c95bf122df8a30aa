"""Date and time formats."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.mapping.date_format import DateFormat
from iurc.graph.mapping.refusal import Refusal


@pytest.mark.parametrize(
    ("datatype", "pattern", "text", "plain"),
    [
        ("date", "yyyy-MM-dd", "2015-03-22", "2015-03-22"),
        ("date", "yyyyMMdd", "20150322", "2015-03-22"),
        ("date", "dd-MM-yyyy", "22-03-2015", "2015-03-22"),
        ("date", "d-M-yyyy", "2-3-2015", "2015-03-02"),
        ("date", "MM/dd/yyyy", "03/22/2015", "2015-03-22"),
        ("date", "d.M.yyyy", "22.3.2015", "2015-03-22"),
        ("date", "yyyy-MM-ddX", "2015-03-22Z", "2015-03-22Z"),
        ("date", "dd.MM.yyyy XXX", "22.03.2015 +01:00", "2015-03-22+01:00"),
        ("time", "HH:mm", "15:02", "15:02:00"),
        ("time", "HHmmss", "150237", "15:02:37"),
        ("time", "HH:mm:ss.SSS", "15:02:37.14", "15:02:37.14"),
        ("time", "HH:mm:ss.SSS", "15:02:37", "15:02:37"),
        ("time", "HH:mm:ssx", "15:02:37-05", "15:02:37-05:00"),
        ("dateTime", "yyyy-MM-ddTHH:mm:ss", "2015-03-15T15:02:37", "2015-03-15T15:02:37"),
        ("dateTime", "M/d/yyyy HH:mm", "3/15/2015 15:02", "2015-03-15T15:02:00"),
        ("dateTime", "yyyyMMddTHHmmssXX", "20150315T150237+0530", "2015-03-15T15:02:37+05:30"),
    ],
)
def test_listed_formats_are_read(datatype: str, pattern: str, text: str, plain: str) -> None:
    """The formats that the standard lists give the forms of XML Schema."""
    assert DateFormat.parse(pattern, datatype).plain(text) == plain


@pytest.mark.parametrize(
    ("datatype", "pattern"),
    [
        ("date", "yyyy"),
        ("date", "yy-MM-dd"),
        ("date", "yyyy/MM/dd"),
        ("date", "dd-MM/yyyy"),
        ("date", "yyyy-MM-ddTHH:mm"),
        ("date", ""),
        ("date", "yyyy-MM-ddXx"),
        ("date", "yyyy-MM-dd "),
        ("time", "HH"),
        ("time", "HH:mm.S"),
        ("time", "yyyy-MM-dd"),
        ("dateTime", "yyyy-MM-dd"),
        ("dateTime", "yyyy-MM-ddHH:mm"),
        ("dateTime", "MMMM d"),
    ],
)
def test_other_formats_are_refused(datatype: str, pattern: str) -> None:
    """A format outside the list, or of another type, would be guessed at."""
    with pytest.raises(Refusal, match=f"is not a {datatype} format that CSVW lists"):
        DateFormat.parse(pattern, datatype)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("dd.MM.yyyy", "2015-03-22"),
        ("dd.MM.yyyy", "1.2.2015"),
        ("dd.MM.yyyy", "22.03.2015x"),
        ("dd.MM.yyyy", "22a03a2015"),
        ("yyyyMMdd", "2015-03-22"),
    ],
)
def test_dates_in_another_form_are_refused(pattern: str, text: str) -> None:
    """The separators are themselves, and nothing may follow."""
    with pytest.raises(Refusal, match=f"is not of the format {pattern}"):
        DateFormat.parse(pattern, "date").plain(text)


@given(st.dates(min_value=dt.date(1000, 1, 1)))
def test_dates_come_back(day: dt.date) -> None:
    """A date written in a format is read as that date."""
    assert DateFormat.parse("d/M/yyyy", "date").plain(f"{day.day}/{day.month}/{day.year}") == day.isoformat()
