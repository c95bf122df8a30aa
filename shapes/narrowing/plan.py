"""The queries that narrow the focus nodes of a shapes graph, and what they could not narrow (SHACL section 3)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pyoxigraph as ox
from rdflib.term import Node

from iurc.shapes.narrowing.reading import Reader
from iurc.shapes.narrowing.targets import Targets, joined
from iurc.shapes.narrowing.truth import FALSE, TRUE


@dataclass(frozen=True, slots=True)
class Fallback:
    """A shape with something that is not known to the compiler: every target that it could concern is judged.

    Attributes:
        shape: The node of the shape.
        reason: What is not known: constraints with the shapes in which they stand.
    """

    shape: Node
    reason: str


@dataclass(frozen=True, slots=True)
class Narrowed:
    """How the focus nodes of one shape are found.

    Attributes:
        shape: The shape as pySHACL has read it.
        targets: Its targets.
        condition: Where a focus node may violate it, a SPARQL expression over `?this`.
        patterns: The targets as patterns; `None` where only pySHACL can find them.
        fallback: What is not known of it, where that is so.
    """

    shape: Any
    targets: Targets
    condition: str
    patterns: tuple[str, ...] | None
    fallback: Fallback | None

    def query(self, condition: str | None = None) -> str | None:
        """Write the query for the candidates; nothing to ask where nothing can be violated or nothing is known."""
        if not self.patterns or (condition or self.condition) == FALSE:
            return None
        chosen = self.condition if condition is None else condition
        narrowed = "" if chosen == TRUE else f" FILTER({chosen})"
        return f"SELECT DISTINCT ?this WHERE {{ {joined(self.patterns)}{narrowed} }}"


def plan(shapes: Any, classes: Callable[[Node], Sequence[Node]]) -> list[Narrowed]:
    """Read every shape that has targets.

    Args:
        shapes: The compiled shapes of `iurc.shapes.oracle`.
        classes: Gives a class with its subclasses in the data.

    Returns:
        How to find the candidates of each.

    Raises:
        Exception: What pySHACL raises for shapes that are not well-formed.
    """
    return [
        _narrowed(shape, classes) for shape in shapes.shapes if not shape.deactivated and Targets.of(shape)
    ]


def _narrowed(shape: Any, classes: Callable[[Node], Sequence[Node]]) -> Narrowed:
    targets = Targets.of(shape)
    patterns = targets.patterns(classes)
    reader = Reader(classes)
    condition = reader.violates(shape, "?this").may
    if patterns is None:
        return Narrowed(shape, targets, TRUE, None, Fallback(shape.node, "a target that no query can name"))
    if not reader.unknown:
        return Narrowed(shape, targets, condition, tuple(patterns), None)
    reasons = sorted({f"{constraint} of {node.n3()}" for node, constraint in reader.unknown})
    return Narrowed(shape, targets, condition, tuple(patterns), Fallback(shape.node, ", ".join(reasons)))


def solve(store: ox.Store, query: str) -> list[Any]:
    """Ask for the focus nodes that a query finds in the default graph of a store."""
    solutions: Any = store.query(query)
    return [solution["this"] for solution in solutions]
