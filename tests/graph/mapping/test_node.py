"""Values of JSON texts and their places."""

from collections.abc import Callable

import pytest

from iurc.graph.errors import Unreadable
from iurc.graph.mapping import document
from iurc.graph.mapping.node import Node


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


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda node: node.string(), "'x' must be a string, not true or false"),
        (lambda node: node.count(), "'x' must be a whole number from 0"),
        (lambda node: node.items(), "'x' must be an array"),
        (lambda node: node.object(), "'x' must be an object"),
    ],
)
def test_a_value_of_another_type_is_refused_by_name(ask: Callable[[Node], object], message: str) -> None:
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
