"""The Turtle of the ontology itself: header, modules, reused terms, axioms that were decided."""

from importlib.metadata import version
from importlib.resources.abc import Traversable

import pytest
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, Graph, Namespace, URIRef

from iurc.ontology import load, pitfalls, profile, terms

IURC = Namespace(terms.ONTOLOGY)
ORG = Namespace("http://www.w3.org/ns/org#")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
ONTOLOGY = URIRef(terms.ONTOLOGY_IRI)
LICENCE = URIRef("https://creativecommons.org/licenses/by/4.0/")
FILES = load.ontology_files()
MODULES = [file for file in FILES if file.name not in {"ontology.ttl", "reused.ttl"}]


@pytest.fixture(scope="module")
def ontology() -> Graph:
    """The whole vocabulary as one graph."""
    return load.load_ontology()


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_file_has_one_licensed_header_of_this_version(file: Traversable):
    """Each file parses alone and says what it is, under which licence and in which version."""
    graph = load.read_turtle(file)
    (header,) = graph.subjects(RDF.type, OWL.Ontology)
    assert graph.value(header, DCTERMS.license) == LICENCE
    assert str(graph.value(header, OWL.versionInfo)) == version("iurc")
    assert graph.value(header, DCTERMS.title).language == "en"
    assert graph.value(header, DCTERMS.description).language == "en"


def test_the_header_lists_every_module_and_no_other(ontology: Graph):
    """The ontology says which modules it has, and each module says that it is part of it."""
    parts = set(ontology.objects(ONTOLOGY, DCTERMS.hasPart))
    stated = {
        header for file in FILES[1:] for header in load.read_turtle(file).subjects(DCTERMS.isPartOf, ONTOLOGY)
    }
    assert (
        parts
        == stated
        == {URIRef(f"{ONTOLOGY}/module/{file.name.removesuffix('.ttl')}") for file in FILES[1:]}
    )


def test_the_version_iri_is_that_of_the_package(ontology: Graph):
    """Package and ontology share one version, and a first version has none before it."""
    assert ontology.value(ONTOLOGY, OWL.versionIRI) == URIRef(f"{ONTOLOGY}/{version('iurc')}")
    assert (ONTOLOGY, OWL.priorVersion, None) not in ontology


@pytest.mark.parametrize("file", MODULES, ids=lambda file: file.name)
def test_a_module_declares_only_our_own_terms(file: Traversable):
    """Outside terms are declared in reused.ttl alone, so that what is ours can be told at a glance."""
    graph = load.read_turtle(file)
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDFS.Datatype)
    declared = {term for kind in kinds for term in graph.subjects(RDF.type, kind) if isinstance(term, URIRef)}
    assert declared
    assert all(term.startswith(terms.ONTOLOGY) for term in declared)


def test_no_term_is_declared_in_two_modules():
    """Each term is at home in one module."""
    homes: dict[URIRef, str] = {}
    for file in FILES:
        graph = load.read_turtle(file)
        for term in pitfalls.classes(graph) | pitfalls.properties(graph):
            assert term not in homes, f"{term} stands in {homes[term]} and in {file.name}"
            homes[term] = file.name


def test_reused_terms_carry_label_and_home_and_no_axioms():
    """The file of reused terms says type, label and home of each, and nothing about what follows from it."""
    graph = load.read_turtle(next(file for file in FILES if file.name == "reused.ttl"))
    header = next(graph.subjects(RDF.type, OWL.Ontology))
    reused = set(graph.subjects()) - {header}
    assert all(not term.startswith(terms.ONTOLOGY) for term in reused)
    for term in reused:
        assert set(graph.predicates(term)) == {RDF.type, RDFS.label, RDFS.isDefinedBy}, term


def test_the_ontology_has_no_pitfalls(ontology: Graph):
    """No check of common mistakes finds anything, with and without concepts and alignments."""
    assert pitfalls.find(ontology) == ()
    assert pitfalls.find(load.load_ontology(concepts=True, alignments=True)) == ()


def test_the_ontology_keeps_inside_its_profiles(ontology: Graph):
    """It is OWL 2 DL, and what is inferred is inside OWL 2 RL, with and without concepts and alignments."""
    assert profile.find(ontology) == ()
    assert profile.find(load.load_ontology(concepts=True, alignments=True)) == ()


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        (IURC.Organisation, ORG.Organization),
        (IURC.LocalAuthority, IURC.Organisation),
        (IURC.Post, ORG.Post),
        (IURC.Place, GEO.Feature),
        (IURC.Country, IURC.Place),
        (IURC.Cooperation, ORG.OrganizationalCollaboration),
        (IURC.ThematicNetwork, IURC.Cooperation),
        (IURC.Participation, ORG.Membership),
        (IURC.StudyVisit, IURC.Event),
        (IURC.Source, PROV.Entity),
    ],
)
def test_decided_superclasses_are_stated(ontology: Graph, lower: URIRef, higher: URIRef):
    """The superclasses that other parts rely on are stated directly."""
    assert (lower, RDFS.subClassOf, higher) in ontology


def test_participants_are_members(ontology: Graph):
    """A participation leads to its agent under org:member, so that ORG tools understand it."""
    assert (IURC.participant, RDFS.subPropertyOf, ORG.member) in ontology


def disjoint(graph: Graph, one: URIRef, other: URIRef) -> bool:
    """Tell whether two classes are stated to be disjoint, by a pair or by a list."""
    lists = [set(graph.items(members)) for members in graph.objects(None, OWL.members)]
    pairs = {(one, OWL.disjointWith, other), (other, OWL.disjointWith, one)}
    return any({one, other} <= members for members in lists) or any(pair in graph for pair in pairs)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (IURC.Place, IURC.Organisation),
        (IURC.Person, IURC.Organisation),
        (IURC.Person, IURC.Place),
        (IURC.Programme, IURC.Phase),
        (IURC.Phase, IURC.Strand),
        (IURC.Organisation, IURC.FundingInstrument),
        (IURC.Organisation, IURC.PolicyFramework),
        (IURC.Cooperation, IURC.CooperationLink),
        (IURC.CityPairing, IURC.CooperationGroup),
        (IURC.Cooperation, PROV.Activity),
        (IURC.Place, PROV.Activity),
        (PROV.Entity, PROV.Activity),
    ],
)
def test_decided_disjointness_is_stated(ontology: Graph, one: URIRef, other: URIRef):
    """What must never be one thing is stated to be disjoint."""
    assert disjoint(ontology, one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [(IURC.City, IURC.Region), (IURC.Consortium, IURC.LocalAuthority), (IURC.Event, PROV.Activity)],
)
def test_what_sources_word_differently_is_not_disjoint(ontology: Graph, one: URIRef, other: URIRef):
    """Kinds that two sources give to one and the same thing are not disjoint, nor are events and activities."""
    assert not disjoint(ontology, one, other)
