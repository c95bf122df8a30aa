"""The statements of several origins, asked by what they are about."""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final

import pyoxigraph

from iurc.graph.locating.align import Role
from iurc.graph.locating.origin import Origin
from iurc.shapes.position import Position

_NONE: Final = 2**32 - 1

# The first statement about a node by its predicate and object, by either of them, or by neither.
Facts = dict[tuple[str | None, str | None], int]


class Statements:
    """Statements numbered through all origins; terms are written as in N-Triples.

    Nothing is indexed before it is asked for, and then by the node alone: four bytes for a statement.

    Args:
        origins: What was read.
    """

    def __init__(self, origins: Iterable[Origin]) -> None:
        self._origins = list(origins)
        self._starts = [0]
        for origin in self._origins:
            self._starts.append(self._starts[-1] + len(origin.quads))
        self.about = lru_cache(maxsize=1024)(self._about)

    def place(self, number: int, role: Role) -> Position:
        """Give the place of a term of a statement."""
        index = bisect_right(self._starts, number) - 1
        return self._origins[index].position(number - self._starts[index], role)

    def describes(self, node: str) -> bool:
        """Whether there is a statement about a node."""
        return node in self._subjects

    def mention(self, node: str) -> int | None:
        """Give the first statement that has a node as its object."""
        return (self._literals if node.startswith('"') else self._mentions).get(node)

    def values(self, node: str, predicate: str) -> Iterator[tuple[str, int]]:
        """Give the different values of a property of a node and the first statement with each, in order."""
        for (found, object_), number in self.about(node).items():
            if found == predicate and object_ is not None:
                yield object_, number

    def _about(self, node: str) -> Facts:
        facts: Facts = {}
        number = self._subjects.get(node, _NONE)
        while number != _NONE:
            index = bisect_right(self._starts, number) - 1
            quad = self._origins[index].quads[number - self._starts[index]]
            predicate, object_ = str(quad.predicate), str(quad.object)
            for known in ((predicate, object_), (predicate, None), (None, object_), (None, None)):
                facts.setdefault(known, number)
            number = self._next[number]
        return facts

    def _quads(self) -> Iterator[tuple[int, pyoxigraph.Quad]]:
        return enumerate(quad for origin in self._origins for quad in origin.quads)

    @cached_property
    def _subjects(self) -> dict[str, int]:
        """The first statement about each node; `_next` leads to the others."""
        first: dict[str, int] = {}
        last: dict[str, int] = {}
        for number, quad in self._quads():
            subject = str(quad.subject)
            before = last.get(subject)
            if before is None:
                first[subject] = number
            else:
                self._next[before] = number
            last[subject] = number
        return first

    @cached_property
    def _next(self) -> "array[int]":
        return array("I", [_NONE]) * self._starts[-1]

    @cached_property
    def _mentions(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, quad in self._quads():
            if not isinstance(quad.object, pyoxigraph.Literal):
                found.setdefault(str(quad.object), number)
        return found

    @cached_property
    def _literals(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for number, quad in self._quads():
            if isinstance(quad.object, pyoxigraph.Literal):
                found.setdefault(str(quad.object), number)
        return found
