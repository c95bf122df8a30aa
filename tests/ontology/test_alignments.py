"""The alignments with other vocabularies: apart, thin and self-contained."""

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef

from iurc.ontology import load, pitfalls, terms

ALLOWED = {
    RDF.type,
    RDFS.subClassOf,
    RDFS.subPropertyOf,
    SKOS.closeMatch,
    OWL.inverseOf,
    RDFS.label,
    RDFS.isDefinedBy,
}


@pytest.fixture(scope="module")
def alignments() -> Graph:
    """The alignment file alone, without its header."""
    graph = load.read_turtle(load.alignment_file())
    header = next(graph.subjects(RDF.type, OWL.Ontology))
    graph.remove((header, None, None))
    return graph


def test_no_file_imports_anything():
    """Neither the alignments nor any other file is imported, from the network or from here."""
    for file in [*load.ontology_files(), *load.concept_files(), load.alignment_file()]:
        assert (None, OWL.imports, None) not in load.read_turtle(file), file.name


def test_modules_and_alignments_share_no_outside_term(alignments: Graph):
    """The modules do not mention a term that only the alignments declare, so the file can be left out."""
    outside = {term for term in alignments.subjects(RDFS.isDefinedBy) if isinstance(term, URIRef)}
    mentioned = {node for triple in load.load_ontology(concepts=True) for node in triple}
    assert not outside & mentioned


def test_alignments_say_nothing_else(alignments: Graph):
    """Only subclass, subproperty and close match relate our terms to others; nothing is made equivalent."""
    assert set(alignments.predicates()) <= ALLOWED


def test_every_outside_term_is_declared_and_used(alignments: Graph):
    """Each outside term is declared in the file with label and home, and each that is declared is aligned."""
    declared = set(alignments.subjects(RDFS.isDefinedBy))
    reused = set(load.load_ontology().subjects(RDFS.isDefinedBy))
    aligned = {
        node
        for one, predicate, other in alignments
        if predicate in {RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch, OWL.inverseOf}
        for node in (one, other)
        if isinstance(node, URIRef) and not node.startswith(terms.ONTOLOGY)
    }
    assert aligned - reused == declared
    for term in declared:
        assert alignments.value(term, RDFS.label) is not None, term


def test_our_terms_exist(alignments: Graph):
    """Each term of ours that is aligned is a term of the ontology."""
    ontology = load.load_ontology()
    own = {
        node
        for triple in alignments
        for node in triple
        if isinstance(node, URIRef) and node.startswith(terms.ONTOLOGY)
    }
    assert own
    assert own <= pitfalls.classes(ontology) | pitfalls.properties(ontology)


def test_schema_org_is_written_with_https(alignments: Graph):
    """The http form of schema.org never appears, since the two forms are different terms."""
    assert not [node for triple in alignments for node in triple if str(node).startswith("http://schema.org")]
