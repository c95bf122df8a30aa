"""JSON with places."""

import json
from collections.abc import Callable

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


def test_members_know_their_line_and_column() -> None:
    """A member stands where its name begins, an item where it begins itself."""
    node = document.read('{\n  "a": [1,\n   {"é": true, "b": 2}]}'.encode(), "m.json")
    array = node.get("a")
    assert array is not None
    assert str(array.position) == "m.json:2:3"
    second = array.items()[1]
    assert str(second.position) == "m.json:3:4"
    member = second.get("b")
    assert member is not None
    assert str(member.position) == "m.json:3:16"


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


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda node: node.string(), "'x' must be a string, not true or false"),
        (lambda node: node.count(), "'x' must be a whole number from 0"),
        (lambda node: node.items(), "'x' must be an array"),
        (lambda node: node.object(), "'x' must be an object"),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(
    ask: Callable[[document.Node], object], message: str
) -> None:
    """A wrong type is told with the name of the member and its place."""
    node = document.read(b'{"x": true}', "m.json").get("x")
    with pytest.raises(Unreadable, match=message) as caught:
        ask(node)
    assert str(caught.value.position) == "m.json:1:2"


def test_a_number_is_no_boolean() -> None:
    """`1` is not true: the standard wants a boolean."""
    node = document.read(b'{"x": 1}', "m.json").get("x")
    assert node is not None
    with pytest.raises(Unreadable, match="must be true or false, not a number"):
        node.boolean()


def test_unknown_members_are_refused_with_the_nearest_name() -> None:
    """A property that the standard does not know is a typing error until proven otherwise; annotations are free."""
    node = document.read(b'{"@id": "x", "dc:title": "y", "propertyurl": "z"}', "m.json")
    with pytest.raises(Unreadable, match="a column has no property 'propertyurl'") as caught:
        node.only({"propertyUrl", "valueUrl"}, "a column")
    assert caught.value.remedy == "did you mean 'propertyUrl'?"
    assert str(caught.value.position) == "m.json:1:31"
