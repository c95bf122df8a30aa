"""The value nodes of a shape as SPARQL patterns (SHACL sections 2.1.3, 2.3.1 and 3.4)."""

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rdflib import RDF, SH, Graph, URIRef
from rdflib.term import Node

from iurc.shapes.narrowing.terms import sparql
from iurc.shapes.narrowing.truth import ALWAYS, NEVER, UNKNOWN, Truth, all_of, any_of, exactly, exists

_DEEPEST = 10
_SIGNS: dict[Node, str] = {SH.zeroOrMorePath: "*", SH.oneOrMorePath: "+", SH.zeroOrOnePath: "?"}
_MOST = 5


@dataclass(frozen=True, slots=True)
class Step:
    """A property path that is followed from a node.

    Attributes:
        kind: `one` (a property), `all` (one after the other), `any` (either), `*`, `+` or `?`.
        text: The property with its direction, of kind `one`.
        parts: The paths it is made of, of the other kinds.
    """

    kind: str
    text: str = ""
    parts: "tuple[Step, ...]" = ()

    @property
    def nullable(self) -> bool:
        """Whether it can lead from a node to itself without a triple."""
        if self.kind in "*?":
            return True
        if self.kind in ("any", "+"):
            return any(part.nullable for part in self.parts)
        return self.kind == "all" and all(part.nullable for part in self.parts)

    def __str__(self) -> str:
        if self.kind == "one":
            return self.text
        if self.kind in "*+?":
            return f"({self.parts[0]}){self.kind}"
        return "(" + ("/" if self.kind == "all" else "|").join(map(str, self.parts)) + ")"


def read_path(shapes: Graph, path: Node, *, inverse: bool = False, depth: int = 0) -> Step | None:
    """Read a path where pySHACL follows it as SPARQL does.

    Args:
        shapes: The graph that describes the path.
        path: Its node.
        inverse: Whether it is followed against its direction.
        depth: How deep it stands in another path.

    Returns:
        The path; `None` where pySHACL refuses it or, as with the inverse of a sequence, follows it in another
        order than SPARQL does.
    """
    if isinstance(path, URIRef):
        text = sparql(path)
        return None if text is None else Step("one", f"^{text}" if inverse else text)
    kinds = set(shapes.predicates(path)) - {RDF.type}
    if depth >= _DEEPEST or not kinds:
        return None
    try:
        if kinds == {RDF.first, RDF.rest}:
            return (
                None
                if inverse
                else _several("all", shapes, list(shapes.items(path)), depth=depth, inverse=False)
            )
        inner = list(shapes.objects(path, next(iter(kinds))))
        if len(kinds) != 1 or len(inner) != 1:
            return None
        if kinds == {SH.inversePath}:
            return read_path(shapes, inner[0], inverse=not inverse, depth=depth + 1)
        if kinds == {SH.alternativePath}:
            return _several("any", shapes, list(shapes.items(inner[0])), depth=depth + 1, inverse=inverse)
    except ValueError:  # a list that never ends
        return None
    sign = _SIGNS.get(next(iter(kinds)))
    part = read_path(shapes, inner[0], inverse=inverse, depth=depth + 1) if sign else None
    if sign is None or part is None or (sign in "*+" and _hides_nothing_step(part)):
        return None
    return Step(sign, parts=(part,))


def _several(kind: str, shapes: Graph, paths: list[Node], *, depth: int, inverse: bool) -> Step | None:
    deeper = depth + len(paths) if kind == "all" else depth
    parts = [read_path(shapes, each, inverse=inverse, depth=deeper) for each in paths]
    if len(parts) < 2 or deeper >= _DEEPEST:
        return None
    return None if None in parts else Step(kind, parts=tuple(part for part in parts if part is not None))


def _hides_nothing_step(step: Step) -> bool:
    """Whether a path has a part without a triple, which Oxigraph takes only for nodes of the data."""
    return step.kind in "*?" or any(_hides_nothing_step(part) for part in step.parts)


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
        path: The property path from it; `None` where the focus node is its own value.
        names: Where new variables come from.
    """

    focus: str
    path: Step | None
    names: Names

    def some(self, condition: Callable[[str], Truth]) -> Truth:
        """Where some value node meets a condition."""
        return condition(self.focus) if self.path is None else self._walk(self.focus, self.path, condition)

    def _walk(self, start: str, step: Step, condition: Callable[[str], Truth]) -> Truth:
        if step.kind == "all":
            first, *rest = step.parts
            after = rest[0] if len(rest) == 1 else Step("all", parts=tuple(rest))
            return self._walk(start, first, lambda reached: self._walk(reached, after, condition))
        if step.kind == "any":
            return any_of(self._walk(start, part, condition) for part in step.parts)
        if step.kind == "?":
            return condition(start) | self._walk(start, step.parts[0], condition)
        if step.kind == "*":
            return condition(start) | self._walk(start, Step("+", parts=step.parts), condition)
        reached = self.names.fresh()
        return exists(f"{start} {step} {reached} .", condition(reached))

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
