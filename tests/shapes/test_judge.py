"""Judging: what comes in, what comes out."""

import random
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, SH, XSD, BNode, Dataset, Graph, Literal, Namespace, URIRef
from rdflib.term import Node

from iurc.ontology.load import load_ontology
from iurc.shapes.judge import judge
from iurc.shapes.report import Severity

EX = Namespace("http://example.org/")
ID = "https://w3id.org/iurc/id/"
IURC = Namespace("https://w3id.org/iurc/ontology#")
SHAPES = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
ex:S a sh:NodeShape ; sh:targetClass ex:Thing ;
    sh:property [ sh:path ( ex:p [ sh:inversePath ex:q ] ) ; sh:maxCount 0 ; sh:message "Falsch."@de , "Wrong."@en ] ;
    sh:property [ sh:path ex:colour ; sh:in ( "red" "green" ) ; sh:severity sh:Warning ; sh:description "A colour."@en ] ."""
DATA = (
    """@prefix ex: <http://example.org/> . ex:a a ex:Thing ; ex:p ex:b ; ex:colour "red" . ex:c ex:q ex:b ."""
)


def turtle(text: str) -> Graph:
    """Read Turtle."""
    return Graph().parse(data=text, format="turtle")


def test_a_finding_says_all() -> None:
    """A finding carries node, path, value, component, shape, severity, message and what was expected."""
    data = turtle(DATA).add((EX.a, EX.colour, Literal("blue")))
    violation, warning = judge(data, turtle(SHAPES)).findings
    assert violation.severity is Severity.VIOLATION
    assert violation.focus_node == "<http://example.org/a>"
    assert violation.path == "<http://example.org/p>/(^<http://example.org/q>)"
    assert violation.value is None
    assert violation.component == str(SH.MaxCountConstraintComponent)
    assert violation.message == "Wrong."
    assert violation.position is None
    assert warning.severity is Severity.WARNING
    assert warning.value == '"blue"'
    assert warning.shape.startswith("_:")
    assert warning.remedy == "A colour."


@pytest.mark.parametrize(("language", "message"), [("de", "Falsch."), ("en", "Wrong."), ("th", "Wrong.")])
def test_messages_in_the_readers_language(language: str, message: str) -> None:
    """A message comes in the wanted language where the shapes have it, otherwise in English."""
    assert judge(turtle(DATA), turtle(SHAPES), language=language).findings[0].message == message


def test_typed_strings_are_plain_strings() -> None:
    """A string typed as xsd:string is a member of a list of plain strings, and the other way round."""
    data = Graph().add((EX.a, RDF.type, EX.Thing)).add((EX.a, EX.colour, Literal("red", datatype=XSD.string)))
    assert judge(data, turtle(SHAPES)).conforms
    typed = Graph()
    for subject, predicate, value in turtle(SHAPES):
        is_string = value in {Literal("red"), Literal("green")}
        typed.add((subject, predicate, Literal(str(value), datatype=XSD.string) if is_string else value))
    assert judge(turtle(DATA.replace("ex:p", "ex:r")), typed).conforms


def test_a_dataset_is_judged_as_one_graph() -> None:
    """Statements of different graphs are judged together."""
    data = Dataset()
    for number, triple in enumerate(turtle(DATA)):
        data.graph(EX[f"g{number}"]).add(triple)
    assert len(judge(data, turtle(SHAPES)).findings) == 1


def test_subclasses_count() -> None:
    """An instance of a subclass is an instance, when the data holds the class hierarchy (SHACL section 1.1)."""
    city = URIRef(f"{ID}place/x")
    data = load_ontology().add((city, RDF.type, IURC.City))
    assert any(finding.shape.endswith("#Place") for finding in judge(data).findings)


def test_foreign_statements_pass() -> None:
    """Statements in other vocabularies about other things are not judged."""
    data = turtle(
        """@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix org: <http://www.w3.org/ns/org#> .
        @prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix geo: <http://www.opengis.net/ont/geosparql#> . @prefix prov: <http://www.w3.org/ns/prov#> .
        @prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix ex: <http://example.org/> .
        ex:a a foaf:Person , org:Organization , skos:Concept , owl:Class , geo:Feature ; skos:prefLabel "A" , "B"@en , "C"@en ;
            dcterms:identifier 7 ; foaf:homepage "x" ; prov:wasDerivedFrom "y" ; org:subOrganizationOf ex:a ;
            geo:hasDefaultGeometry [ geo:asWKT "z" ] ; skos:broader ex:a ; skos:exactMatch "w" .
        [] a org:Membership ."""
    )
    assert judge(load_ontology(concepts=True) + data).conforms


def test_the_order_is_the_same_each_time() -> None:
    """The findings come in one order, whatever order the statements came in."""
    triples = sorted(
        turtle(DATA + " ex:a ex:colour 'blue' , 'grey' . ex:b a ex:Thing ; ex:colour 'pink' ."), key=str
    )
    reports = set()
    for seed in range(3):
        random.Random(seed).shuffle(triples)  # noqa: S311 - a test must be repeatable
        data = Graph()
        for triple in triples:
            data.add(triple)
        reports.add(
            tuple((finding.focus_node, finding.value) for finding in judge(data, turtle(SHAPES)).findings)
        )
    assert len(reports) == 1


TERMS: list[Node] = [
    URIRef(f"{ID}a"),
    URIRef(f"{ID}b"),
    URIRef(f"{ID}country/DE"),
    BNode("x"),
    Literal("text"),
    Literal("text", lang="en"),
    Literal(7),
    Literal("7.5", datatype=XSD.decimal),
    Literal("2019-13-45", datatype=XSD.date),
    Literal("2559", datatype=XSD.gYear),
    Literal("2019-05-17", datatype=XSD.date),
    Literal("POINT(1 2)", datatype=URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")),
    Literal(""),
]
_ONTOLOGY = load_ontology(concepts=True)
_OURS = sorted(
    {term for term in _ONTOLOGY.all_nodes() if re.fullmatch(f"{re.escape(IURC)}[A-Za-z].*", str(term))}
)
_PROPERTIES = [term for term in _OURS if str(term).partition("#")[2][0].islower()]
_CLASSES = [term for term in _OURS if str(term).partition("#")[2][0].isupper()]
_SUBJECTS = st.sampled_from([term for term in TERMS if not isinstance(term, Literal)])


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(_SUBJECTS, st.sampled_from(_PROPERTIES), st.sampled_from(TERMS)), max_size=40),
    st.lists(st.tuples(_SUBJECTS, st.sampled_from(_CLASSES)), max_size=6),
)
def test_no_data_is_too_bad(
    statements: list[tuple[Node, Node, Node]], types: list[tuple[Node, Node]]
) -> None:
    """Whatever stands in our properties, the judge finds fault with the data and never raises an error."""
    data = Graph()
    for triple in statements:
        data.add(triple)
    for subject, kind in types:
        data.add((subject, RDF.type, kind))
    assert isinstance(judge(data).findings, tuple)
