"""Blank nodes of a new graph named after their like in the old one, so that a difference shows only what differs.

Renaming the blank nodes of a graph, one to one, gives the same graph. Which new node is named after which old one
therefore decides only how small the difference is, never whether it is right. Nodes are paired by their colour: a hash
of what is said about them, refined with the colours of their neighbours (the idea of RDFC-1.0, sections 4.6 and 4.8,
stopped after a few rounds).
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TypeVar

import pyoxigraph

_ROUNDS = 6
_AnyTerm = TypeVar("_AnyTerm")
_Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple


def aligned(old: frozenset[pyoxigraph.Quad], new: frozenset[pyoxigraph.Quad]) -> frozenset[pyoxigraph.Quad]:
    """Rename the blank nodes of a graph after those of another.

    Args:
        old: The graph whose names are wanted.
        new: The graph to rename; all in one named graph, as `old`.

    Returns:
        A graph that is isomorphic to `new`. A node without its like keeps its name, unless an old node has it.
    """
    if not _blank_nodes(new):
        return new
    by_colour: defaultdict[str, list[pyoxigraph.BlankNode]] = defaultdict(list)
    for node, colour in sorted(_colours(old).items(), key=lambda item: item[0].value):
        by_colour[colour].append(node)
    taken = set(_blank_nodes(old))
    names: dict[pyoxigraph.BlankNode, pyoxigraph.BlankNode] = {}
    for node, colour in sorted(_colours(new).items(), key=lambda item: item[0].value):
        alike = by_colour[colour]
        names[node] = alike.pop(0) if alike else _free(node, taken)
        taken.add(names[node])

    def named(term: _AnyTerm) -> _AnyTerm | pyoxigraph.BlankNode:
        return names[term] if isinstance(term, pyoxigraph.BlankNode) else term

    return frozenset(
        pyoxigraph.Quad(named(quad.subject), quad.predicate, named(quad.object), quad.graph_name)
        for quad in new
    )


def _free(node: pyoxigraph.BlankNode, taken: set[pyoxigraph.BlankNode]) -> pyoxigraph.BlankNode:
    while node in taken:
        node = pyoxigraph.BlankNode(f"{node.value}x")
    return node


def _blank_nodes(quads: Iterable[pyoxigraph.Quad]) -> frozenset[pyoxigraph.BlankNode]:
    return frozenset(
        term
        for quad in quads
        for term in (quad.subject, quad.object)
        if isinstance(term, pyoxigraph.BlankNode)
    )


def _colours(quads: frozenset[pyoxigraph.Quad]) -> Mapping[pyoxigraph.BlankNode, str]:
    said: defaultdict[pyoxigraph.BlankNode, list[pyoxigraph.Quad]] = defaultdict(list)
    for quad in quads:
        for term in {quad.subject, quad.object}:
            if isinstance(term, pyoxigraph.BlankNode):
                said[term].append(quad)
    colours = dict.fromkeys(said, "")
    for _ in range(_ROUNDS):
        refined = {node: _colour(node, members, colours) for node, members in said.items()}
        if len(set(refined.values())) == len(set(colours.values())):
            return refined
        colours = refined
    return colours


def _colour(
    node: pyoxigraph.BlankNode, quads: list[pyoxigraph.Quad], colours: Mapping[pyoxigraph.BlankNode, str]
) -> str:
    def seen(term: _Term) -> str:
        if isinstance(term, pyoxigraph.BlankNode):
            return "_:this" if term == node else f"_:{colours[term]}"
        return str(term)

    lines = sorted(f"{seen(quad.subject)} {quad.predicate} {seen(quad.object)}" for quad in quads)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
