"""What HermiT says about the ontology, and that it would say otherwise if the ontology were wrong."""

import shutil
import tempfile
from pathlib import Path

import owlready2
import pytest
from rdflib import OWL, Graph, URIRef

from iurc.ontology import load, reasoning, terms

needs_java = pytest.mark.skipif(shutil.which("java") is None, reason="needs Java")

PREFIXES = """
@prefix ex: <https://example.org/> .
@prefix iurc: <https://w3id.org/iurc/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def with_planted(turtle: str) -> Graph:
    """Return the ontology with a few statements added."""
    return load.load_ontology(concepts=True).parse(data=PREFIXES + turtle, format="turtle")


@needs_java
@pytest.mark.parametrize("alignments", [False, True], ids=["alone", "aligned"])
def test_the_ontology_is_sound(*, alignments: bool) -> None:
    """It is consistent, every class can have members, and nothing follows between classes that is not stated."""
    graph = load.load_ontology(concepts=True, alignments=alignments)
    assert reasoning.check(graph) == reasoning.Consistency(consistent=True)


@needs_java
def test_the_default_is_the_shipped_ontology() -> None:
    """Without an argument the shipped ontology with its concepts is judged."""
    assert reasoning.check().sound


@needs_java
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param("ex:x a iurc:City , iurc:LocalAuthority .", id="a place that is an agent"),
        pytest.param("ex:x a iurc:Programme , iurc:Phase .", id="a programme that is a phase"),
        pytest.param("ex:x a iurc:Phase , prov:Activity .", id="an entity that is an activity"),
        pytest.param("ex:x iurc:participant ex:y . ex:y a iurc:City .", id="a place that takes part"),
        pytest.param("ex:x a iurc:Person ; iurc:inPhase ex:y .", id="a person in a phase"),
        pytest.param(
            "ex:x iurc:financedBy ex:y . ex:y a iurc:PolicyFramework .", id="money from a framework"
        ),
        pytest.param("ex:x iurc:precededBy ex:x .", id="a phase before itself"),
        pytest.param("ex:x iurc:precededBy ex:y . ex:y iurc:precededBy ex:x .", id="each before the other"),
        pytest.param("ex:x iurc:euSide ex:y ; iurc:partnerSide ex:y .", id="one body on both sides"),
        pytest.param("ex:x iurc:phaseNumber 2 .", id="a phase number that is a number"),
        pytest.param("ex:x iurc:value 'many' .", id="a figure that is a word"),
        pytest.param("ex:x a iurc:CityPairing , iurc:CooperationGroup .", id="a pair that is a trio"),
    ],
)
def test_planted_faults_are_found(fault: str) -> None:
    """A fact that breaks a disjointness, domain, range or property axiom makes the whole inconsistent."""
    assert not reasoning.check(with_planted(fault)).consistent


@needs_java
@pytest.mark.parametrize(
    "facts",
    [
        pytest.param(
            "ex:x iurc:startEarliest '2016-01-01'^^xsd:date ; iurc:start '2016'^^xsd:gYear .", id="dates"
        ),
        pytest.param("ex:x a iurc:City , iurc:Region .", id="a city that is a region"),
        pytest.param(
            "ex:x a iurc:City ; iurc:adminRegion 'Bavaria' , 'Bayern'@de .", id="texts with and without a tag"
        ),
        pytest.param(
            "ex:x a iurc:Claim ; iurc:claimPredicate iurc:budget ; iurc:claimSubject ex:y .", id="a claim"
        ),
        pytest.param("ex:x iurc:onBehalfOf 'all' , ex:y .", id="on behalf of words and of a thing"),
    ],
)
def test_sound_facts_are_not_suspected(facts: str) -> None:
    """Facts as the datasets hold them are consistent with the ontology."""
    assert reasoning.check(with_planted(facts)).sound


@needs_java
def test_an_unsatisfiable_class_is_listed() -> None:
    """A class that can have no member is named, and alone."""
    found = reasoning.check(
        with_planted("ex:Town a owl:Class ; rdfs:subClassOf iurc:City , iurc:LocalAuthority .")
    )
    assert found.consistent
    assert found.unsatisfiable == ("https://example.org/Town",)
    assert not found.sound


@needs_java
def test_an_inferred_superclass_is_listed() -> None:
    """A subclass that follows from a domain, and is not stated, is reported."""
    planted = """
        ex:Speaker a owl:Class ; rdfs:subClassOf
            [ a owl:Restriction ; owl:onProperty iurc:actsFor ; owl:someValuesFrom iurc:City ] .
    """
    found = reasoning.check(with_planted(planted))
    assert found.inferred == (("https://example.org/Speaker", terms.ORGANISATION),)


@needs_java
def test_paired_with_follows_from_a_link() -> None:
    """Two places are paired when the two ends of a link act for them: denying it is inconsistent."""
    facts = """
        ex:link iurc:euSide ex:council ; iurc:partnerSide ex:prefecture .
        ex:council iurc:actsFor ex:Essen . ex:prefecture iurc:actsFor ex:Koriyama .
    """
    denial = """
        [] a owl:NegativePropertyAssertion ; owl:sourceIndividual ex:Koriyama ;
            owl:assertionProperty iurc:pairedWith ; owl:targetIndividual ex:Essen .
    """
    assert reasoning.check(with_planted(facts)).sound
    assert not reasoning.check(with_planted(facts + denial)).consistent


@needs_java
def test_an_axiom_outside_owl_dl_is_an_error_and_no_verdict() -> None:
    """What HermiT cannot judge raises an error that says why."""
    with pytest.raises(reasoning.ReasonerError, match="Non-simple property"):
        reasoning.check(with_planted("iurc:precededBy a owl:TransitiveProperty ."))


@needs_java
def test_no_import_is_followed() -> None:
    """An owl:imports in the graph is not fetched: the machine may be offline."""
    graph = load.load_ontology()
    graph.add((URIRef(terms.ONTOLOGY_IRI), OWL.imports, URIRef("https://example.invalid/ontology")))
    assert reasoning.check(graph).sound


@needs_java
def test_a_check_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither owlready2's shared world nor the folder of temporary files holds anything after a check."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    reasoning.check(with_planted("ex:x a iurc:City , iurc:LocalAuthority ."))
    assert tempfile.tempdir == str(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert list(owlready2.default_world.classes()) == []


@needs_java
def test_turtle_reaches_the_reasoner_as_triples() -> None:
    """The reasoner sees the classes of the Turtle files: an empty world would be consistent too."""
    with reasoning._world(load.load_ontology()) as world:
        assert terms.CITY_PAIRING in {cls.iri for cls in world.classes()}


def test_missing_java_is_an_error_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Java the error says what to install and what works without it."""
    monkeypatch.setenv("PATH", "")
    with pytest.raises(reasoning.JavaMissingError, match="install a Java runtime"):
        reasoning.check(Graph())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            "Java error message is:\nException in thread main: bad axiom\n\tat org.semanticweb",
            "Exception in thread main: bad axiom",
        ),
        ("something went astray", "something went astray"),
        ("", "no message"),
    ],
)
def test_the_telling_line_of_a_java_error_is_kept(text: str, line: str) -> None:
    """Of a Java error the reader gets the one line that says what is wrong."""
    assert reasoning._first_line(text) == line


def test_sound_means_consistent_and_satisfiable() -> None:
    """Inferred subclasses do not make an ontology unsound; the other two findings do."""
    assert reasoning.Consistency(consistent=True, inferred=(("a", "b"),)).sound
    assert not reasoning.Consistency(consistent=False).sound
    assert not reasoning.Consistency(consistent=True, unsatisfiable=("a",)).sound
