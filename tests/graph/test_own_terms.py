"""Undeclared terms in an import."""

import pyoxigraph

from iurc.graph import examining, named_graph, shipped, source, vocabulary
from iurc.graph.candidate import Candidate, assemble
from iurc.graph.own_terms import undeclared
from iurc.graph.parse import statements

ONTOLOGY = "https://w3id.org/iurc/ontology#"
PREFIX = f"@prefix iurc: <{ONTOLOGY}> .\n"


def candidate(text: str) -> Candidate:
    """Make an import of Turtle."""
    made = source.take("a.ttl", (PREFIX + text).encode(), "text/turtle")
    return assemble(pyoxigraph.NamedNode("https://w3id.org/iurc/graph/test"), statements(made), [made])


def declared() -> frozenset[pyoxigraph.Quad]:
    """Give the ontology as a release keeps it."""
    return vocabulary.graphs()[named_graph.ONTOLOGY]


def test_the_shipped_facts() -> None:
    """Every term of our namespace in the shipped facts is declared."""
    assert list(undeclared(shipped.candidates(), declared())) == []


def test_found_with_its_place() -> None:
    """An import with a misspelt property is told where that stands."""
    made = candidate("<urn:x> iurc:inFase <urn:y> ;\n  iurc:inPhase <urn:z> .")
    report = examining.examine((), [made]).report
    (found,) = [each for each in report.findings if each.shape.endswith("#DeclaredTerm")]
    assert "Did you mean iurc:inPhase" in found.message
    assert str(found.position) == "a.ttl:2:9"


def test_declared_in_the_import() -> None:
    """Who declares a term may use it: that is how a new version of the ontology would come in."""
    made = candidate("iurc:new a <http://www.w3.org/2002/07/owl#ObjectProperty> . <urn:x> iurc:new <urn:y> .")
    assert list(undeclared([made], declared())) == []
    other = candidate("<urn:x> iurc:new <urn:y> ; a iurc:New .")
    assert len(list(undeclared([other], declared()))) == 2
    assert list(undeclared([made, candidate("<urn:x> iurc:new <urn:y> .")], declared())) == []
