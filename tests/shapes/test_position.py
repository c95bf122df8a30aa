"""Places in files."""

import pytest

from iurc.shapes.position import Position


@pytest.mark.parametrize(
    ("position", "text"),
    [
        (Position("a.csv", 3, 7), "a.csv:3:7"),
        (Position("a.ttl", 3), "a.ttl:3"),
        (Position("a.ttl", 3, exact=False), "a.ttl:3"),
    ],
)
def test_a_place_is_written_as_editors_read_it(position: Position, text: str) -> None:
    """File, line and column with colons between; no column where none is known."""
    assert str(position) == text


def test_places_can_be_compared_and_kept_in_sets() -> None:
    """Two readings of one place are one."""
    assert {Position("a", 1, 2), Position("a", 1, 2)} == {Position("a", 1, 2)}
