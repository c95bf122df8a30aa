"""iurc.graph.lexical: literals as the store will keep them."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.errors import Unreadable
from iurc.graph.lexical import canonical
from iurc.shapes.position import Position

XSD = "http://www.w3.org/2001/XMLSchema#"
HERE = Position("f", 3)


def literal(text: str, datatype: str) -> pyoxigraph.Literal:
    """A literal of an XSD type."""
    return pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(XSD + datatype))


@pytest.mark.parametrize(
    ("text", "datatype", "kept"),
    [("01", "integer", "1"), ("1.50", "decimal", "1.5"), ("1", "boolean", "true"), ("2016", "gYear", "2016")],
)
def test_another_spelling_of_the_same_value_is_written_as_kept(text: str, datatype: str, kept: str) -> None:
    """What only changes its spelling passes, in the spelling of the store."""
    assert canonical(literal(text, datatype), HERE) == literal(kept, datatype)


@pytest.mark.parametrize(
    ("text", "datatype"), [("300", "byte"), ("5", "nonNegativeInteger"), ("1e40", "float")]
)
def test_another_type_or_value_is_refused(text: str, datatype: str) -> None:
    """What would be kept as something else is refused with its line."""
    with pytest.raises(Unreadable, match="would be kept as") as caught:
        canonical(literal(text, datatype), HERE)
    assert caught.value.position == HERE


def test_an_ill_typed_literal_passes_to_the_judge() -> None:
    """A date that is none keeps its text, so that the shapes can speak about it."""
    assert canonical(literal("2020-13-45", "date"), HERE) == literal("2020-13-45", "date")


@given(st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=4))
def test_canonical_is_idempotent(number: object) -> None:
    """Writing a number as the store keeps it, twice, changes nothing the second time."""
    datatype = "integer" if isinstance(number, int) else "decimal"
    once = canonical(literal(f"{number:f}" if datatype == "decimal" else str(number), datatype), HERE)
    assert canonical(once, HERE) == once
