"""A small graph that is a tree, as nested Turtle or JSON-LD; nodes without statements are leaves."""

from typing import Any

from rdflib import RDF, XSD, BNode, Graph, Literal
from rdflib.term import Node

from iurc.shapes.term import term_text


def as_turtle(graph: Graph, node: Node, indent: str = "") -> str:
    """Write a node with all that hangs on it in Turtle.

    Args:
        graph: The tree.
        node: Its root.
        indent: What the lines of the surroundings begin with.

    Returns:
        A term, `( … )` for a list, `[ … ]` for any other blank node that has statements.
    """
    if not _is_inner(graph, node):
        return term_text(node)
    if (node, RDF.first, None) in graph:
        return f"( {' '.join(as_turtle(graph, item, indent) for item in graph.items(node))} )"
    lines = [
        f"{indent}    {'a' if predicate == RDF.type else term_text(predicate)} {as_turtle(graph, value, indent + '    ')}"
        for predicate, value in sorted(graph.predicate_objects(node))
    ]
    return "[\n" + " ;\n".join(lines) + f"\n{indent}]"


def as_jsonld(graph: Graph, node: Node) -> dict[str, Any]:
    """Write a node with all that hangs on it in expanded JSON-LD.

    Args:
        graph: The tree.
        node: Its root.

    Returns:
        A value object, node object or list object.
    """
    if not _is_inner(graph, node):
        return leaf(node)
    if (node, RDF.first, None) in graph:
        return {"@list": [as_jsonld(graph, item) for item in graph.items(node)]}
    told: dict[str, Any] = {}
    for predicate, value in sorted(graph.predicate_objects(node)):
        if predicate == RDF.type:
            told.setdefault("@type", []).append(str(value))
        else:
            told.setdefault(str(predicate), []).append(as_jsonld(graph, value))
    return told


def _is_inner(graph: Graph, node: Node) -> bool:
    return isinstance(node, BNode) and (node, None, None) in graph


def leaf(node: Node) -> dict[str, Any]:
    """Write a term in expanded JSON-LD."""
    if not isinstance(node, Literal):
        return {"@id": f"_:{node}" if isinstance(node, BNode) else str(node)}
    told: dict[str, Any] = {"@value": str(node)}
    if node.language:
        told["@language"] = node.language
    elif node.datatype not in {None, XSD.string}:
        told["@type"] = str(node.datatype)
    return told
