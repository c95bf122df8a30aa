"""What shapes looked at in an import."""

import pyoxigraph
from rdflib import Graph

from iurc.graph import source
from iurc.graph.candidate import Candidate, assemble
from iurc.graph.coverage import coverage
from iurc.graph.parse import statements
from iurc.shapes.coverage import Coverage

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:S> a sh:NodeShape ; sh:targetClass <urn:C> .
<urn:T> a sh:NodeShape ; sh:targetSubjectsOf <urn:p> .
"""


def candidate(text: str) -> Candidate:
    """Make an import of Turtle."""
    made = source.take("a.ttl", text.encode(), "text/turtle")
    return assemble(pyoxigraph.NamedNode("urn:g"), statements(made), [made])


def test_only_the_import_counts() -> None:
    """What was there before does not hide that the import itself was not looked at, but its types count."""
    shapes = Graph().parse(data=SHAPES)
    before = candidate("<urn:old> a <urn:C> ; <urn:p> 1 . <urn:known> a <urn:C> .").quads
    made = candidate("<urn:new> <urn:q> 1 . <urn:known> <urn:q> 2 .")
    assert coverage(shapes, before | made.quads, [made]) == Coverage(2, 1, ("<urn:T>",), 2, 1, ("<urn:new>",))
    assert coverage(shapes, made.quads, [made]).vacuous
