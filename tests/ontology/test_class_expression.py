"""Which class expressions OWL 2 RL allows on which side of an axiom."""

import pytest
from rdflib import OWL, RDFS, Graph, Namespace
from rdflib.term import Node

from iurc.ontology import class_expression

EX = Namespace("https://example.org/")
PREFIXES = """
@prefix : <https://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
"""
# expression, allowed as subclass, as superclass, as equivalent class (Profiles, section 4.2.3)
TABLE = [
    (":A", True, True, True),
    ("owl:Thing", False, False, False),
    ("[ owl:intersectionOf ( :A :B ) ]", True, True, True),
    ("[ owl:intersectionOf ( :A owl:Thing ) ]", False, False, False),
    ("[ owl:unionOf ( :A :B ) ]", True, False, False),
    ("[ owl:oneOf ( :a :b ) ]", True, False, False),
    ("[ owl:complementOf :A ]", False, True, False),
    ("[ owl:complementOf [ owl:complementOf :A ] ]", False, False, False),
    ("[ owl:onProperty :p ; owl:someValuesFrom :A ]", True, False, False),
    ("[ owl:onProperty :p ; owl:someValuesFrom owl:Thing ]", True, False, False),
    ("[ owl:onProperty :p ; owl:allValuesFrom :A ]", False, True, False),
    ("[ owl:onProperty :p ; owl:allValuesFrom [ owl:unionOf ( :A :B ) ] ]", False, False, False),
    ("[ owl:onProperty :p ; owl:hasValue :a ]", True, True, True),
    ("[ owl:onProperty :p ; owl:maxCardinality 1 ]", False, True, False),
    ("[ owl:onProperty :p ; owl:maxQualifiedCardinality 0 ; owl:onClass :A ]", False, True, False),
    ("[ owl:onProperty :p ; owl:maxCardinality 2 ]", False, False, False),
    ("[ owl:onProperty :p ; owl:minCardinality 1 ]", False, False, False),
]


def expression(turtle: str) -> tuple[Graph, Node]:
    """Return a graph with the expression as range of a property, and the node of the expression."""
    graph = Graph().parse(data=f"{PREFIXES} :q rdfs:range {turtle} .", format="turtle")
    return graph, next(graph.objects(EX.q, RDFS.range))


@pytest.mark.parametrize(("turtle", "below", "above", "equal"), TABLE, ids=[row[0] for row in TABLE])
def test_sides_of_an_axiom(turtle: str, *, below: bool, above: bool, equal: bool) -> None:
    """Each kind of expression is allowed exactly where the grammar of OWL 2 RL allows it."""
    graph, node = expression(turtle)
    assert class_expression.is_rl_subclass(graph, node) is below
    assert class_expression.is_rl_superclass(graph, node) is above
    assert class_expression.is_rl_equivalent(graph, node) is equal


@pytest.mark.parametrize(
    ("turtle", "named"),
    [
        ("[ owl:unionOf ( :A :B ) ]", True),
        ("[ owl:unionOf ( :A [ owl:complementOf :B ] ) ]", False),
        ("[ owl:intersectionOf ( :A :B ) ]", False),
        (":A", False),
    ],
)
def test_unions_of_names_are_told_from_the_rest(turtle: str, *, named: bool) -> None:
    """Only a union whose members are all named classes is a union of names."""
    assert class_expression.is_union_of_names(*expression(turtle)) is named


def test_classes_are_found_wherever_they_are_used() -> None:
    """A class is seen as end of a property, in a list, in a restriction, in a pair and as a type."""
    graph = Graph().parse(
        data=PREFIXES
        + """
            :p rdfs:domain :Domain ; rdfs:range [ owl:unionOf ( :Member ) ] .
            :Sub rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :Filler ] .
            :One owl:disjointWith :Other .
            [] a owl:AllDisjointClasses ; owl:members ( :Listed ) .
            :thing a :Type .
        """,
        format="turtle",
    )
    names = {"Domain", "Member", "Sub", "Filler", "One", "Other", "Listed", "Type"}
    assert {EX[name] for name in names} <= set(class_expression.uses(graph))
    assert OWL.AllDisjointClasses in set(class_expression.uses(graph))
    assert EX.thing not in set(class_expression.uses(graph))
    assert EX.p not in set(class_expression.uses(graph))
