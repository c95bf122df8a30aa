"""The shipped facts against the ontology: what they use is declared, and a reasoner finds no contradiction."""

import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from rdflib import OWL, RDF, SKOS, Graph, Literal, URIRef

from iurc.graph.mapping.table import map_tables
from iurc.graph.register import Register
from iurc.ontology import load, reasoning, terms

SOURCES = Path(str(files("iurc.graph"))) / "sources"
CONCEPT_PROPERTIES = (
    terms.COMPONENT_PROPERTY,
    terms.CONFIDENCE,
    terms.COUNTS,
    terms.EVENT_KIND,
    terms.MAPPING_BASIS,
    terms.MATCH_METHOD,
    terms.QUALIFIER,
    terms.RANK,
    terms.REASON,
    terms.ROLE_PROPERTY,
    terms.SIDE,
    terms.STATUS,
    terms.STRAND_KIND,
    terms.TOPIC_PROPERTY,
    terms.VERIFICATION,
    terms.WEBSITE_KIND,
)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The vocabulary with its concept schemes."""
    return load.load_ontology(concepts=True)


@pytest.fixture(scope="module")
def facts() -> Graph:
    """All shipped tables as one graph, by the product's own mapping."""
    register = Register.load(SOURCES / "identity.csv")
    lines = [
        f"{statement.subject} {statement.predicate} {statement.object} ."
        for metadata in sorted(SOURCES.glob("*/csv-metadata.json"))
        for statement in map_tables(metadata, register)
    ]
    return Graph().parse(data="\n".join(lines), format="nt")


def declared(graph: Graph, *kinds: URIRef) -> set[URIRef]:
    """Return what a graph declares to be of these kinds."""
    return {term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}


def test_every_class_and_property_of_the_facts_is_declared(facts: Graph, ontology: Graph) -> None:
    """A property or class that the mapping writes is ours or declared as reused; built-in terms need no declaration."""
    properties = declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    built_in = {RDF.type, URIRef("http://www.w3.org/2000/01/rdf-schema#label")}
    assert set(facts.predicates()) - built_in <= properties
    assert set(facts.objects(None, RDF.type)) <= declared(ontology, OWL.Class)


@pytest.mark.parametrize("pointer", [terms.CLAIM_PREDICATE, terms.UNKNOWN_PROPERTY])
def test_claims_and_gaps_name_declared_properties(facts: Graph, ontology: Graph, pointer: str) -> None:
    """The property that a claim asserts, or whose value is unknown, is one that is declared."""
    properties = declared(ontology, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
    named = set(facts.objects(None, URIRef(pointer)))
    assert named
    assert named <= properties


@pytest.mark.parametrize("term", CONCEPT_PROPERTIES, ids=lambda term: term.rpartition("#")[2])
def test_every_controlled_value_is_a_concept(facts: Graph, ontology: Graph, term: str) -> None:
    """A cell that holds a controlled value leads to a concept that stands in a scheme."""
    concepts = set(ontology.subjects(SKOS.inScheme)) | set(facts.subjects(SKOS.inScheme))
    values = set(facts.objects(None, URIRef(term)))
    assert values
    assert values <= concepts


def test_object_and_datatype_properties_keep_their_kind(facts: Graph, ontology: Graph) -> None:
    """No object property leads to a literal, and no datatype property to a thing."""
    for term in declared(ontology, OWL.ObjectProperty):
        assert not [value for value in facts.objects(None, term) if isinstance(value, Literal)], term
    for term in declared(ontology, OWL.DatatypeProperty):
        assert all(isinstance(value, Literal) for value in facts.objects(None, term)), term


@pytest.mark.skipif(shutil.which("java") is None, reason="needs Java")
def test_the_facts_do_not_contradict_the_ontology(facts: Graph, ontology: Graph) -> None:
    """HermiT finds all shipped facts, the gazetteer included, consistent with every domain, range and disjointness."""
    assert reasoning.check(ontology + facts).sound


@pytest.mark.skipif(shutil.which("java") is None, reason="needs Java")
def test_a_place_among_the_participants_would_be_found(facts: Graph, ontology: Graph) -> None:
    """One wrong fact among all the others, a city that takes part instead of its authority, is a contradiction."""
    enrolment = next(facts.subjects(RDF.type, URIRef(terms.ENROLMENT)))
    place = next(facts.subjects(RDF.type, URIRef(terms.CITY)))
    gazetteer = set(
        facts.subjects(RDF.type, URIRef(terms.GAZETTEER_ENTRY))
    )  # left out: it takes most of the time
    planted = Graph()
    planted += ontology
    planted += (triple for triple in facts if triple[0] not in gazetteer)
    planted.add((enrolment, URIRef(terms.PARTICIPANT), place))
    assert not reasoning.check(planted).consistent
