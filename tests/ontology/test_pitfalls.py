"""Each check of common mistakes finds a planted one, and nothing in a clean ontology."""

import pytest
from rdflib import Graph

from iurc.ontology import pitfalls, terms

PREFIXES = """
@prefix iurc: <https://w3id.org/iurc/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def term(name: str, kind: str, more: str = "") -> str:
    """Write a term that has all it needs, and more."""
    return f"""
        iurc:{name} a owl:{kind} ; rdfs:isDefinedBy <{terms.ONTOLOGY_IRI}> ; rdfs:label "{name} as {kind}"@en ;
            skos:definition "A thing called {name} that is there for the sake of this test alone."@en ; {more} .
    """


CLEAN = (
    term("City", "Class", "rdfs:subClassOf iurc:Place")
    + term("Place", "Class")
    + term(
        "near", "ObjectProperty", "rdfs:domain iurc:City ; rdfs:range iurc:Place ; owl:inverseOf iurc:around"
    )
    + term("around", "ObjectProperty", "rdfs:domain iurc:Place ; rdfs:range iurc:City")
    + term(
        "since",
        "DatatypeProperty",
        'rdfs:domain iurc:City ; skos:editorialNote "No range: dates are not in OWL."@en',
    )
)
ENDS = "rdfs:domain iurc:Place ; rdfs:range iurc:Place"
LABEL = f'rdfs:isDefinedBy <{terms.ONTOLOGY_IRI}> ; rdfs:subClassOf iurc:Place ; rdfs:label "town"@en'
DEFINITION = 'skos:definition "A place of a size between that of a village and that of a city."@en'


def found(turtle: str) -> set[tuple[str, str]]:
    """Return check and local name of each flaw in the clean ontology with something planted."""
    graph = Graph().parse(data=PREFIXES + CLEAN + turtle, format="turtle")
    return {(flaw.check, flaw.term.rpartition("#")[2]) for flaw in pitfalls.find(graph)}


def test_a_clean_ontology_has_no_flaws() -> None:
    """Nothing is found where nothing is wrong."""
    assert found("") == set()


@pytest.mark.parametrize(
    ("check", "names", "planted"),
    [
        ("undeclared", {"here", "nearby", "there"}, "iurc:here iurc:nearby iurc:there ."),
        ("unlabelled", {"Town"}, f"iurc:Town a owl:Class ; {LABEL} , 'burgh'@en ; {DEFINITION} ."),
        ("unlabelled", {"City"}, "iurc:City rdfs:label 'city'@en ."),
        ("undefined", {"Town"}, f"iurc:Town a owl:Class ; {LABEL} ."),
        ("undefined", {"Town"}, f"iurc:Town a owl:Class ; {LABEL} ; skos:definition 'A town.'@en ."),
        ("homeless", {"City"}, "iurc:City rdfs:isDefinedBy <https://example.org/> ."),
        ("misnamed", {"small_town"}, term("small_town", "Class", "rdfs:subClassOf iurc:Place")),
        (
            "misnamed",
            {"Near"},
            term("Near", "ObjectProperty", "rdfs:domain iurc:City ; rdfs:range iurc:City"),
        ),
        ("both", {"Place"}, "iurc:Place a iurc:City ."),
        ("both", {"near"}, "iurc:near a iurc:City ."),
        ("unbounded", {"within"}, term("within", "ObjectProperty", "rdfs:domain iurc:City")),
        ("unbounded", {"within"}, term("within", "ObjectProperty", "rdfs:range iurc:City")),
        ("unbounded", {"since"}, "iurc:since rdfs:range xsd:string ."),
        ("circular", {"City", "Place"}, "iurc:Place rdfs:subClassOf iurc:City ."),
        ("circular", {"near"}, "iurc:near rdfs:subPropertyOf iurc:near ."),
        ("crossed", {"near"}, "iurc:around rdfs:range iurc:Place ."),
        ("crossed", {"beside"}, term("beside", "ObjectProperty", f"{ENDS} ; owl:inverseOf iurc:beside")),
        ("unconnected", {"Island"}, term("Island", "Class")),
    ],
)
def test_a_planted_flaw_is_found(check: str, names: set[str], planted: str) -> None:
    """The check meant for the planted flaw finds it at the terms planted, and nothing else is found."""
    assert found(planted) == {(check, name) for name in names}


def test_a_class_that_is_a_property_is_found() -> None:
    """One name for a class and a property is found."""
    assert ("both", "Place") in found("iurc:Place a owl:ObjectProperty .")


def test_two_terms_with_one_label_are_found() -> None:
    """Two classes with the same label cannot be told apart by a reader."""
    planted = (
        f"iurc:Town a owl:Class ; {LABEL} ; {DEFINITION} . iurc:Burgh a owl:Class ; {LABEL} ; {DEFINITION} ."
    )
    assert {check for check, _ in found(planted)} == {"ambiguous"}


def test_imports_are_found() -> None:
    """Any owl:imports is a flaw, since nothing may be fetched."""
    planted = f"<{terms.ONTOLOGY_IRI}> owl:imports <https://example.org/other> ."
    assert {check for check, _ in found(planted)} == {"imports"}


def test_unions_on_both_ends_of_an_inverse_are_compared_by_members() -> None:
    """Two unions of the same classes are the same end, in whatever order they are written."""
    one = "rdfs:domain iurc:City ; rdfs:range [ owl:unionOf ( iurc:City iurc:Place ) ] ; owl:inverseOf iurc:over"
    other = "rdfs:domain [ owl:unionOf ( iurc:Place iurc:City ) ] ; rdfs:range iurc:City"
    assert found(term("under", "ObjectProperty", one) + term("over", "ObjectProperty", other)) == set()


def test_every_check_is_run() -> None:
    """No check is written and then forgotten in the list of those that run."""
    public = {value for name, value in vars(pitfalls).items() if callable(value) and not name.startswith("_")}
    written = {check for check in public if getattr(check, "__module__", "") == pitfalls.__name__}
    assert written - {pitfalls.find, pitfalls.classes, pitfalls.properties} == set(pitfalls.CHECKS)
