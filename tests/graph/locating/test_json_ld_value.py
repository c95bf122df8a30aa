"""iurc.graph.locating.json_ld_value: the values of JSON-LD as terms."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.locating.found import XSD, Term
from iurc.graph.locating.json_ld_context import Context, Definition
from iurc.graph.locating.json_ld_value import coerced, literal
from iurc.graph.locating.json_text import Number


@pytest.mark.parametrize(
    ("value", "definition", "term"),
    [
        ("x", Definition("urn:p"), ("x", None, "fr")),
        ("x", Definition("urn:p", language=None), ("x", None, None)),
        ("a", Definition("urn:p", "@id"), "http://x.example/a"),
        ("a", Definition("urn:p", "@vocab"), "urn:v:a"),
        ("a b", Definition("urn:p", "@id"), None),
        ("_:a", Definition("urn:p", "@id"), "_:a"),
        ("x", Definition("urn:p", "urn:t"), ("x", "urn:t", None)),
        (True, Definition("urn:p", "@id"), ("true", XSD + "boolean", None)),
        (Number("2.0"), Definition("urn:p"), ("2", XSD + "integer", None)),
        (Number("2"), Definition("urn:p", XSD + "double"), ("2.0E0", XSD + "double", None)),
        (Number("1.5"), Definition("urn:p", "urn:t"), ("1.5E0", "urn:t", None)),
    ],
)
def test_bare_values_follow_their_definition(
    value: object, definition: Definition, term: Term | None
) -> None:
    """A string is a node, a typed literal or has the language that holds; numbers and truth values have their types."""
    assert coerced(value, Context("http://x.example/", "urn:v:", "fr"), definition) == term


@given(st.one_of(st.integers(-(10**20), 10**20), st.floats(-1e200, 1e200)).map(repr))
def test_numbers_are_written_as_the_parser_writes_them(number: str) -> None:
    """Whole numbers are integers, others doubles in canonical form."""
    text = f'{{"urn:p": {number}}}'
    (quad,) = pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.JSON_LD)
    assert isinstance(quad.object, pyoxigraph.Literal)
    assert literal(Number(number), None, None) == (quad.object.value, quad.object.datatype.value, None)
