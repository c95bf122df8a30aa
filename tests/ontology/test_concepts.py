"""The concept schemes: well-formed SKOS, complete, one scheme per file or family."""

import re

import pytest
from rdflib import DCTERMS, RDF, SKOS, Graph, Literal, Namespace, URIRef

from iurc.ontology import load, terms

IURC = Namespace(terms.ONTOLOGY)
SCHEME = Namespace(terms.SCHEME)

VALUES = {
    "component": {"city-to-city", "region-to-region", "covenant-of-mayors"},
    "role": {"funder", "implementer", "contractor", "partner", "network", "member", "lead"},
    "side": {"eu", "partner", "all"},
    "confidence": {"high", "medium", "low"},
    "rank": {"preferred", "normal", "deprecated"},
    "verification": {"yes", "partly", "no", "not-rechecked"},
    "status": {"not-stated", "continued-in-phase-2", "ended"},
    "stakeholder-kind": {"public-authority", "business", "academia", "civil-society"},
    "mapping-basis": {"source", "meaning"},
    "reason": {"not-published", "not-found", "not-seen"},
    "match-method": {"exact", "alternate-name", "by-hand", "unmatched"},
    "objective": {
        "decentralised-cooperation",
        "sustainable-urban-development",
        "innovation",
        "global-network",
    },
    "website-kind": {"programme-site", "strand-site", "news", "city-page"},
    "strand-kind": {
        "country",
        "region",
        "regional-component",
        "region-to-region-component",
        "central-services",
    },
}
FRAMEWORKS = {
    "agenda-2030",
    "sdgs",
    "new-urban-agenda",
    "urban-agenda-eu",
    "cohesion-policy",
    "cohesion-policy-2014-2020",
    "cohesion-policy-2021-2027",
    "paris-agreement",
    "sendai-framework",
    "gcom",
    "europe-2020",
    "european-green-deal",
}
TYPED = {
    "component": "Component",
    "role": "Role",
    "objective": "Objective",
    "stakeholder-kind": "StakeholderKind",
}


@pytest.fixture(scope="module")
def concepts() -> Graph:
    """All concept schemes as one graph."""
    graph = Graph()
    for file in load.concept_files():
        load.read_turtle(file, into=graph)
    return graph


def members(graph: Graph, scheme: str) -> set[str]:
    """Return the last parts of the IRIs of a scheme's concepts."""
    return {str(concept).rpartition("/")[2] for concept in graph.subjects(SKOS.inScheme, SCHEME[scheme])}


@pytest.mark.parametrize("scheme", sorted(VALUES))
def test_a_scheme_has_exactly_the_values_that_data_may_use(concepts: Graph, scheme: str):
    """The values that tables, shapes and queries rely on are all there, and no other."""
    assert members(concepts, scheme) == VALUES[scheme]


def test_goal_schemes_are_there_one_for_each_framework(concepts: Graph):
    """Each policy framework has a scheme for its goals, which leads to the framework."""
    for slug in FRAMEWORKS:
        assert (SCHEME[slug], RDF.type, SKOS.ConceptScheme) in concepts
        assert concepts.value(SCHEME[slug], DCTERMS.subject) == URIRef(f"{terms.ID}framework/{slug}")


def test_every_scheme_is_described(concepts: Graph):
    """Each scheme has an IRI of the scheme kind, one English label, a definition and the licence."""
    schemes = set(concepts.subjects(RDF.type, SKOS.ConceptScheme))
    assert SCHEME.topic in schemes
    for scheme in schemes:
        assert scheme.startswith(terms.SCHEME)
        assert [label.language for label in concepts.objects(scheme, SKOS.prefLabel)] == ["en"], scheme
        assert [text.language for text in concepts.objects(scheme, SKOS.definition)] == ["en"], scheme
        assert concepts.value(scheme, DCTERMS.license) == URIRef(
            "https://creativecommons.org/licenses/by/4.0/"
        )


def test_every_concept_stands_in_one_declared_scheme(concepts: Graph):
    """A concept is in one scheme, which is declared and whose name is the kind in the concept's IRI."""
    found = set(concepts.subjects(RDF.type, SKOS.Concept))
    assert len(found) > sum(map(len, VALUES.values()))
    for concept in found:
        (scheme,) = concepts.objects(concept, SKOS.inScheme)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in concepts
        name = str(scheme).removeprefix(terms.SCHEME)
        assert re.fullmatch(re.escape(f"{terms.ID}{name}/") + "[a-z0-9]+(-[a-z0-9]+)*", str(concept)), concept


def test_every_concept_has_labels_definition_and_notation(concepts: Graph):
    """A concept has one preferred label per language, one in English, a definition, and its value as notation."""
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        languages = [label.language for label in concepts.objects(concept, SKOS.prefLabel)]
        assert "en" in languages, concept
        assert len(languages) == len(set(languages)), concept
        (definition,) = concepts.objects(concept, SKOS.definition)
        assert definition.language == "en", concept
        assert definition.endswith("."), concept
        assert set(concepts.objects(concept, SKOS.notation)) == {Literal(str(concept).rpartition("/")[2])}


def test_labels_are_unique_inside_a_scheme(concepts: Graph):
    """Two concepts of a scheme never look the same to a reader."""
    for scheme in concepts.subjects(RDF.type, SKOS.ConceptScheme):
        labels = [
            concepts.value(concept, SKOS.prefLabel) for concept in concepts.subjects(SKOS.inScheme, scheme)
        ]
        assert len(labels) == len(set(labels)), scheme


def test_top_concepts_are_stated_from_both_ends(concepts: Graph):
    """Every concept is at the top of its flat scheme or below another, and the scheme says the same."""
    for concept in concepts.subjects(RDF.type, SKOS.Concept):
        assert (concept, SKOS.topConceptOf, None) in concepts or (concept, SKOS.broader, None) in concepts, (
            concept
        )
    down = {(scheme, concept) for scheme, concept in concepts.subject_objects(SKOS.hasTopConcept)}
    up = {(scheme, concept) for concept, scheme in concepts.subject_objects(SKOS.topConceptOf)}
    assert down == up


@pytest.mark.parametrize(("scheme", "kind"), sorted(TYPED.items()))
def test_concepts_of_our_own_classes_are_typed(concepts: Graph, scheme: str, kind: str):
    """Components, roles, objectives and kinds of stakeholder carry their class, since nothing is inferred at query time."""
    for concept in concepts.subjects(SKOS.inScheme, SCHEME[scheme]):
        assert set(concepts.objects(concept, RDF.type)) == {SKOS.Concept, IURC[kind]}
