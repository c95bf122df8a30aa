"""Datatypes of columns."""

import json
from typing import Any

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.mapping import datatype_description, document
from iurc.graph.mapping.datatype import Datatype
from iurc.graph.mapping.refusal import Refusal

XSD = "http://www.w3.org/2001/XMLSchema#"


def made(description: Any) -> Datatype:
    """Read a datatype as it would stand in a metadata file."""
    return datatype_description.parse(document.read(json.dumps(description).encode(), "m.json"))


def stored(literal: pyoxigraph.Literal) -> pyoxigraph.Literal:
    """Put a literal into a store and take it out."""
    store = pyoxigraph.Store()
    node = pyoxigraph.NamedNode("urn:a:b")
    store.add(pyoxigraph.Quad(node, node, literal))
    return next(iter(store)).object  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("integer", "007", "7"),
        ("integer", "-0", "0"),
        ("decimal", "1.50", "1.5"),
        ("decimal", ".5", "0.5"),
        ("double", "1e3", "1000"),
        ("boolean", "1", "true"),
        ("dateTime", "2016-01-01T24:00:00", "2016-01-02T00:00:00"),
        ("date", "2016-01-01+00:00", "2016-01-01Z"),
        ("duration", "P12M", "P1Y"),
        ("gYear", "2016", "2016"),
        ("hexBinary", "ab", "ab"),
        ("string", " as it is ", " as it is "),
    ],
)
def test_values_are_written_in_the_canonical_form(name: str, text: str, value: str) -> None:
    """A value is spelt as the store will give it back."""
    assert made(name).read(text) == value


@given(
    st.one_of(
        st.tuples(st.just("integer"), st.integers().map(str)),
        st.tuples(
            st.just("decimal"), st.decimals(allow_nan=False, allow_infinity=False).map(lambda d: f"{d:f}")
        ),
        st.tuples(
            st.just("double"),
            st.floats().map(lambda f: {"inf": "INF", "-inf": "-INF", "nan": "NaN"}.get(str(f), str(f))),
        ),
        st.tuples(st.just("date"), st.dates().filter(lambda d: d.year <= 2400).map(str)),
        st.tuples(
            st.just("dateTime"), st.datetimes().filter(lambda d: d.year <= 2400).map(lambda d: d.isoformat())
        ),
        st.tuples(st.just("time"), st.times().map(lambda t: t.isoformat())),
    )
)
def test_the_store_changes_no_literal_any_more(pair: tuple[str, str]) -> None:
    """Whatever a column emits comes out of the store letter by letter the same."""
    name, text = pair
    column_type = made(name)
    literal = column_type.literal(column_type.read(text), None)
    assert stored(literal) == literal


@pytest.mark.parametrize(
    ("description", "good", "bad", "message"),
    [
        ({"base": "integer", "minimum": 0, "maximum": 255}, ["0", "255"], ["-1", "300"], "is not at"),
        ({"base": "integer", "minExclusive": 0, "maxExclusive": "10"}, ["1", "9"], ["0", "10"], "is not"),
        (
            {"base": "date", "minInclusive": "2016-01-01"},
            ["2016-01-01"],
            ["2015-12-31"],
            "is not at least 2016-01-01",
        ),
        ({"base": "decimal", "maximum": 1.5}, ["1.5", "1.50"], ["1.51"], "is not at most 1.5"),
        ({"base": "string", "length": 2}, ["SK"], ["SVK", ""], "has a length of"),
        ({"base": "string", "minLength": 1, "maxLength": 3}, ["a", "abc"], ["", "abcd"], "has a length of"),
        ({"base": "string", "minLength": 2}, ["ab"], ["a"], "not at least 2"),
        ({"base": "hexBinary", "length": 1}, ["ab"], ["abab"], "has a length of 2"),
        ({"base": "base64Binary", "maxLength": 3}, ["YWJj"], ["YWJjYWJj"], "has a length of 6"),
        ({"base": "string", "format": "[A-Z]{2}"}, ["SK"], ["sk", "SK\n", "SKX"], "does not match"),
        (
            {"base": "boolean", "format": "yes|no"},
            ["yes", "no"],
            ["true", "Yes"],
            "is neither 'yes' nor 'no'",
        ),
        ({"base": "integer", "format": "#,##0"}, ["1,000"], ["1000,0"], "is not of the format"),
        (
            {"base": "decimal", "format": {"decimalChar": ",", "groupChar": "."}},
            ["1.234,5"],
            ["1,2,3"],
            "is not a number",
        ),
        (
            {"base": "date", "format": "dd.MM.yyyy"},
            ["01.02.2016"],
            ["30.02.2016", "2016-02-01"],
            "no such day|is not of the format",
        ),
    ],
)
def test_formats_and_limits_hold(description: Any, good: list[str], bad: list[str], message: str) -> None:
    """What the description allows passes, what it forbids is refused with the reason."""
    column_type = made(description)
    for text in good:
        column_type.read(text)
    for text in bad:
        with pytest.raises(Refusal, match=message):
            column_type.read(text)


def test_booleans_in_other_words_become_true_and_false() -> None:
    """The words of the format are replaced by those of XML Schema."""
    column_type = made({"base": "boolean", "format": "yes|no"})
    assert (column_type.read("yes"), column_type.read("no")) == ("true", "false")


def test_a_double_too_large_is_refused() -> None:
    """`1e400` would silently become infinity."""
    with pytest.raises(Refusal, match="too large"):
        made("double").read("1e400")


def test_white_space_is_treated_as_the_type_wants() -> None:
    """Strings keep theirs, normalised strings lose line breaks, all others are trimmed (section 6.4 of the model)."""
    assert made("string").trimmed(" a\n b ") == " a\n b "
    assert made("normalizedString").trimmed(" a\n b ") == " a  b "
    assert made("token").trimmed(" a\n b ") == "a b"
    assert made("integer").trimmed(" 5\t") == "5"


def test_only_strings_carry_a_language() -> None:
    """A language on a column of numbers is without effect."""
    assert made("string").literal("a", "th").language == "th"
    assert made("integer").literal("5", "th").datatype.value == XSD + "integer"
    assert made({"@id": "geo:wktLiteral"}).literal("x", "th").language is None
