"""Judge data: what SHACL says about it, as a report (SHACL section 3)."""

from functools import lru_cache
from typing import TYPE_CHECKING

from rdflib import Graph

from iurc.shapes.data import plain
from iurc.shapes.load import load_shapes
from iurc.shapes.report import Report

if TYPE_CHECKING:
    from iurc.shapes.oracle import CompiledShapes


def judge(data: Graph, shapes: Graph | None = None, *, language: str = "en") -> Report:
    """Judge a data graph against shapes.

    Both graphs are read, never changed. Nothing is inferred but what SHACL asks for: instances of subclasses
    count as instances, so the data must hold the class hierarchy.

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
    compiled = _own_shapes() if shapes is None else _compile(plain(shapes))
    findings = compiled.findings(plain(data), language)
    return Report(tuple(sorted(findings, key=lambda finding: finding.key)))


@lru_cache(maxsize=1)
def _own_shapes() -> "CompiledShapes":
    return _compile(load_shapes())


def _compile(shapes: Graph) -> "CompiledShapes":
    from iurc.shapes.oracle import CompiledShapes  # noqa: PLC0415 - pySHACL is slow to import

    return CompiledShapes(shapes)
