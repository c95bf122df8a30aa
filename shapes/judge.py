"""Judge data: what SHACL says about it, as a report (SHACL section 3)."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rdflib import XSD, Dataset, Graph, Literal
from rdflib.term import Node

from iurc.shapes.load import load_shapes
from iurc.shapes.report import Report

if TYPE_CHECKING:
    from iurc.shapes.oracle import CompiledShapes


def judge(data: Graph, shapes: Graph | None = None, *, language: str = "en") -> Report:
    """Judge a data graph against shapes.

    Both graphs are read, never changed. A string that is typed as `xsd:string` and a plain one are the same
    term (RDF 1.1 Concepts section 3.3) and are treated as such. Nothing is inferred but what SHACL asks for:
    instances of subclasses count as instances, so the data must hold the class hierarchy.

    Args:
        data: The statements as they would become, the ontology among them.
        shapes: The shapes graph; the shapes of the package when left out.
        language: The language of the messages, where the shapes have it; English otherwise.

    Returns:
        The findings of pySHACL, sorted.

    Raises:
        IllFormedShapesError: The shapes do not follow SHACL.
        NotJudgedError: There is no verdict.
    """
    compiled = _own_shapes() if shapes is None else _compile(_plain(shapes))
    findings = compiled.findings(_plain(data), language)
    return Report(tuple(sorted(findings, key=lambda finding: finding.key)))


@lru_cache(maxsize=1)
def _own_shapes() -> CompiledShapes:
    return _compile(load_shapes())


def _compile(shapes: Graph) -> CompiledShapes:
    from iurc.shapes.oracle import CompiledShapes  # noqa: PLC0415 - pySHACL is slow to import

    return CompiledShapes(shapes)


def _plain(graph: Graph) -> Graph:
    """Give the graph itself, or a copy when it is a dataset or holds strings that rdflib would keep apart."""
    if not isinstance(graph, Dataset) and not any(_is_typed_string(node) for node in graph.objects()):
        return graph
    copy = Graph(identifier=None if isinstance(graph, Dataset) else graph.identifier)
    for prefix, name in graph.namespaces():
        copy.bind(prefix, name, replace=True)
    triples = (quad[:3] for quad in graph.quads()) if isinstance(graph, Dataset) else graph.triples((None, None, None))
    for subject, predicate, value in triples:
        copy.add((subject, predicate, Literal(str(value)) if _is_typed_string(value) else value))
    return copy


def _is_typed_string(node: Node) -> bool:
    return isinstance(node, Literal) and node.datatype == XSD.string
