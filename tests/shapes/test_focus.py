"""Focus nodes, held against those of pySHACL."""

from collections.abc import Callable
from pathlib import Path

import pytest
from rdflib import Graph

from iurc.shapes.focus import Targets
from iurc.shapes.narrowing.targets import Targets as Declared
from iurc.shapes.oracle import CompiledShapes
from iurc.shapes.term import term_text

CASES = Path(__file__).parents[1] / "cases"
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://e.org/> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Node a sh:NodeShape ; sh:targetNode ex:nowhere , "text"@en , 1 .
ex:Class a sh:NodeShape ; sh:targetClass ex:Animal .
ex:Subjects a sh:PropertyShape ; sh:path ex:p ; sh:targetSubjectsOf ex:p , ex:q .
ex:Objects sh:targetObjectsOf ex:p ; sh:nodeKind sh:IRI .
ex:Dog a sh:NodeShape , owl:Class .
ex:Cat a sh:NodeShape , rdfs:Class ; rdfs:subClassOf ex:Animal .
ex:Off a sh:NodeShape ; sh:targetClass ex:Animal ; sh:deactivated true .
ex:On a sh:NodeShape ; sh:targetClass ex:Nothing ; sh:deactivated false .
ex:None a sh:NodeShape .
[] a sh:NodeShape ; sh:targetClass ex:Animal ; sh:closed false .
"""
DATA = """
@prefix ex: <http://e.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
ex:Dog rdfs:subClassOf ex:Mammal . ex:Mammal rdfs:subClassOf ex:Animal . ex:Animal rdfs:subClassOf ex:Dog .
ex:rex a ex:Dog ; ex:p "bone" , ex:tom . ex:tom a ex:Cat . ex:ann a ex:Person ; ex:q ex:rex . _:b a ex:Mammal .
"""


def triples(graph: Graph) -> list[tuple[str, str, str]]:
    """Write the statements of a graph as N-Triples terms."""
    return [
        (term_text(subject), term_text(predicate), term_text(value)) for subject, predicate, value in graph
    ]


def by_pyshacl(shapes: Graph, data: Graph) -> dict[str, set[str]]:
    """Ask pySHACL for the focus nodes of each shape that has targets."""
    return {
        str(shape.node): {term_text(node) for node in shape.focus_nodes(data)}
        for shape in CompiledShapes(shapes).shapes
        if not shape.deactivated and Declared.of(shape)
    }


def test_every_kind_of_target() -> None:
    """The focus nodes are those of SHACL: by node, class with subclasses, implicit class, subject and object."""
    shapes, data = Graph().parse(data=SHAPES), Graph().parse(data=DATA)
    ours = Targets(shapes).focus_nodes(triples(data))
    theirs = by_pyshacl(shapes, data)
    assert sorted(sorted(nodes) for nodes in ours.values()) == sorted(
        sorted(nodes) for nodes in theirs.values()
    )
    assert ours["<http://e.org/Dog>"] == theirs["http://e.org/Dog"]
    assert ours["[ sh:targetClass <http://e.org/Animal> ]"] == theirs["http://e.org/Class"]
    assert "<http://e.org/Off>" not in ours
    assert ours["<http://e.org/On>"] == set()
    assert len(Targets(shapes)) == len(ours)


@pytest.mark.parametrize("name", ["Cooperation", "Named", "Phase"])
def test_our_own_shapes(name: str, own_shapes: Graph, in_world: Callable[[Path], Graph]) -> None:
    """For our shapes the focus nodes are those of pySHACL too."""
    data = in_world(CASES / name / "conforming.ttl")
    ours = Targets(own_shapes).focus_nodes(triples(data))
    theirs = by_pyshacl(own_shapes, data)
    assert {shape[1:-1]: nodes for shape, nodes in ours.items()} == theirs


def test_only_some_nodes() -> None:
    """Only chosen nodes count, and what a shape targets by name; an object counts with its subject."""
    found = Targets(Graph().parse(data=SHAPES)).focus_nodes(
        triples(Graph().parse(data=DATA)), {"<http://e.org/rex>"}.__contains__
    )
    assert found["<http://e.org/Class>"] == {"<http://e.org/rex>"}
    assert found["<http://e.org/Objects>"] == {'"bone"', "<http://e.org/tom>"}
    assert found["<http://e.org/Subjects>"] == {"<http://e.org/rex>"}
    assert len(found["<http://e.org/Node>"]) == 3


def test_the_predicates_that_tell() -> None:
    """Statements with other predicates can be left out without any change."""
    targets, data = Targets(Graph().parse(data=SHAPES)), Graph().parse(data=DATA)
    telling = [each for each in triples(data) if each[1][1:-1] in targets.predicates]
    assert targets.focus_nodes(telling) == targets.focus_nodes(triples(data))
    assert "http://e.org/p" in targets.predicates
