"""A graph of the store as rdflib sees it, for the judge and for notebooks."""

from collections.abc import Callable, Iterable
from functools import cache

import pyoxigraph
import rdflib

_STRING = "http://www.w3.org/2001/XMLSchema#string"
_Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def as_rdflib(quads: Iterable[pyoxigraph.Quad]) -> rdflib.Graph:
    """Copy statements of any graphs into one rdflib graph in memory.

    Plain strings stay plain: rdflib holds `"x"` and `"x"^^xsd:string` for two literals, and `sh:in` then fails.

    Args:
        quads: The statements; the graphs they stand in are given up.
    """
    graph = rdflib.Graph()
    convert = _converter()
    for quad in quads:
        graph.add((convert(quad.subject), convert(quad.predicate), convert(quad.object)))
    return graph


def _converter() -> Callable[[_Term], rdflib.term.Node]:
    # The cache lives as long as one conversion.
    @cache
    def convert(term: _Term) -> rdflib.term.Node:
        if isinstance(term, pyoxigraph.NamedNode):
            return rdflib.URIRef(term.value)
        if isinstance(term, pyoxigraph.BlankNode):
            return rdflib.BNode(term.value)
        if isinstance(term, pyoxigraph.Literal):
            if term.language is not None:
                return rdflib.Literal(term.value, lang=term.language)
            if term.datatype.value == _STRING:
                return rdflib.Literal(term.value)
            return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
        raise TypeError(f"rdflib has no quoted triples: {term}")

    return convert
