"""The shapes and the ontology speak of the same terms."""

import re

import pytest
from rdflib import OWL, RDF, SH, Graph, URIRef
from rdflib.term import Node

from iurc.ontology.load import load_ontology
from iurc.shapes.judge import judge

IURC = "https://w3id.org/iurc/ontology#"
CONCEPTS = "https://w3id.org/iurc/id/"

# Terms that no shape speaks of, with the reason. There is none today.
UNCONSTRAINED: dict[str, str] = {}


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The ontology with its concept schemes."""
    return load_ontology(concepts=True)


def test_each_property_is_constrained(ontology: Graph, own_shapes: Graph) -> None:
    """Each property that the ontology declares stands in the path of a shape, or is listed with a reason."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    declared = {
        term for kind in kinds for term in ontology.subjects(RDF.type, kind) if str(term).startswith(IURC)
    }
    unspoken = declared - _in_paths(own_shapes) - {URIRef(IURC + name) for name in UNCONSTRAINED}
    assert unspoken == set()


def test_each_class_is_targeted_or_expected(ontology: Graph, own_shapes: Graph) -> None:
    """Each class that the ontology declares is the target of a shape or the class of a value."""
    declared = {term for term in ontology.subjects(RDF.type, OWL.Class) if str(term).startswith(IURC)}
    spoken = {*own_shapes.objects(None, SH.targetClass), *own_shapes.objects(None, SH["class"])}
    assert declared - spoken == set()


def test_each_term_is_declared(ontology: Graph, own_shapes: Graph) -> None:
    """Each term of our namespace that a shape or its query uses is declared in the ontology."""
    declared = {str(term) for term in ontology.subjects(RDF.type, None)}
    used = {str(node) for triple in own_shapes for node in triple if isinstance(node, URIRef)}
    used |= {IURC + name for query in own_shapes.objects(None, SH.select) for name in _names(str(query))}
    assert {term for term in used if term.startswith(IURC)} - declared == set()


def test_each_concept_is_declared(ontology: Graph, own_shapes: Graph) -> None:
    """Each concept that a shape allows or asks for is in a scheme, in its queries too."""
    used = {str(node) for triple in own_shapes for node in triple if isinstance(node, URIRef)}
    used |= {
        iri for query in own_shapes.objects(None, SH.select) for iri in re.findall(r"<([^>]+)>", str(query))
    }
    concepts = {str(term) for term in ontology.subjects(RDF.type, None)}
    assert {iri for iri in used if iri.startswith(CONCEPTS)} - concepts == set()


def test_closed_lists_are_whole(ontology: Graph, own_shapes: Graph) -> None:
    """A closed list of concepts holds the whole scheme, unless it leaves out what does not fit there."""
    left_out = {"Participation-side": {f"{CONCEPTS}side/all"}}
    for shape, members in own_shapes.subject_objects(SH["in"]):
        listed = {str(member) for member in own_shapes.items(members)}
        schemes = {iri.rpartition("/")[0] + "/" for iri in listed if iri.startswith(CONCEPTS)}
        for scheme in schemes:
            whole = {str(term) for term in ontology.subjects(RDF.type, None) if str(term).startswith(scheme)}
            assert whole - listed == left_out.get(str(shape).partition("#")[2], set()), shape


def test_the_ontology_keeps_its_house_style(ontology: Graph, house_shapes: Graph) -> None:
    """The ontology and its concept schemes raise no finding of the house style."""
    assert judge(ontology, house_shapes).findings == ()


def test_the_ontology_conforms(ontology: Graph) -> None:
    """The ontology and its concept schemes, judged as data, raise no finding."""
    assert judge(ontology).findings == ()


def _in_paths(shapes: Graph) -> set[Node]:
    """Give the properties in the paths of shapes and in the queries of constraints."""
    found: set[Node] = set()
    for path in shapes.objects(None, SH.path):
        todo, seen = [path], set()
        while todo:
            node = todo.pop()
            if isinstance(node, URIRef):
                found.add(node)
            elif node not in seen:
                seen.add(node)
                todo += shapes.objects(node)
    return found


def _names(query: str) -> list[str]:
    return re.findall(r"\biurc:([A-Za-z0-9]+)", query)
