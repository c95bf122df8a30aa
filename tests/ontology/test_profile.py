"""Each rule of the profiles finds a planted departure, and nothing in an ontology that keeps inside."""

import pytest
from rdflib import Graph

from iurc.ontology import profile

PREFIXES = """
@prefix : <https://example.org/#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLEAN = """
    <https://example.org/> a owl:Ontology .
    :City a owl:Class ; rdfs:subClassOf :Place .
    :Place a owl:Class ; owl:disjointWith :Person .
    :Person a owl:Class .
    :near a owl:ObjectProperty , owl:SymmetricProperty ; rdfs:domain :Place ; rdfs:range :Place .
    :partOf a owl:ObjectProperty , owl:TransitiveProperty ; rdfs:domain [ a owl:Class ; owl:unionOf ( :City :Place ) ] .
    :inside a owl:ObjectProperty , owl:AsymmetricProperty ; rdfs:subPropertyOf :partOf .
    :size a owl:DatatypeProperty ; rdfs:range xsd:integer .
    :name a owl:DatatypeProperty ; rdfs:range rdf:PlainLiteral .
    :note a owl:AnnotationProperty .
    :Essen a :City ; :size 590000 ; :name "Essen"@de ; :note "in the west" .
"""


def found(turtle: str) -> set[tuple[str, str]]:
    """Return check and last part of the term of each departure in the clean ontology with something planted."""
    graph = Graph().parse(data=PREFIXES + CLEAN + turtle, format="turtle")
    return {(flaw.check, flaw.term.rpartition("#")[2]) for flaw in profile.find(graph)}


def test_an_ontology_inside_the_profiles_has_no_flaws() -> None:
    """Nothing is found where all keeps inside; a simple property may stand below a transitive one."""
    assert found("") == set()


@pytest.mark.parametrize(
    ("planted", "flaw"),
    [
        (":size a owl:ObjectProperty .", ("punning", "size")),
        (":size a owl:AnnotationProperty .", ("punning", "size")),
        (":City a rdfs:Datatype .", ("punning", "City")),
        (":Essen :mayor :Someone .", ("undeclared", "mayor")),
        (":Essen a :Town .", ("undeclared", "Town")),
        (":near rdfs:range :Town .", ("undeclared", "Town")),
        (
            ":City rdfs:subClassOf [ owl:onProperty :near ; owl:allValuesFrom :Town ] .",
            ("undeclared", "Town"),
        ),
        ("[] a owl:AllDisjointClasses ; owl:members ( :City :Town ) .", ("undeclared", "Town")),
        (":Essen owl:sameThing :Assindia .", ("reserved", "sameThing")),
        (":name rdfs:range rdf:PlainText .", ("reserved", "PlainText")),
        (":size rdfs:range xsd:gYear .", ("datatypes", "gYear")),
        (':Essen :note "2026-11-24"^^xsd:date .', ("datatypes", "date")),
        (':Essen :note "POINT(7 51)"^^:wkt .', ("datatypes", "wkt")),
        ("xsd:date a rdfs:Datatype . :size rdfs:range xsd:date .", ("datatypes", "date")),
        (":partOf a owl:AsymmetricProperty .", ("simplicity", "partOf")),
        (":inside a owl:TransitiveProperty .", ("simplicity", "inside")),
        (
            ":near rdfs:subPropertyOf :far . :far a owl:ObjectProperty , owl:IrreflexiveProperty . :near owl:propertyChainAxiom ( :near :inside ) .",
            ("simplicity", "far"),
        ),
        (
            ":has a owl:ObjectProperty , owl:FunctionalProperty ; owl:inverseOf :partOf .",
            ("simplicity", "has"),
        ),
        (":partOf owl:propertyDisjointWith :near .", ("simplicity", "partOf")),
        (":near a owl:ReflexiveProperty .", ("unknown to RL", "near")),
        (":Place owl:disjointUnionOf ( :City :Person ) .", ("unknown to RL", "Place")),
        (":City rdfs:subClassOf [ owl:unionOf ( :Place :Person ) ] .", ("beyond RL", "City")),
        (
            ":City owl:equivalentClass [ owl:onProperty :near ; owl:someValuesFrom :Place ] .",
            ("beyond RL", "City"),
        ),
        (":near rdfs:range [ owl:onProperty :near ; owl:someValuesFrom :Place ] .", ("beyond RL", "near")),
    ],
)
def test_a_planted_departure_is_found(planted: str, flaw: tuple[str, str]) -> None:
    """The planted departure is found at the term planted, and nothing else is."""
    assert found(planted) == {flaw}


def test_a_declared_datatype_of_another_namespace_may_be_used() -> None:
    """A datatype outside the reserved namespaces is allowed once it is declared, as geo:wktLiteral is."""
    assert found(':wkt a rdfs:Datatype . :Essen :note "POINT(7 51)"^^:wkt . :name rdfs:range :wkt .') == set()


@pytest.mark.parametrize(
    "headers", ["", "<https://a.example/> a owl:Ontology . <https://b.example/> a owl:Ontology ."]
)
def test_there_must_be_one_header(headers: str) -> None:
    """A document without a header, or with two, is no OWL 2 ontology document."""
    graph = Graph().parse(data=PREFIXES + headers, format="turtle")
    assert [flaw.check for flaw in profile.find(graph)] == ["header"]


def test_every_rule_is_run() -> None:
    """No rule is written and then forgotten in the list of those that run."""
    public = {value for name, value in vars(profile).items() if callable(value) and not name.startswith("_")}
    written = {check for check in public if getattr(check, "__module__", "") == profile.__name__}
    assert written - {profile.find} == set(profile.CHECKS)
