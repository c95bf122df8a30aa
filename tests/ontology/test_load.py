"""Finding and joining the files of the ontology."""

from importlib.resources.abc import Traversable

from rdflib import OWL, RDF, SKOS, Graph, URIRef

from iurc.ontology import load, terms


def names(files: list[Traversable]) -> list[str]:
    """Return the file names in the order given."""
    return [file.name for file in files]


def test_ontology_files_start_with_the_header():
    """The header comes first, then the modules by name, so that graphs are built in the same order everywhere."""
    found = names(load.ontology_files())
    assert found[0] == "ontology.ttl"
    assert found[1:] == [
        "agents.ttl",
        "cooperation.ttl",
        "evidence.ttl",
        "outcomes.ttl",
        "places.ttl",
        "policy.ttl",
        "programme.ttl",
        "reused.ttl",
    ]


def test_alignments_are_not_among_the_ontology_files():
    """The alignments are a file apart, which nothing loads unless asked."""
    apart = load.alignment_file().name
    assert apart == "alignments.ttl"
    assert apart not in names(load.ontology_files()) + names(load.concept_files())


def test_concept_files_are_sorted_turtle():
    """The concept files are all Turtle and come by name."""
    found = names(load.concept_files())
    assert found == sorted(found)
    assert all(name.endswith(".ttl") for name in found)
    assert "topic.ttl" in found
    assert "policy-goals.ttl" in found


def test_the_joined_ontology_has_one_header():
    """The joined graph keeps the ontology's header and drops those that describe single files."""
    graph = load.load_ontology(concepts=True, alignments=True)
    assert set(graph.subjects(RDF.type, OWL.Ontology)) == {URIRef(terms.ONTOLOGY_IRI)}


def test_concepts_and_alignments_come_only_when_asked():
    """Without arguments the graph holds the vocabulary alone."""
    plain = load.load_ontology()
    assert (None, SKOS.inScheme, None) not in plain
    assert (None, SKOS.closeMatch, None) not in plain
    assert (None, SKOS.inScheme, None) in load.load_ontology(concepts=True)
    assert (None, SKOS.closeMatch, None) in load.load_ontology(alignments=True)


def test_read_turtle_adds_to_a_graph_or_makes_one():
    """A file can be read into a graph that is there, or into a new one."""
    first, second = load.ontology_files()[:2]
    alone = load.read_turtle(second)
    joined = load.read_turtle(first)
    before = len(joined)
    assert load.read_turtle(second, into=joined) is joined
    assert isinstance(alone, Graph)
    assert len(joined) == before + len(alone)
