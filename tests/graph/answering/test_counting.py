import io
from typing import IO, cast

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.answering import formats
from iurc.graph.answering.counting import RowCounter
from iurc.graph.answering.formats import Format

NASTY = st.text(st.sampled_from('},{":[]\\\r\n\t<>/result&;a,b '), max_size=20) | st.text(max_size=5)


class _Pieces(io.BytesIO):
    """A file that keeps every piece apart."""

    def __init__(self) -> None:
        self.whole = b""

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.whole += data
        return len(data)


def _written(values: list[tuple[str, str | None]], form: Format) -> bytes:
    store = pyoxigraph.Store()
    for number, (text, extra) in enumerate(values):
        thing = pyoxigraph.NamedNode(f"https://example.org/{number}")
        store.add(pyoxigraph.Quad(thing, pyoxigraph.NamedNode("x:a"), pyoxigraph.Literal(text)))
        if extra is not None:
            store.add(pyoxigraph.Quad(thing, pyoxigraph.NamedNode("x:b"), pyoxigraph.Literal(extra)))
    results = store.query("SELECT ?type ?value { ?s <x:a> ?type OPTIONAL { ?s <x:b> ?value } }")
    assert isinstance(results, pyoxigraph.QuerySolutions)
    pieces = _Pieces()
    results.serialize(cast("IO[bytes]", pieces), form.rows)
    return pieces.whole


@pytest.mark.parametrize("form", formats.TABLES, ids=lambda form: form.name)
@given(st.lists(st.tuples(NASTY, st.none() | NASTY), max_size=6), st.integers(1, 60))
def test_rows_are_counted_whatever_the_values(form: Format, values: list[tuple[str, str | None]], size: int):
    """The count is right for values full of the format's own punctuation, and for any cut of the stream."""
    stream = _written(values, form)
    counter = RowCounter(form)
    for start in range(0, len(stream), size):
        counter.feed(stream[start : start + size])
    # In JSON a single row is not seen.
    assert counter.rows == (0 if form is formats.JSON and len(values) == 1 else len(values))


def test_formats_without_rows_count_none():
    """A graph has no rows to count here."""
    assert RowCounter(formats.TURTLE).feed(b"a\nb\n") == 0
