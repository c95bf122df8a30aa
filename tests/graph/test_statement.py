"""Statements."""

import dataclasses

import pyoxigraph
import pytest

from iurc.graph.statement import Statement
from iurc.shapes.position import Position

NODE = pyoxigraph.NamedNode("https://example.org/a")


def test_a_statement_cannot_be_changed() -> None:
    """What was read stays what was read, wherever it is passed."""
    statement = Statement(NODE, NODE, pyoxigraph.Literal("x"), None, Position("a.ttl", 1))
    with pytest.raises(dataclasses.FrozenInstanceError):
        statement.object = NODE  # type: ignore[misc]


def test_statements_are_equal_by_what_they_say_and_where() -> None:
    """The same triple at another place is another reading of it."""
    one, other = (Statement(NODE, NODE, NODE, None, Position("a.ttl", line)) for line in (1, 2))
    assert one != other
    assert one == dataclasses.replace(other, position=Position("a.ttl", 1))
