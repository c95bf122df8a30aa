"""iurc.graph.view: the store's statements in rdflib."""

import pyoxigraph
import rdflib
import rdflib.compare
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.view import as_rdflib

TURTLE = """
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
<urn:a> <urn:p> "x", "x"@en, "2016"^^xsd:gYear, 1, 1.5, true, "n/a"^^xsd:date, <urn:b>, [ <urn:q> "y" ] .
"""


def test_it_is_the_graph_that_rdflib_itself_would_read() -> None:
    """Term by term the same as rdflib's own parser gives, blank nodes aside; plain strings are not typed."""
    quads = list(pyoxigraph.parse(TURTLE, format=pyoxigraph.RdfFormat.TURTLE))
    ours, theirs = as_rdflib(quads), rdflib.Graph().parse(data=TURTLE)
    assert rdflib.compare.isomorphic(ours, theirs)
    assert (rdflib.URIRef("urn:a"), rdflib.URIRef("urn:p"), rdflib.Literal("x")) in ours


@given(st.text())
def test_any_text_passes_unchanged(text: str) -> None:
    """No character is lost or changed on the way."""
    p = pyoxigraph.NamedNode("urn:p")
    (value,) = as_rdflib([pyoxigraph.Quad(p, p, pyoxigraph.Literal(text))]).objects()
    assert str(value) == text
