"""Dates of mixed precision."""

import calendar
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.mapping import period
from iurc.graph.mapping.period import Period
from iurc.graph.mapping.refusal import Refusal


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016", Period("2016", "gYear", "2016-01-01", "2016-12-31")),
        ("2016-02", Period("2016-02", "gYearMonth", "2016-02-01", "2016-02-29")),
        ("2017-02", Period("2017-02", "gYearMonth", "2017-02-01", "2017-02-28")),
        ("2020-03-15", Period("2020-03-15", "date", "2020-03-15", "2020-03-15")),
    ],
)
def test_precision_gives_type_and_bounds(text: str, expected: Period) -> None:
    """A year lasts from January to December, a month to its last day, a day is itself."""
    assert period.read(text) == expected


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2399, 12, 31)))
def test_a_month_ends_where_the_calendar_says(day: dt.date) -> None:
    """The last day of any month is that of Python's calendar."""
    found = period.read(f"{day:%Y-%m}")
    assert found.latest == f"{day:%Y-%m}-{calendar.monthrange(day.year, day.month)[1]}"
    assert found.earliest <= day.isoformat() <= found.latest


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2559", Period("2016", "gYear", "2016-01-01", "2016-12-31")),
        ("2563-02", Period("2020-02", "gYearMonth", "2020-02-01", "2020-02-29")),
        ("2563-02-29", Period("2020-02-29", "date", "2020-02-29", "2020-02-29")),
    ],
)
def test_years_of_the_buddhist_era_are_converted_where_declared(text: str, expected: Period) -> None:
    """543 is taken off; what day there is follows from the Gregorian year."""
    assert period.read(text, "buddhist") == expected


def test_years_of_the_buddhist_era_are_refused_where_not_declared() -> None:
    """2559 is far more likely 2016 than a date in the future."""
    with pytest.raises(Refusal) as caught:
        period.read("2559")
    assert caught.value.message == "the year 2559 looks like Buddhist Era; 2559 − 543 = 2016"
    assert '"iurc:calendar": "buddhist"' in str(caught.value.remedy)


def test_gregorian_years_are_refused_where_the_buddhist_era_is_declared() -> None:
    """A column has one calendar; 2016 in a Thai column is a mistake."""
    with pytest.raises(Refusal, match="2016 is no year of the Buddhist Era") as caught:
        period.read("2016", "buddhist")
    assert caught.value.remedy == "write 2559, or drop iurc:calendar"


@pytest.mark.parametrize(
    "text",
    [
        "16",
        "2016-2",
        "2016-13",
        "2016-02-30",
        "2017-02-29",
        "01/02/2016",
        "spring 2016",
        "",
        "\N{ARABIC-INDIC DIGIT TWO}016",
        "2016-00",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    """Other forms and impossible days are errors."""
    with pytest.raises(Refusal):
        period.read(text)


def test_a_span_of_years_is_told_apart() -> None:
    """A common slip gets its own advice."""
    with pytest.raises(Refusal) as caught:
        period.read("2016-2020")
    assert caught.value.remedy == "write start and end into two columns"
