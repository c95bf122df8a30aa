"""The words of the graph as graphs of their own: ontology, concept schemes and shapes of this version."""

from collections.abc import Iterable, Mapping
from importlib.resources.abc import Traversable
from typing import TypeVar

import pyoxigraph

from iurc.graph import named_graph
from iurc.ontology.load import concept_files, ontology_files
from iurc.shapes.load import shapes_files

_Term = TypeVar("_Term")


def graphs() -> Mapping[pyoxigraph.NamedNode, frozenset[pyoxigraph.Quad]]:
    """Read the shipped Turtle files into the graphs where a release keeps them."""
    return {
        named_graph.ONTOLOGY: _quads(ontology_files(), named_graph.ONTOLOGY),
        named_graph.CONCEPTS: _quads(concept_files(), named_graph.CONCEPTS),
        named_graph.SHAPES: _quads(shapes_files(), named_graph.SHAPES),
    }


def _quads(files: Iterable[Traversable], graph: pyoxigraph.NamedNode) -> frozenset[pyoxigraph.Quad]:
    store = pyoxigraph.Store()
    for file in files:
        # Through a store, so that literals are spelt as a release will keep them.
        store.load(file.read_bytes(), format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    dataset = pyoxigraph.Dataset(store)
    # Canonical names, so that two processes give the same blank nodes to the same files.
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    prefix = graph.value.rsplit("/", 1)[-1]
    return frozenset(
        pyoxigraph.Quad(_named(quad.subject, prefix), quad.predicate, _named(quad.object, prefix), graph)
        for quad in dataset
    )


def _named(term: _Term, prefix: str) -> _Term | pyoxigraph.BlankNode:
    return pyoxigraph.BlankNode(f"{prefix}{term.value}") if isinstance(term, pyoxigraph.BlankNode) else term
