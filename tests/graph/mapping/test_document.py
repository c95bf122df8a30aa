"""JSON with places."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.errors import Unreadable
from iurc.graph.mapping import document

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(JSON, st.sampled_from([None, 1, 3]))
def test_values_are_those_of_the_json_module(value: object, indent: int | None) -> None:
    """Whatever Python writes as JSON is read back the same."""
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    assert document.read(text.encode("utf-8", "surrogatepass"), "m.json").value == value


def test_a_byte_order_mark_is_passed_over() -> None:
    """Some editors write a mark before the text; it is no part of it."""
    assert document.read(b"\xef\xbb\xbf{}", "m.json").value == {}


@pytest.mark.parametrize(
    ("text", "place", "message"),
    [
        ("", "m.json:1:1", "the file ends inside"),
        ("{\n'a': 1}", "m.json:2:1", "in double quotes is missing"),
        ('{"a" 1}', "m.json:1:6", "a colon is missing after 'a'"),
        ('{"a": 1\n "b": 2}', "m.json:2:2", "a comma or } is missing"),
        ("[1 2]", "m.json:1:4", "a comma or ] is missing"),
        ('{"a": }', "m.json:1:7", "a JSON value is missing"),
        ('{"a": 1,}', "m.json:1:9", "in double quotes is missing"),
        ('{"a": "x', "m.json:1:7", "unterminated string"),
        ('["\\q"]', "m.json:1:3", "invalid \\escape"),
        ('{"a": 1, "a": 2}', "m.json:1:10", "the member 'a' stands twice"),
        ("{} {}", "m.json:1:4", "text follows the end"),
        ("[" * 50, "m.json:1:42", "nested more than 40 deep"),
        ("[01]", "m.json:1:3", "a comma or ] is missing"),
    ],
)
def test_broken_json_is_refused_at_its_place(text: str, place: str, message: str) -> None:
    """Each way to break JSON is told with line and column."""
    with pytest.raises(Unreadable) as caught:
        document.read(text.encode(), "m.json")
    assert str(caught.value.position) == place
    assert message in caught.value.message
    assert caught.value.remedy == "mend the JSON there"


def test_other_encodings_are_refused_at_the_byte() -> None:
    """A metadata file that is not UTF-8 names line and column of the byte."""
    with pytest.raises(Unreadable) as caught:
        document.read('{"a":\n "é\xe9"}'.encode("latin-1"), "m.json")
    assert str(caught.value) == "m.json:2:3: byte 0xe9 is not UTF-8 (save the file as UTF-8)"
