"""iurc.graph.locating.lines: from an offset to line and column."""

from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.locating.lines import Lines
from iurc.shapes.position import Position


@given(st.text(alphabet="aé😀\n\r ", min_size=1), st.data())
def test_characters_and_bytes_give_the_same_place(text: str, data: st.DataObject) -> None:
    """Lines end with a line feed, columns count characters, whether the text or its bytes are at hand."""
    at = data.draw(st.integers(0, len(text) - 1))
    before = text[:at].split("\n")
    place = Position("f", len(before), len(before[-1]) + 1)
    assert Lines("f", text).position(at) == place
    assert Lines("f", text.encode()).position(len(text[:at].encode())) == place
