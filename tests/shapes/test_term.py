"""Terms are written as Oxigraph writes them, and read back."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD, BNode, Literal, URIRef
from rdflib.graph import Graph

from iurc.shapes.term import term_node, term_text

TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)


@given(TEXTS)
def test_strings_as_oxigraph_writes_them(text: str) -> None:
    """Every string is escaped exactly as the store escapes it, so that texts of both can be compared."""
    assert term_text(Literal(text)) == str(pyoxigraph.Literal(text))


@given(TEXTS, st.sampled_from([None, "en", "zh-hans"]))
def test_round_trip(text: str, language: str | None) -> None:
    """A literal that was written is read back as the same literal."""
    literal = Literal(text, lang=language)
    assert term_node(term_text(literal)) == literal


@pytest.mark.parametrize(
    ("node", "text"),
    [
        (URIRef("http://example.org/a"), "<http://example.org/a>"),
        (BNode("b1"), "_:b1"),
        (Literal("2019-13-45", datatype=XSD.date), f'"2019-13-45"^^<{XSD.date}>'),
        (Literal("01", datatype=XSD.integer, normalize=False), f'"01"^^<{XSD.integer}>'),
    ],
)
def test_other_terms(node: URIRef | BNode | Literal, text: str) -> None:
    """IRIs, blank nodes and typed literals keep their spelling in both directions."""
    assert term_text(node) == text
    assert term_node(text) == node


def test_a_typed_string_is_a_plain_one() -> None:
    """The type xsd:string is never written, as in canonical N-Triples."""
    assert term_text(Literal("a", datatype=XSD.string)) == '"a"'


def test_unicode_escapes_are_read() -> None:
    """Other writers may escape what we do not."""
    assert term_node('"\\u00E9\\U0001F600\\\'"') == Literal("é😀'")


@pytest.mark.parametrize("text", ["", "a", '"a', '"a"b"', '"a"^^xsd:string', "http://example.org/"])
def test_no_term(text: str) -> None:
    """Text that is no term is refused."""
    with pytest.raises(ValueError, match="no term"):
        term_node(text)


def test_no_rdf_term() -> None:
    """A graph is no term of RDF 1.1."""
    with pytest.raises(TypeError, match="no RDF term"):
        term_text(Graph())
