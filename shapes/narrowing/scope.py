"""The value nodes of a shape as SPARQL patterns (SHACL sections 2.1.3, 2.3.1 and 3.4)."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from iurc.shapes.narrowing.truth import ALWAYS, NEVER, UNKNOWN, Truth, all_of, exactly, exists
from iurc.shapes.path import path_text

_DEEPEST = 10
_MOST = 5


def path_steps(shapes: Graph, path: Node) -> tuple[str, ...] | None:
    """Write a path as SPARQL, where pySHACL walks it as SPARQL does.

    Args:
        shapes: The graph that describes the path.
        path: Its node.

    Returns:
        Property paths to be walked one after the other; `None` where pySHACL refuses the path or, as with the
        inverse of a sequence, walks it in another order than SPARQL does.
    """
    if not _alike(shapes, path, inverse=False, depth=0):
        return None
    sequence = not isinstance(path, URIRef) and shapes.value(path, RDF.first) is not None
    steps = shapes.items(path) if sequence else [path]
    try:
        return tuple(path_text(shapes, step) for step in steps)
    except (ValueError, RecursionError):
        return None


def _alike(shapes: Graph, path: Node, *, inverse: bool, depth: int) -> bool:
    if isinstance(path, URIRef):
        return True
    if depth >= _DEEPEST:
        return False
    kinds = set(shapes.predicates(path)) - {RDF.type}
    if kinds == {RDF.first, RDF.rest}:
        try:
            steps = list(shapes.items(path))
        except ValueError:
            return False
        deepest = depth + len(steps)
        return (
            not inverse
            and len(steps) > 1
            and deepest < _DEEPEST
            and all(_alike(shapes, step, inverse=inverse, depth=deepest) for step in steps)
        )
    if len(kinds) != 1 or len(set(shapes.objects(path, next(iter(kinds))))) != 1:
        return False
    kind, inner = next(iter(shapes.predicate_objects(path)))
    if kind == SH.inversePath:
        return _alike(shapes, inner, inverse=not inverse, depth=depth + 1)
    if kind == SH.alternativePath:
        branches = list(shapes.items(inner))
        return len(branches) > 1 and all(
            _alike(shapes, branch, inverse=inverse, depth=depth + 1) for branch in branches
        )
    repeated = (SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath)
    return kind in repeated and _alike(shapes, inner, inverse=inverse, depth=depth + 1)


@dataclass(slots=True)
class Names:
    """Gives variables that no part of a query has used yet."""

    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def fresh(self) -> str:
        """Give a new variable."""
        return f"?v{next(self._numbers)}"


@dataclass(frozen=True, slots=True)
class Values:
    """The value nodes of one shape at one focus node.

    Each triple pattern stands in an `EXISTS` of its own. Oxigraph then follows the paths from the focus node; given
    two patterns that share a variable it would join them for the whole graph, again for each focus node.

    Attributes:
        focus: The variable of the focus node.
        path: The property paths to be walked from it; `None` where the focus node is its own value.
        names: Where new variables come from.
    """

    focus: str
    path: tuple[str, ...] | None
    names: Names

    def some(self, condition: Callable[[str], Truth]) -> Truth:
        """Where some value node meets a condition."""
        return condition(self.focus) if self.path is None else self._walk(self.focus, self.path, condition)

    def _walk(self, start: str, path: tuple[str, ...], condition: Callable[[str], Truth]) -> Truth:
        reached = self.names.fresh()
        pattern = f"{start} {path[0]} {reached} ."
        if len(path) == 1:
            return exists(pattern, condition(reached))
        return exists(pattern, self._walk(reached, path[1:], condition))

    def is_one(self, term: str) -> Truth:
        """Where a term is among the value nodes; the term is a variable that is bound, or a constant."""
        return self.some(lambda value: exactly(f"sameTerm({value}, {term})"))

    def at_least(self, number: int, condition: Callable[[str], Truth], others: tuple[str, ...] = ()) -> Truth:
        """Where at least so many different value nodes meet a condition.

        Args:
            number: How many.
            condition: The condition of each.
            others: Variables of value nodes that are counted already.

        Returns:
            The condition; unknown where the query would have to compare too many values with each other.
        """
        if number <= 0:
            return ALWAYS
        if number > _MOST:
            return UNKNOWN
        if self.path is None:
            return condition(self.focus) if number == 1 else NEVER

        def one_more(value: str) -> Truth:
            new = all_of(exactly(f"(!sameTerm({value}, {other}))") for other in others)
            return new & condition(value) & self.at_least(number - 1, condition, (*others, value))

        return self.some(one_more)
