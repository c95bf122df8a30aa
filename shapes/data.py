"""Data in the form in which pySHACL judges it rightly: one rdflib graph in memory, with plain strings."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import pyoxigraph
from rdflib import XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

# rdflib tells the log, with a traceback, of every literal that is ill-typed. The judge reports them as findings;
# without a handler of the application's own, nothing of it shall reach the terminal.
logging.getLogger("rdflib").addHandler(logging.NullHandler())


def data_graph(triples: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> Graph:
    """Take statements out of a store for the judge.

    pySHACL must not read an Oxigraph store itself: its strings come back typed as `xsd:string` and are then
    no longer equal to the plain strings of the shapes.

    Args:
        triples: Statements in the terms of the store; the graphs of quads are left out, so that the same
            statement in two graphs is one.

    Returns:
        A new graph in memory.
    """
    graph = Graph()
    terms: dict[object, Node] = {}
    store, context = graph.store, graph
    for triple in triples:
        nodes = []
        for term in (triple.subject, triple.predicate, triple.object):
            node = terms.get(term)
            if node is None:
                node = terms[term] = _node(term)
            nodes.append(node)
        store.add((nodes[0], nodes[1], nodes[2]), context, quoted=False)
    return graph


def plain(graph: Graph) -> Graph:
    """Give a graph in which a string typed as `xsd:string` and a plain one are the same term.

    They are the same by RDF 1.1 (Concepts and Abstract Syntax, section 3.3), but rdflib keeps them apart.

    Args:
        graph: A graph, or a dataset whose graphs are taken together.

    Returns:
        The graph itself when nothing is to be done, otherwise a copy.
    """
    if isinstance(graph, Dataset):
        statements = (quad[:3] for quad in graph.quads())
        copy = Graph()
    elif any(_is_typed_string(node) for node in graph.objects()):
        statements = graph.triples((None, None, None))
        copy = Graph(identifier=graph.identifier)
    else:
        return graph
    for prefix, name in graph.namespaces():
        copy.bind(prefix, name, replace=True)
    for subject, predicate, value in statements:
        copy.add((subject, predicate, Literal(str(value)) if _is_typed_string(value) else value))
    return copy


def _node(term: object) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if not isinstance(term, pyoxigraph.Literal):
        raise TypeError(f"no term of RDF 1.1: {term}")
    if term.language:
        return Literal(term.value, lang=term.language)
    datatype = URIRef(term.datatype.value)
    return Literal(term.value) if datatype == XSD.string else Literal(term.value, datatype=datatype, normalize=False)


def _is_typed_string(node: object) -> bool:
    return isinstance(node, Literal) and node.datatype == XSD.string
