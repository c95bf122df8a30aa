"""Where the Turtle files of the ontology are, and how they become one graph."""

from importlib.resources import files
from importlib.resources.abc import Traversable

from rdflib import OWL, RDF, Graph, URIRef

from iurc.ontology import terms


def ontology_files() -> list[Traversable]:
    """Return the files that make up the ontology: the header first, then the modules by name.

    The alignments are not among them: nothing needs them, see `alignment_file`.
    """
    root = files("iurc.ontology")
    return [root / "ontology.ttl", *_turtle(root / "modules")]


def concept_files() -> list[Traversable]:
    """Return the files of the concept schemes, one scheme or family of schemes each, by name."""
    return _turtle(files("iurc.ontology") / "concepts")


def alignment_file() -> Traversable:
    """Return the file that relates our terms to those of other vocabularies."""
    return files("iurc.ontology") / "alignments.ttl"


def load_ontology(*, concepts: bool = False, alignments: bool = False) -> Graph:
    """Return the whole ontology as one graph with one ontology header.

    OWL 2 knows exactly one header in a document (OWL 2 Mapping to RDF Graphs, section 3.1.2), so the headers
    of the single modules, which describe files, are left out.

    Args:
        concepts: whether the concept schemes are taken along.
        alignments: whether the alignments with other vocabularies are taken along.
    """
    sources = ontology_files()
    sources += concept_files() if concepts else []
    sources += [alignment_file()] if alignments else []
    graph = Graph()
    for source in sources:
        read_turtle(source, into=graph)
    for header in set(graph.subjects(RDF.type, OWL.Ontology)) - {URIRef(terms.ONTOLOGY_IRI)}:
        graph.remove((header, None, None))
    return graph


def read_turtle(source: Traversable, *, into: Graph | None = None) -> Graph:
    """Parse one Turtle file of this package into a graph, a new one by default, and return that graph."""
    graph = Graph() if into is None else into
    return graph.parse(data=source.read_bytes(), format="turtle")


def _turtle(folder: Traversable) -> list[Traversable]:
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".ttl")), key=lambda file: file.name
    )
