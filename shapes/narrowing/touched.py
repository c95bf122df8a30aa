"""The focus nodes whose verdict an import can have changed: watches walked back from its statements."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox
from rdflib import RDFS, URIRef
from rdflib.term import Node

from iurc.shapes.narrowing.scope import Step
from iurc.shapes.narrowing.terms import OxTerm
from iurc.shapes.narrowing.watch import ANYTHING, DESCRIPTION, Walk, Watch

_DEFAULT = ox.DefaultGraph()
_SUBCLASS = ox.NamedNode(str(RDFS.subClassOf))


class Change:
    """The statements of an import, and the graph before and after it taken together."""

    def __init__(
        self, store: ox.Store, removals: Iterable[ox.Triple], additions: Iterable[ox.Triple]
    ) -> None:
        """Take in a change.

        Args:
            store: The store after the change.
            removals: The statements that are no longer in it.
            additions: The statements that are new in it.
        """
        self._store: Any = store
        removed = list(removals)
        self.statements = [*removed, *additions]
        self._into: dict[tuple[Any, Any], list[Any]] = defaultdict(list)
        self._out: dict[tuple[Any, Any], list[Any]] = defaultdict(list)
        for triple in removed:
            for predicate in (triple.predicate, None):
                self._into[triple.object, predicate].append(triple.subject)
                self._out[triple.subject, predicate].append(triple.object)
        self._by_predicate: dict[Any, list[ox.Triple]] = defaultdict(list)
        for triple in self.statements:
            self._by_predicate[triple.predicate.value].append(triple)
        self._described = list(self._blank_nodes())

    @property
    def changes_classes(self) -> bool:
        """Whether the class hierarchy is touched, on which any verdict can depend."""
        return any(triple.predicate == _SUBCLASS for triple in self.statements)

    def focus_nodes(self, watches: Iterable[Watch]) -> set[OxTerm]:
        """Give the nodes from which a walk of a watch ends at a statement of the change."""
        starts: dict[Walk, set[Any]] = defaultdict(set)
        for watch in watches:
            ends = self._ends(watch)
            if ends:
                starts[watch.walk] |= ends
        found: set[OxTerm] = set()
        for walk, ends in starts.items():
            nodes = ends
            for step in reversed(walk):
                nodes = self._back(nodes, step)
            found |= nodes
        return found

    def _ends(self, watch: Watch) -> set[Any]:
        if watch.predicate == DESCRIPTION:
            return set(self._described)
        chosen = (
            self.statements
            if watch.predicate == ANYTHING
            else self._by_predicate.get(_text(watch.predicate), [])
        )
        return {triple.object if watch.at_object else triple.subject for triple in chosen}

    def _back(self, nodes: set[Any], step: Step) -> set[Any]:
        if step.kind == "one":
            against = step.text.startswith("^")
            name = step.text.removeprefix("^").strip("<>")
            predicate = ox.NamedNode(name) if name else None
            return {found for node in nodes for found in self._neighbours(node, predicate, outward=against)}
        if step.kind == "all":
            for part in reversed(step.parts):
                nodes = self._back(nodes, part)
            return nodes
        if step.kind == "any":
            return set().union(*(self._back(nodes, part) for part in step.parts))
        once = self._back(nodes, step.parts[0])
        if step.kind == "?":
            return nodes | once
        found: set[Any] = set(nodes) if step.kind == "*" else set()
        while once - found:
            new = once - found
            found |= new
            once = self._back(new, step.parts[0])
        return found

    def _neighbours(self, node: Any, predicate: Any, *, outward: bool) -> Iterator[Any]:
        if outward:
            if not isinstance(node, ox.Literal):
                yield from (
                    quad.object for quad in self._store.quads_for_pattern(node, predicate, None, _DEFAULT)
                )
            yield from self._out.get((node, predicate), ())
        else:
            yield from (
                quad.subject for quad in self._store.quads_for_pattern(None, predicate, node, _DEFAULT)
            )
            yield from self._into.get((node, predicate), ())

    def _blank_nodes(self) -> Iterator[Any]:
        """Give the blank nodes that messages would describe in other words, those that lead to them among them."""
        seen: set[Any] = set()
        waiting: list[Any] = [triple.subject for triple in self.statements]
        while waiting:
            node = waiting.pop()
            if isinstance(node, ox.BlankNode) and node not in seen:
                seen.add(node)
                yield node
                waiting.extend(self._neighbours(node, None, outward=False))


def _text(predicate: Node) -> str:
    return str(predicate) if isinstance(predicate, URIRef) else ""
