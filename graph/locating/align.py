"""The statements of the second reading held against those of the first: only what agrees has a place."""

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import pyoxigraph

from iurc.graph.errors import Unreadable
from iurc.graph.lexical import canonical
from iurc.graph.locating.found import RDF, XSD, Found, Node, Term, Unfollowed, Walk
from iurc.shapes.position import Position

_STRING: Final = XSD + "string"
# Their text is made by the parser: with all namespaces in scope, in canonical form.
_REMADE: Final = {RDF + "XMLLiteral", RDF + "JSON"}
_NOWHERE: Final = Position("", 1)
_UNKNOWN: Final = 2**32 - 1


class Role(IntEnum):
    """Which term of a statement is meant."""

    SUBJECT = 0
    PREDICATE = 1
    OBJECT = 2


@dataclass(frozen=True, slots=True)
class Spots:
    """Where the statements of a source stand: twelve bytes for each.

    Attributes:
        offsets: For each role the offsets of the statements, in their order.
        stopped: The offset of what the second reading does not know; `None` where it did not end at such a thing.
    """

    offsets: tuple["array[int]", "array[int]", "array[int]"]
    stopped: int | None = None

    def __len__(self) -> int:
        return len(self.offsets[0])

    def at(self, number: int, role: Role) -> int | None:
        """Give the offset of a term of a statement; `None` where it is not known."""
        if number >= len(self):
            return None
        found = self.offsets[role][number]
        return None if found == _UNKNOWN else found


def in_order(walk: Walk, quads: Sequence[pyoxigraph.Quad]) -> Spots:
    """Align two readings that yield the same statements in the same order.

    Args:
        walk: The second reading.
        quads: The first; literals may have the spelling of the store already, blank nodes any names.

    Returns:
        The places of the statements up to the first on which the two do not agree.
    """
    subjects, predicates, objects = array("I"), array("I"), array("I")
    same = _Same()
    stopped = None
    try:
        for quad, (subject, predicate, object_, subject_at, predicate_at, object_at) in zip(
            quads, walk, strict=False
        ):
            if not (
                quad.predicate.value == predicate
                and same.node(subject, quad.subject)
                and same.term(object_, quad.object)
            ):
                break
            subjects.append(subject_at)
            predicates.append(predicate_at)
            objects.append(object_at)
        else:
            # What follows the last statement may be something unknown.
            next(walk, None)
    except Unfollowed as end:
        stopped = end.at
    return Spots((subjects, predicates, objects), stopped)


def by_content(walk: Walk, quads: Sequence[pyoxigraph.Quad]) -> Spots:
    """Align readings of which the second may leave statements out or give them in another order.

    Statements in which a blank node stands are told apart by nothing but their order, so they stay unknown.

    Args:
        walk: The second reading.
        quads: The first.
    """
    places: dict[tuple[Node, str, Term], tuple[int, int, int]] = {}
    stopped = None
    try:
        for found in walk:
            places.setdefault(_spelt(found), found[3:])
    except Unfollowed as end:
        stopped = end.at
    offsets = array("I"), array("I"), array("I")
    nowhere = (_UNKNOWN, _UNKNOWN, _UNKNOWN)
    for quad in quads:
        for column, offset in zip(offsets, places.get(_native(quad), nowhere), strict=True):
            column.append(offset)
    return Spots(offsets, stopped)


class _Same:
    """Whether terms of both readings are the same, blank nodes by a one-to-one correspondence."""

    def __init__(self) -> None:
        self._there: dict[Node, str] = {}
        self._here: dict[str, Node] = {}

    def node(self, mine: Term, native: object) -> bool:
        if isinstance(native, pyoxigraph.NamedNode):
            return native.value == mine
        if not isinstance(native, pyoxigraph.BlankNode) or isinstance(mine, tuple):
            return False
        if isinstance(mine, str) and not mine.startswith("_:"):
            return False
        name = native.value
        return self._there.setdefault(mine, name) == name and self._here.setdefault(name, mine) == mine

    def term(self, mine: Term, native: object) -> bool:
        if not isinstance(native, pyoxigraph.Literal):
            return self.node(mine, native)
        if not isinstance(mine, tuple):
            return False
        text, datatype, language = mine
        if native.language != language:
            return False
        if language is None and native.datatype.value != (datatype or _STRING):
            return False
        if native.value == text or datatype in _REMADE:
            return True
        return datatype is not None and _kept(text, datatype) in {native.value, _kept(native.value, datatype)}


def _kept(text: str, datatype: str) -> str | None:
    """Give the spelling in which the store keeps a literal."""
    try:
        return canonical(pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(datatype)), _NOWHERE).value
    except (Unreadable, ValueError):
        return None


def _spelt(found: Found) -> tuple[Node, str, Term]:
    subject, predicate, object_ = found[:3]
    if isinstance(object_, tuple) and object_[1] is not None:
        object_ = (_kept(object_[0], object_[1]) or object_[0], *object_[1:])
    return subject, predicate, object_


def _native(quad: pyoxigraph.Quad) -> tuple[Node, str, Term]:
    object_: Term
    if isinstance(quad.object, pyoxigraph.Literal):
        datatype = quad.object.datatype.value
        plain = quad.object.language is not None or datatype == _STRING
        object_ = (quad.object.value, None if plain else datatype, quad.object.language)
    else:
        object_ = _name(quad.object)
    return _name(quad.subject), quad.predicate.value, object_


def _name(node: object) -> Node:
    # A blank node gets a name that no reading gives, so that it matches nothing.
    return node.value if isinstance(node, pyoxigraph.NamedNode) else "?"
