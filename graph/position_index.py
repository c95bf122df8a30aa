"""From a finding back to the place in the file that caused it."""

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Final

import pyoxigraph

from iurc.graph.candidate import Candidate
from iurc.graph.locating.align import Role
from iurc.shapes.position import Position
from iurc.shapes.report import Finding

_NONE: Final = 2**32 - 1
_STEP: Final = r"\(?(\^?)(<[^>]*>)\)?"
_STEPS: Final = re.compile(rf"{_STEP}(?:/{_STEP})*")
_ONE: Final = re.compile(_STEP)
_PREDICATE: Final = re.compile(r"<[^>]*>")

# The first statement about a node by its predicate and object, by either of them, or by neither.
_Facts = dict[tuple[str | None, str | None], int]


class PositionIndex:
    """Finds where a statement, a property of a node, or a node was written.

    Nothing is indexed before the first question, and no source is read a second time before a place in it is asked for.

    Args:
        candidates: The imports whose files can be pointed to.
    """

    def __init__(self, candidates: Iterable[Candidate]) -> None:
        self._origins = [origin for candidate in candidates for origin in candidate.origins]
        # Statements are numbered through all origins.
        self._starts = [0]
        for origin in self._origins:
            self._starts.append(self._starts[-1] + len(origin.quads))
        self._about = lru_cache(maxsize=1024)(self._facts)

    def locate(self, finding: Finding) -> Position | None:
        """Point to the statement of a finding, or to the nearest thing known of it.

        Args:
            finding: Its path tells which statement is meant.

        Returns:
            The place of the value, where its statement is there; else the first place where the node has the property
            that the path begins with, where it is described or where it is mentioned; `None` when no file of these
            imports names it.
        """
        focus_node, path, value = finding.focus_node, finding.path, finding.value
        if focus_node is None:
            return None
        found = None if value is None else self._statement(focus_node, path, value)
        if found is not None:
            return self._place(*found)
        facts = self._about(focus_node)
        step = _ONE.match(path or "")
        if step and not step[1] and (step[2], None) in facts:
            return self._place(facts[step[2], None], Role.PREDICATE)
        if facts:
            return self._place(facts[None, None], Role.SUBJECT)
        mention = self._mention(focus_node)
        return None if mention is None else self._place(mention, Role.OBJECT)

    def mentions(self, node: str | None) -> bool:
        """Whether the files of these imports name a node, as subject or as object."""
        return node is not None and (node in self._subjects or self._mention(node) is not None)

    def _statement(self, focus_node: str, path: str | None, value: str) -> tuple[int, Role] | None:
        """Give the statement by which a path leads to a value, and which of its ends the value is."""
        if path is None:
            number = None if value == focus_node else self._about(focus_node).get((None, value))
            return None if number is None else (number, Role.OBJECT)
        if not _STEPS.fullmatch(path):
            # Alternatives and repetitions: any of their predicates may lead there at once.
            steps = [("", predicate) for predicate in _PREDICATE.findall(path)]
            return self._last_step({focus_node}, steps, value)
        *first, last = _ONE.findall(path)
        nodes = {focus_node}
        for inverse, predicate in first:
            nodes = set() if inverse else set(self._objects(nodes, predicate))
        return self._last_step(nodes, [last], value)

    def _last_step(
        self, nodes: set[str], steps: list[tuple[str, str]], value: str
    ) -> tuple[int, Role] | None:
        for inverse, predicate in steps:
            for node in nodes:
                facts, end = (self._about(value), node) if inverse else (self._about(node), value)
                number = facts.get((predicate, end))
                if number is not None:
                    return number, Role.SUBJECT if inverse else Role.OBJECT
        return None

    def _objects(self, nodes: set[str], predicate: str) -> Iterator[str]:
        for node in nodes:
            for found, object_ in self._about(node):
                if found == predicate and object_ is not None:
                    yield object_

    def _facts(self, node: str) -> _Facts:
        facts: _Facts = {}
        number = self._subjects.get(node, _NONE)
        while number != _NONE:
            quad = self._quad(number)
            predicate, object_ = str(quad.predicate), str(quad.object)
            for known in ((predicate, object_), (predicate, None), (None, object_), (None, None)):
                facts.setdefault(known, number)
            number = self._next[number]
        return facts

    def _quad(self, number: int) -> pyoxigraph.Quad:
        index = bisect_right(self._starts, number) - 1
        return self._origins[index].quads[number - self._starts[index]]

    def _place(self, number: int, role: Role) -> Position:
        index = bisect_right(self._starts, number) - 1
        return self._origins[index].position(number - self._starts[index], role)

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

    def _mention(self, node: str) -> int | None:
        return (self._literals if node.startswith('"') else self._mentions).get(node)

    @cached_property
    def _mentions(self) -> dict[str, int]:
        """The first statement in which a node is the object."""
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
