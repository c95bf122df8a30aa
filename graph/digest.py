"""Fingerprints of graphs that do not depend on the order of statements or the names of blank nodes.

A graph's digest is the SHA-256 of its canonical N-Triples, sorted, by RDF Dataset Canonicalization (RDFC-1.0).
"""

import hashlib
from collections.abc import Iterable, Mapping

import pyoxigraph


def of_graph(quads: Iterable[pyoxigraph.Quad]) -> str:
    """Digest one graph.

    Args:
        quads: Its statements; the graph they stand in does not count.

    Returns:
        64 hexadecimal digits.
    """
    triples = {pyoxigraph.Quad(quad.subject, quad.predicate, quad.object) for quad in quads}
    if any(_has_blank_node(triple) for triple in triples):
        dataset = pyoxigraph.Dataset(triples)
        dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
        triples = set(dataset)
    # RDFC-1.0, section 4.4.3 step 7: the canonical N-Quads lines, in code point order.
    lines = sorted(f"{triple} .\n" for triple in triples)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def of_release(graphs: Mapping[str, str]) -> str:
    """Digest a release.

    Args:
        graphs: The digest of each graph by its IRI.

    Returns:
        64 hexadecimal digits over the sorted pairs.
    """
    lines = (f"{name} {digest}\n" for name, digest in sorted(graphs.items()))
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _has_blank_node(quad: pyoxigraph.Quad) -> bool:
    return isinstance(quad.subject, pyoxigraph.BlankNode) or isinstance(quad.object, pyoxigraph.BlankNode)
