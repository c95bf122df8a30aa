"""The lexical spaces of XML Schema."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.mapping import xsd
from iurc.graph.mapping.refusal import Refusal

GOOD = {
    "integer": ["0", "-7", "+7", "007", "9" * 30],
    "decimal": ["1", "1.50", ".5", "1.", "-0.0", "+3.14"],
    "double": ["1", "1e3", "-1.5E-7", "INF", "-INF", "+INF", "NaN"],
    "float": ["1.5"],
    "boolean": ["true", "false", "1", "0"],
    "date": ["2016-02-29", "2016-01-01Z", "2016-01-01+14:00", "-0044-03-15", "0000-01-01"],
    "dateTime": ["2016-01-01T00:00:00", "2016-01-01T24:00:00", "2016-01-01T23:59:59.123Z"],
    "time": ["00:00:00", "24:00:00.0", "12:30:15-05:00"],
    "gYear": ["2016", "0044", "-0044", "2016Z"],
    "gYearMonth": ["2016-12"],
    "gMonthDay": ["--02-29", "--12-31"],
    "gMonth": ["--02"],
    "gDay": ["---31"],
    "duration": ["P1Y", "PT36H", "-P1Y2M3DT4H5M6.7S", "PT0.5S"],
    "dayTimeDuration": ["P2DT4H", "PT1S", "-P1D"],
    "yearMonthDuration": ["P1Y2M", "P13M"],
    "hexBinary": ["", "0aFF"],
    "base64Binary": ["", "YWJj", "YW Jj"],
    "anyURI": ["http://a/é", "../x", ""],
    "language": ["en", "zh-Hans"],
    "Name": ["a", "a-b:c", "été"],
    "NMTOKEN": ["1950-10-04", "a.b"],
    "QName": ["a", "a:b"],
    "json": ["{}", "[1]", "null"],
    "xml": ["text", "<a>b</a>c", "&amp;"],
    "string": ["", "anything\n"],
    "html": ["<br>"],
}
BAD = {
    "integer": ["", "1.0", "1,000", "1_000", "٣", "0x1", " 1", "1 ", "1e3", "--1", "9" * 5000],
    "decimal": ["1e3", "NaN", ".", "1,5", "1_0.0", ""],
    "double": ["nan", "inf", "Infinity", "1_0", "1e", "", "0x1p3"],
    "boolean": ["True", "yes", "", "2"],
    "date": [
        "2016-02-30",
        "2017-02-29",
        "2016-1-1",
        "20160101",
        "2016-W01-1",
        "2016-01-01x",
        "2016-01-01T00:00:00",
        "2016-01-01+15:00",
        "16-01-01",
        "2016-04-31",
    ],
    "dateTime": [
        "2016-01-01",
        "2016-01-01T00:00",
        "2016-01-01 00:00:00",
        "2016-01-01T24:00:01",
        "2016-01-01T00:60:00",
    ],
    "time": ["25:00:00", "1:00:00", "12:00"],
    "gYear": ["16", "foo", "02016", "2016-01"],
    "gYearMonth": ["2016-13", "2016-1", "2016"],
    "gMonthDay": ["--02-30", "02-29"],
    "gMonth": ["--13", "02"],
    "gDay": ["---32", "31"],
    "duration": ["P", "PT", "P1S", "1Y", "P1YT", "P-1Y", "PT.5S"],
    "dayTimeDuration": ["P1Y", "P1M", "P", "PT"],
    "yearMonthDuration": ["P1D", "PT1M", "P"],
    "hexBinary": ["a", "zz"],
    "base64Binary": ["a", "Ã"],
    "anyURI": ["http://a b", "<x>"],
    "language": ["pt_BR", "", "toolonglanguage"],
    "Name": ["1a", "a b", ""],
    "NMTOKEN": ["a b", "", "a,b"],
    "QName": ["a:b:c", ":a", ""],
    "json": ["{", "NaN", "{'a': 1}", "[" * 100000],
    "xml": ["<a>", "&nbsp;", "</x><x>" * 2 + "<", "a & b"],
}


@pytest.mark.parametrize(
    ("datatype", "text"), [(name, text) for name, texts in GOOD.items() for text in texts]
)
def test_what_xml_schema_allows_passes(datatype: str, text: str) -> None:
    """Each type takes its own spellings."""
    xsd.check(datatype, text)


@pytest.mark.parametrize(
    ("datatype", "text"),
    [(name, text) for name, texts in BAD.items() for text in texts],
    ids=lambda value: value[:20],
)
def test_what_xml_schema_forbids_is_refused(datatype: str, text: str) -> None:
    """What Python or a lenient library would take is refused all the same."""
    with pytest.raises(Refusal):
        xsd.check(datatype, text)


@given(st.datetimes(max_value=dt.datetime(2399, 12, 31)), st.datetimes(max_value=dt.datetime(2399, 12, 31)))  # noqa: DTZ001
def test_moments_are_ordered_as_python_orders_them(one: dt.datetime, other: dt.datetime) -> None:
    """Limits on dates compare moments, not spellings."""
    orders = [xsd.check("dateTime", moment.isoformat()) for moment in (one, other)]
    assert (orders[0] < orders[1]) == (one < other)  # type: ignore[operator]


def test_time_zones_count_in_the_order() -> None:
    """Noon in Bangkok comes before noon in London."""
    bangkok, london = (xsd.check("time", text) for text in ("12:00:00+07:00", "12:00:00Z"))
    assert bangkok < london  # type: ignore[operator]


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_numbers_are_compared_by_value(number: Decimal) -> None:
    """A decimal is ordered by what it is worth."""
    assert xsd.check("decimal", f"{number:f}") == number


@pytest.mark.parametrize("datatype", ["date", "gYear", "gYearMonth", "dateTime"])
def test_the_buddhist_era_is_recognised_in_every_date_type(datatype: str) -> None:
    """2559 is refused with the Gregorian year, wherever it stands."""
    text = {
        "date": "2559-01-01",
        "gYear": "2559",
        "gYearMonth": "2559-01",
        "dateTime": "2559-01-01T00:00:00",
    }[datatype]
    with pytest.raises(Refusal, match=r"looks like Buddhist Era; 2559 . 543 = 2016"):
        xsd.check(datatype, text)


def test_years_far_ahead_are_no_buddhist_years() -> None:
    """12016 is no year of any calendar in use."""
    with pytest.raises(Refusal, match="too far ahead"):
        xsd.check("gYear", "12016")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("1.0", "a whole number has no decimal point"),
        ("1,000", 'write it without grouping, or declare the format of the column, such as "#,##0"'),
    ],
)
def test_numbers_written_for_people_get_advice(text: str, remedy: str) -> None:
    """Grouped digits and decimal points are common; the remedy names the way out."""
    with pytest.raises(Refusal) as caught:
        xsd.check("integer", text)
    assert caught.value.remedy == remedy


def test_xml_cannot_declare_entities() -> None:
    """A document type inside a cell is refused, so nothing can be expanded."""
    with pytest.raises(Refusal, match="not well-formed"):
        xsd.check("xml", '<!DOCTYPE x [<!ENTITY a "b">]><y>&a;</y>')
