"""iurc.graph.locating.json_text: JSON with the offsets of its values."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.locating.found import Unfollowed
from iurc.graph.locating.json_text import Members, Number, Value, read

document = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.text()
    ),
    lambda inner: st.one_of(st.lists(inner), st.dictionaries(st.text(), inner)),
)


def plain(said: Value) -> Any:
    """The value without its places."""
    if isinstance(said.value, Members):
        return {name: plain(value) for name, _, value in said.value}
    if isinstance(said.value, list):
        return [plain(each) for each in said.value]
    return json.loads(said.value.text) if isinstance(said.value, Number) else said.value


def check(said: Value, text: str) -> None:
    """Hold each value and each name to what stands at its offset."""
    begins = {bool: "tf", type(None): "n", str: '"', list: "[", Members: "{", Number: "-0123456789"}
    assert text[said.at] in begins[type(said.value)]
    for name, at, value in said.value if isinstance(said.value, Members) else ():
        assert json.JSONDecoder().raw_decode(text, at)[0] == name
        check(value, text)
    for value in said.value if isinstance(said.value, list) else ():
        check(value, text)


@given(document, st.sampled_from([None, 2]), st.booleans())
def test_it_is_read_with_its_places(said: Any, indent: int | None, ascii_only: bool) -> None:
    """Any JSON comes back as it was, and each of its values stands where it is said to stand."""
    text = " " + json.dumps(said, indent=indent, ensure_ascii=ascii_only)
    value = read(text)
    assert plain(value) == said
    check(value, text)


def test_a_member_that_stands_twice_is_kept_twice() -> None:
    """The store's parser reads both."""
    value = read('{"a": 1, "a": 2}').value
    assert isinstance(value, Members)
    assert [(name, at) for name, at, _ in value] == [("a", 1), ("a", 9)]


@pytest.mark.parametrize("text", ["", "{", "]", '{"a": x}', "nul"])
def test_what_is_no_json_is_not_followed(text: str) -> None:
    """The reading ends in a readable way whatever it is given."""
    with pytest.raises(Unfollowed):
        read(text)
