"""The shapes look at every class that the ontology has, or say why not."""

import pytest
from rdflib import OWL, RDF, RDFS, SH, Graph, Namespace, URIRef
from rdflib.term import Node

from iurc.ontology.load import load_ontology

IURC = Namespace("https://w3id.org/iurc/ontology#")
SHAPE = Namespace("https://w3id.org/iurc/shapes#")

# Nodes that join others or that a reader never looks up by name.
NAMELESS = {
    "Participation",
    "CooperationLink",
    "Enrolment",
    "Engagement",
    "Claim",
    "PublishedFigure",
    "Quotation",
    "Unknown",
}
# What is named by its own shape: documents have a title, gazetteer entries the name of the gazetteer.
NAMED_ELSEWHERE = {"Source", "GazetteerEntry", "AuthorityEntry"}
# What is covered by the import that brought it (reference tables and concepts), or states its sources by its own shape.
SOURCED_BY_IMPORT = {
    *("Place", "GazetteerEntry", "AuthorityEntry", "Source"),
    *("PolicyFramework", "PolicyGoal", "Topic", "Objective", "StakeholderKind", "Component", "Role"),
}
SOURCED_ELSEWHERE = {"Claim", "Conflict", "Unknown"}
# Names of these are checked with the concept schemes, or are left to the sources.
ENGLISH_ELSEWHERE = {
    "Cohort",
    "WebSite",
    "NewsItem",
    "Conflict",
    "Objective",
    "StakeholderKind",
    "Component",
    "Role",
}
# Special kinds whose general class lies outside our namespace need no second type.


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The ontology."""
    return load_ontology()


def general(ontology: Graph) -> set[Node]:
    """Give the classes of ours that are under no other class of ours."""
    return {
        kind
        for kind in ontology.subjects(RDF.type, OWL.Class)
        if kind in IURC and not any(parent in IURC for parent in ontology.objects(kind, RDFS.subClassOf))
    }


def classes(names: set[str]) -> set[URIRef]:
    """Give classes by their names."""
    return {IURC[name] for name in names}


def test_everything_that_is_looked_up_has_a_name(ontology: Graph, own_shapes: Graph) -> None:
    """Each general class must have names, or stands in a list of those that need none."""
    named = set(own_shapes.objects(SHAPE.Named, SH.targetClass))
    assert named == general(ontology) - classes(NAMELESS | NAMED_ELSEWHERE)


def test_everything_that_is_stated_has_a_source(ontology: Graph, own_shapes: Graph) -> None:
    """Each general class must have a source, or stands in a list of those whose import is the source."""
    sourced = set(own_shapes.objects(SHAPE.Sourced, SH.targetClass))
    assert sourced == general(ontology) - classes(SOURCED_BY_IMPORT | SOURCED_ELSEWHERE)


def test_names_are_wanted_in_english(own_shapes: Graph) -> None:
    """What must have a name should have an English one, except where the concept schemes see to it."""
    named = set(own_shapes.objects(SHAPE.Named, SH.targetClass))
    english = set(own_shapes.objects(SHAPE.EnglishName, SH.targetClass))
    assert english == named - classes(ENGLISH_ELSEWHERE)


def test_special_kinds_state_the_general_class(ontology: Graph, own_shapes: Graph) -> None:
    """Each class under another class of ours is the target of a shape that asks for that other type as well."""
    for kind, parent in ontology.subject_objects(RDFS.subClassOf):
        if kind not in IURC or parent not in IURC:
            continue
        asked = {
            value
            for shape in own_shapes.subjects(SH.targetClass, kind)
            for property_shape in own_shapes.objects(shape, SH.property)
            if own_shapes.value(property_shape, SH.path) == RDF.type
            for value in own_shapes.objects(property_shape, SH.hasValue)
        }
        assert parent in asked, f"{kind} without {parent}"


def test_nothing_but_our_terms_is_targeted(own_shapes: Graph) -> None:
    """Shapes target classes and properties of ours only, so that foreign statements pass."""
    targets = {*own_shapes.objects(None, SH.targetClass), *own_shapes.objects(None, SH.targetSubjectsOf)}
    assert {target for target in targets if target not in IURC} == set()
    assert not list(own_shapes.subject_objects(SH.targetNode))
    assert not list(own_shapes.subject_objects(SH.targetObjectsOf))
