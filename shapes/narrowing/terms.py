"""Terms between rdflib and Oxigraph, and as SPARQL text (RDF 1.1 Concepts, section 3).

Oxigraph rewrites some literals: it keeps the value of numbers, booleans and dates but not their spelling, makes every
integer type `xsd:integer`, and lower-cases language tags. What it hands out is stable, so the two sides of a judgement
are brought into that form: the data comes from the store, and `canonical` does the same to the shapes.
"""

from functools import lru_cache

import pyoxigraph as ox
from rdflib import RDF, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

OxTerm = ox.NamedNode | ox.BlankNode | ox.Literal
_STRING = str(XSD.string)
_LANG_STRING = str(RDF.langString)
_SPELT = frozenset({SH.message, SH.name, SH.description, SH.select, SH.ask, SH.pattern, SH.flags, SH.order})


def to_rdflib(term: object) -> Node:
    """Give the rdflib term of an Oxigraph term; a literal of type `xsd:string` becomes a plain one.

    Args:
        term: A named node, blank node or literal.

    Returns:
        The same term, spelt as in the store.

    Raises:
        TypeError: The term is a triple (RDF 1.2), which SHACL does not know.
    """
    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.Literal):
        datatype = term.datatype.value
        if term.language is not None:
            return Literal(term.value, lang=term.language)
        if datatype == _STRING:
            return Literal(term.value)
        return Literal(term.value, datatype=URIRef(datatype), normalize=False)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    raise TypeError(f"no term of RDF 1.1: {term}")


def to_oxigraph(node: Node) -> OxTerm:
    """Give the Oxigraph term of an rdflib term.

    Args:
        node: An IRI, blank node or literal.

    Returns:
        The term, spelt as rdflib spells it.

    Raises:
        ValueError: Oxigraph does not take it (a malformed language tag, an empty blank node label).
    """
    if isinstance(node, URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, BNode):
        return ox.BlankNode(str(node))
    if not isinstance(node, Literal):
        raise ValueError(f"no term of RDF 1.1: {node!r}")  # noqa: TRY004 - as what Oxigraph does not take
    if node.language:
        return ox.Literal(str(node), language=node.language)
    return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype or XSD.string)))


def sparql(node: Node) -> str | None:
    """Write a term as SPARQL text.

    Args:
        node: An IRI or literal.

    Returns:
        The text; `None` for a blank node, which a query cannot name, and for a term that Oxigraph does not take.
    """
    if isinstance(node, BNode):
        return None
    try:
        return str(to_oxigraph(node))
    except ValueError:
        return None


@lru_cache(maxsize=65536)
def stored(literal: Literal) -> Literal:
    """Spell a literal as the store would hand it out."""
    store = ox.Store()
    iri = ox.NamedNode("x:x")
    try:
        store.add(ox.Quad(iri, iri, to_oxigraph(literal)))
    except ValueError:
        return literal
    term = to_rdflib(next(iter(store)).object)
    return term if isinstance(term, Literal) else literal


def canonical(shapes: Graph) -> Graph:
    """Spell the typed literals of a shapes graph as the store spells those of the data.

    Args:
        shapes: A shapes graph.

    Returns:
        A copy with the same node identifiers and prefixes; texts, patterns and queries are left alone.
    """
    copy = Graph(identifier=shapes.identifier)
    for prefix, name in shapes.namespaces():
        copy.bind(prefix, name, replace=True)
    for subject, predicate, value in shapes:
        typed = isinstance(value, Literal) and value.datatype is not None and predicate not in _SPELT
        copy.add((subject, predicate, stored(value) if typed and isinstance(value, Literal) else value))
    return copy
