"""The spelling of literals, checked before the store canonicalises them.

Oxigraph keeps a literal as its value: `01` becomes `1`, `1.50` becomes `1.5`, and the integer types that XSD derives
(`xsd:byte`, `xsd:nonNegativeInteger` …) become `xsd:integer`. What a reader of the file would see change without a
word is therefore refused here, while the line is still known; what only changes its spelling is written as the store
will give it back, so that every later step compares like with like.
"""

from functools import lru_cache

import pyoxigraph

from iurc.graph.errors import Unreadable
from iurc.shapes.position import Position

_XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = _XSD + "string"
_PROBE = pyoxigraph.NamedNode("urn:x-iurc:probe")


def canonical(literal: pyoxigraph.Literal, position: Position) -> pyoxigraph.Literal:
    """Give the literal as the store will hand it out.

    Args:
        literal: As it was read.
        position: Where it was read, for the error.

    Raises:
        Unreadable: The store would keep another type or another value than was written.
    """
    if literal.language is not None or literal.datatype.value == _STRING:
        return literal if literal.language is None else _stored(literal)
    stored = _stored(literal)
    if stored.datatype != literal.datatype:
        raise Unreadable(
            f'"{literal.value}"^^{_short(literal.datatype)} would be kept as {_short(stored.datatype)}',
            remedy=f"write it as {_short(stored.datatype)}; shapes can hold its range",
            position=position,
        )
    if _overflows(literal, stored):
        raise Unreadable(
            f'"{literal.value}"^^{_short(literal.datatype)} is too large for its type and would be kept as {stored.value}',
            remedy="write a number within the range of the type",
            position=position,
        )
    return stored


def _overflows(literal: pyoxigraph.Literal, stored: pyoxigraph.Literal) -> bool:
    return stored.value in {"INF", "-INF"} and literal.value.strip().lstrip("+") not in {"INF", "-INF"}


@lru_cache(maxsize=65536)
def _stored(literal: pyoxigraph.Literal) -> pyoxigraph.Literal:
    # The store is asked, not imitated: its rules differ by release.
    store = pyoxigraph.Store()
    store.add(pyoxigraph.Quad(_PROBE, _PROBE, literal))
    quad = next(iter(store))
    assert isinstance(quad.object, pyoxigraph.Literal)  # noqa: S101 - a literal was put in
    return quad.object


def _short(datatype: pyoxigraph.NamedNode) -> str:
    return datatype.value.replace(_XSD, "xsd:")
