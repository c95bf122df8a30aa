"""What rdflib's algebra of a query says: its triple patterns, its variables, its paths (SPARQL 1.1 section 18)."""

from collections.abc import Iterator
from typing import Any

from rdflib import BNode, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath

from iurc.shapes.narrowing.terms import sparql

# rdflib leaves the pattern of these as it was parsed in the dictionary, and the algebra of it in the attribute `graph`.
EXISTENCE = frozenset({"Builtin_EXISTS", "Builtin_NOTEXISTS"})


def one_by_one(subject: Any, paths: list[Any], value: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Take a sequence of paths apart."""
    ends = [subject, *(BNode() for _ in paths[1:]), value]
    yield from zip(ends[:-1], paths, ends[1:], strict=True)


def path_text(path: Any) -> str | None:
    """Write a path that rdflib walks as Oxigraph does; not so where a part of it may be empty."""
    if isinstance(path, URIRef):
        return sparql(path)
    if isinstance(path, InvPath):
        inner = path_text(path.arg)
        return None if inner is None else f"^({inner})"
    if isinstance(path, MulPath):
        inner = path_text(path.path)
        return None if inner is None or path.zero else f"({inner}){path.mod}"
    if isinstance(path, (SequencePath, AlternativePath)):
        parts = [path_text(each) for each in path.args]
        sign = "/" if isinstance(path, SequencePath) else "|"
        return None if None in parts else sign.join(f"({part})" for part in parts)
    return None


def triple_patterns(node: Any) -> Iterator[list[tuple[Any, Any, Any]]]:
    """Give the triple patterns of every basic graph pattern, those inside expressions among them."""
    if isinstance(node, dict):
        if getattr(node, "name", None) == "BGP":
            yield node["triples"]
        if getattr(node, "name", None) in EXISTENCE:
            yield from triple_patterns(node["graph"])
            return
        for value in node.values():
            yield from triple_patterns(value)
    elif isinstance(node, (list, tuple)):
        for each in node:
            yield from triple_patterns(each)


def variables_of(patterns: list[tuple[Any, Any, Any]]) -> Iterator[Variable]:
    """Give the variables of triple patterns, as often as they stand there."""
    for triple in patterns:
        yield from (term for term in triple if isinstance(term, Variable))


def bound(node: Any) -> Iterator[Variable]:
    """Give the variables that a part of the algebra can bind; those of expressions are not among them."""
    kind = getattr(node, "name", None)
    if kind == "BGP":
        yield from variables_of(node.triples)
    elif kind in {"Join", "Union", "LeftJoin"}:
        yield from bound(node.p1)
        yield from bound(node.p2)
    elif kind == "Minus":
        yield from bound(node.p1)
    elif kind == "Extend":
        yield node.var
        yield from bound(node.p)
    elif kind == "AggregateJoin":
        yield from (each.res for each in node.A)
        yield from bound(node.p)
    elif kind == "values":
        for row in node.res:
            yield from row
    elif kind is not None and node.p is not None:
        yield from bound(node.p)


def counted_group(node: Any) -> Any:
    """Give the pattern of a `GROUP BY` whose `HAVING` compares an aggregate, which no empty group passes."""
    below = node.p
    while below.name == "Extend":
        below = below.p
    if below.name != "AggregateJoin" or not below.p.expr or node.expr.name != "RelationalExpression":
        return None
    sides = (node.expr.expr, node.expr.other)
    return (
        below.p.p if any(isinstance(side, Variable) and side.startswith("__agg_") for side in sides) else None
    )
