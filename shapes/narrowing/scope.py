"""The value nodes of a shape as SPARQL patterns (SHACL sections 2.1.3, 2.3.1 and 3.4)."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from iurc.shapes.narrowing.truth import FALSE, NEVER, UNKNOWN, Truth, both, exactly, exists
from iurc.shapes.path import path_text

_DEEPEST = 10
_MOST = 5


def path_pattern(shapes: Graph, path: Node) -> str | None:
    """Write a path as SPARQL, where pySHACL walks it as SPARQL does.

    Args:
        shapes: The graph that describes the path.
        path: Its node.

    Returns:
        A property path; `None` where pySHACL refuses the path or, as with the inverse of a sequence, walks it
        in another order than SPARQL does.
    """
    if not _alike(shapes, path, inverse=False, depth=0):
        return None
    try:
        return path_text(shapes, path)
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

    Attributes:
        focus: The variable of the focus node.
        path: The property path from it; `None` where the focus node is its own value.
        names: Where new variables come from.
    """

    focus: str
    path: str | None
    names: Names

    def some(self, condition: Callable[[str], Truth]) -> Truth:
        """Where some value node meets a condition."""
        if self.path is None:
            return condition(self.focus)
        value = self.names.fresh()
        return exists(f"{self.focus} {self.path} {value} .", condition(value))

    def is_one(self, term: str) -> Truth:
        """Where a term is among the value nodes; the term is a variable or a constant."""
        if self.path is None:
            return exactly(f"sameTerm({self.focus}, {term})")
        if term.startswith("?"):
            return exactly(f"EXISTS {{ {self.focus} {self.path} {term} . }}")
        return self.some(lambda value: exactly(f"sameTerm({value}, {term})"))

    def at_least(self, number: int, condition: Callable[[str], Truth]) -> Truth:
        """Where at least so many different value nodes meet a condition.

        Args:
            number: How many.
            condition: The condition of each.

        Returns:
            The condition; unknown where the query would have to compare too many values with each other.
        """
        if number <= 0:
            return ~NEVER
        if number > _MOST:
            return UNKNOWN
        if self.path is None:
            return condition(self.focus) if number == 1 else NEVER
        values = [self.names.fresh() for _ in range(number)]
        pattern = " ".join(f"{self.focus} {self.path} {value} ." for value in values)
        may = must = "true"
        for first, second in itertools.combinations(values, 2):
            may = must = both(may, f"(!sameTerm({first}, {second}))")
        for value in values:
            truth = condition(value)
            may, must = both(may, truth.may), both(must, truth.must)
        if may == FALSE:
            return NEVER
        return exists(pattern, Truth(may, must))
