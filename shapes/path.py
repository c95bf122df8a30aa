"""SHACL property paths as text (SPARQL 1.1 property path syntax) and back (SHACL section 2.3.1)."""

import re

from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

_SUFFIX = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}
_TOKEN = re.compile(r"\s*(<[^>]*>|[()/|^*+?])")


def path_text(graph: Graph, path: Node) -> str:
    """Write a path of a shapes graph as a SPARQL property path of full IRIs.

    Args:
        graph: The graph that describes the path.
        path: An IRI or the blank node of a path.

    Returns:
        For example `<http://a>/^<http://b>`.

    Raises:
        ValueError: The node is no well-formed path.
    """
    if isinstance(path, URIRef):
        return f"<{path}>"
    if graph.value(path, RDF.first) is not None:
        return "/".join(_operand(graph, step) for step in graph.items(path))
    inverse = graph.value(path, SH.inversePath)
    if inverse is not None:
        return "^" + _operand(graph, inverse)
    alternatives = graph.value(path, SH.alternativePath)
    if alternatives is not None:
        return "|".join(_operand(graph, branch) for branch in graph.items(alternatives))
    for predicate, suffix in _SUFFIX.items():
        inner = graph.value(path, predicate)
        if inner is not None:
            return _operand(graph, inner) + suffix
    raise ValueError(f"no SHACL property path: {path}")


def path_node(text: str, graph: Graph) -> URIRef | BNode:
    """Write a SPARQL property path into a graph as SHACL describes it.

    Args:
        text: A path as `path_text` gives it.
        graph: Where the blank nodes of the path are added.

    Returns:
        The node of the path.

    Raises:
        ValueError: The text is no path.
    """
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != re.sub(r"\s+", "", text):
        raise ValueError(f"no property path: {text}")
    node = _alternative(tokens, graph)
    if tokens:
        raise ValueError(f"no property path: {text}")
    return node


def _operand(graph: Graph, path: Node) -> str:
    text = path_text(graph, path)
    return text if isinstance(path, URIRef) else f"({text})"


def _alternative(tokens: list[str], graph: Graph) -> URIRef | BNode:
    branches = [_sequence(tokens, graph)]
    while tokens and tokens[0] == "|":
        tokens.pop(0)
        branches.append(_sequence(tokens, graph))
    if len(branches) == 1:
        return branches[0]
    node = BNode()
    graph.add((node, SH.alternativePath, Collection(graph, BNode(), list(branches)).uri))
    return node


def _sequence(tokens: list[str], graph: Graph) -> URIRef | BNode:
    steps = [_step(tokens, graph)]
    while tokens and tokens[0] == "/":
        tokens.pop(0)
        steps.append(_step(tokens, graph))
    if len(steps) == 1:
        return steps[0]
    node = BNode()
    Collection(graph, node, list(steps))
    return node


def _step(tokens: list[str], graph: Graph) -> URIRef | BNode:
    if tokens and tokens[0] == "^":
        tokens.pop(0)
        inner = _step(tokens, graph)
        node = BNode()
        graph.add((node, SH.inversePath, inner))
        return node
    primary = _primary(tokens, graph)
    predicate = next((key for key, suffix in _SUFFIX.items() if tokens and tokens[0] == suffix), None)
    if predicate is None:
        return primary
    tokens.pop(0)
    node = BNode()
    graph.add((node, predicate, primary))
    return node


def _primary(tokens: list[str], graph: Graph) -> URIRef | BNode:
    if not tokens:
        raise ValueError("a property path ends too early")
    first = tokens.pop(0)
    if first == "(":
        node = _alternative(tokens, graph)
        if not tokens or tokens.pop(0) != ")":
            raise ValueError("a parenthesis of a property path is not closed")
        return node
    if not first.startswith("<"):
        raise ValueError(f"unexpected {first!r} in a property path")
    return URIRef(first[1:-1])
