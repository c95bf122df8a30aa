"""Data in the form in which pySHACL judges it rightly: one rdflib graph in memory, with plain strings."""

import logging
from collections.abc import Iterable

import pyoxigraph
from rdflib import XSD, BNode, Dataset, Graph, Literal, URIRef
from rdflib.term import Node

# rdflib tells the log, with a traceback, of every literal that is ill-typed. The judge reports them as findings;
# without a handler of the application's own, nothing of it shall reach the terminal.
logging.getLogger("rdflib").addHandler(logging.NullHandler())


def from_oxigraph(statements: Iterable[pyoxigraph.Triple | pyoxigraph.Quad]) -> Graph:
    """Copy statements in Oxigraph's terms into a graph in memory.

    pySHACL must not read an Oxigraph store itself: its strings come back typed as `xsd:string` and are then no
    longer equal to the plain strings of the shapes.

    Args:
        statements: Triples, or quads whose graphs are given up.

    Returns:
        A new graph, in which every literal is spelt as it was.

    Raises:
        TypeError: There is a term that RDF 1.1 does not know.
    """
    graph = Graph()
    nodes: dict[object, Node] = {}
    for statement in statements:
        triple = []
        for term in (statement.subject, statement.predicate, statement.object):
            node = nodes.get(term)
            if node is None:
                node = nodes[term] = _node(term)
            triple.append(node)
        graph.add((triple[0], triple[1], triple[2]))
    return graph


def plain(graph: Graph) -> Graph:
    """Give a graph in which a string typed as `xsd:string` and a plain one are the same term.

    They are the same by RDF 1.1 (Concepts and Abstract Syntax, section 3.3), but rdflib keeps them apart.

    Args:
        graph: A graph, or a dataset whose graphs are taken together.

    Returns:
        The graph itself when nothing is to be done, otherwise a copy.
    """
    if isinstance(graph, Dataset) or any(_is_typed_string(node) for node in graph.objects()):
        return copied(graph)
    return graph


def copied(graph: Graph) -> Graph:
    """Copy a graph, its prefixes and its name into memory, with plain strings.

    Args:
        graph: A graph, or a dataset whose graphs are taken together in a graph without a name.

    Returns:
        A new graph.
    """
    if isinstance(graph, Dataset):
        copy, statements = Graph(), (quad[:3] for quad in graph.quads())
    else:
        copy, statements = Graph(identifier=graph.identifier), graph.triples((None, None, None))
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
    return (
        Literal(term.value)
        if datatype == XSD.string
        else Literal(term.value, datatype=datatype, normalize=False)
    )


def _is_typed_string(node: object) -> bool:
    return isinstance(node, Literal) and node.datatype == XSD.string
