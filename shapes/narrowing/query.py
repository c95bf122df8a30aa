"""SPARQL constraints and custom components as conditions on a focus node (SHACL sections 5 and 6).

The query of a constraint is taken apart as rdflib's algebra. What `$this` and the other pre-bound variables
stand for is bound from outside, as inside `EXISTS`; what is not understood is left out of the `may` side, which then
matches more, and makes the `must` side match nothing.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import BNode, Literal, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.term import Node

from iurc.shapes.narrowing.expression import Expressions
from iurc.shapes.narrowing.scope import Names, Values
from iurc.shapes.narrowing.terms import sparql, stored
from iurc.shapes.narrowing.truth import FALSE, TRUE, UNKNOWN, Truth, any_of

ANY = URIRef("urn:x-iurc:focus")
_WRAPPING = frozenset({"Project", "Distinct", "Reduced", "OrderBy", "SelectQuery", "AskQuery"})


class NotUnderstoodError(Exception):
    """A part of a query that only rdflib can evaluate."""


def of_constraint(constraint: Any, values: Values) -> Truth:
    """`sh:sparql`: the query has a solution for the focus node (section 5.3)."""
    return any_of(
        _solved(helper, values) for helper in constraint.sparql_constraints if not helper.deactivated
    )


def _solved(helper: Any, values: Values) -> Truth:
    read = prebound(helper, {})
    if read is None:
        return UNKNOWN
    algebra, bindings = read
    if "this" not in bindings:
        return UNKNOWN
    return _truth(algebra, bindings, {"this": values.focus}, values.names)


def of_component(constraint: Any, values: Values) -> Truth:
    """A custom component: its validator says no for some value node (section 6.3)."""
    helper = constraint.query_helper
    asks = type(constraint.validator).__name__ == "AskConstraintValidator"
    read = prebound(helper, dict(helper.param_bind_map), with_value=True)
    if read is None:
        return UNKNOWN
    algebra, bindings = read
    if "value" not in bindings and asks:
        return UNKNOWN

    def fails(value: str) -> Truth:
        names = {"this": values.focus, "value": value}
        solved = _truth(
            algebra, bindings, {key: name for key, name in names.items() if key in bindings}, values.names
        )
        fails = ~solved if asks else solved
        # pySHACL forgets to bind a value that Python takes for false, such as 0 or an empty string.
        truthy = f'COALESCE(STR({value}) NOT IN ("", "0", "false") && DATATYPE({value}) IN ({_PLAIN}), false)'
        bound = f"(!isLiteral({value}) || {truthy})"
        return Truth(f"({fails.may} || !{bound})", f"({fails.must} && {bound})")

    return values.some(fails)


_XSD = "http://www.w3.org/2001/XMLSchema#"
_PLAIN = ", ".join(
    f"<{_XSD}{name}>" for name in ("string", "integer", "decimal", "boolean", "date", "dateTime")
)


def prebound(
    helper: Any, parameters: dict[str, Node], *, with_value: bool = False
) -> tuple[Any, dict[str, Node]] | None:
    """Read the query of a constraint as pySHACL would ask it.

    Args:
        helper: pySHACL's query helper.
        parameters: What the parameters of a component stand for.
        with_value: Whether `$value` is bound too.

    Returns:
        The algebra and the variables that are bound from outside; `None` where pySHACL or rdflib refuses
        the query, so that they say so themselves.
    """
    try:
        bindings, text = helper.pre_bind_variables(
            ANY, valuenode=ANY if with_value else None, extravars=parameters.keys() if with_value else None
        )
        algebra = translateQuery(parseQuery(helper.apply_prefixes(text))).algebra
    except Exception:  # noqa: BLE001 - whatever is wrong with the query is for pySHACL to report
        return None
    bindings.update(parameters)
    return algebra, bindings


def _truth(algebra: Any, bindings: dict[str, Node], variables: dict[str, str], names: Names) -> Truth:
    constants: dict[Variable, str | None] = {Variable(key): name for key, name in variables.items()}
    for key, node in bindings.items():
        if key not in variables:
            constants[Variable(key)] = sparql(node)
    query = _Query(
        names,
        constants,
        Counter(variable for triples in _triples(algebra) for variable in _variables(triples)),
        frozenset(bound(algebra)) - frozenset(constants),
    )
    may = _Translation(query, certain=False).pattern(algebra).strip()
    try:
        must = _Translation(query, certain=True).pattern(algebra)
    except NotUnderstoodError:
        must = None
    sides = Truth(f"EXISTS {{ {may} }}" if may else TRUE, FALSE if must is None else f"EXISTS {{ {must} }}")
    return sides if may else UNKNOWN


@dataclass(frozen=True, slots=True)
class _Query:
    """What is known of a whole query: the variables bound from outside, and where the others stand."""

    names: Names
    constants: dict[Variable, str | None]
    counted: Counter[Variable]
    bound: frozenset[Variable]


class _Translation:
    """Writes one side of a query: more than its solutions, or only certain ones."""

    def __init__(self, query: _Query, *, certain: bool) -> None:
        self._query = query
        self._constants = query.constants
        self._certain = certain
        self._given: dict[Variable | BNode, str] = {}
        self._lost: set[Variable] = {key for key, text in query.constants.items() if text is None}

    def pattern(self, node: Any, outer: frozenset[Variable] = frozenset()) -> str:
        """Write a part of the algebra.

        Raises:
            NotUnderstoodError: Certain solutions are asked for and the part is not understood.
        """
        kind = node.name
        if kind in _WRAPPING:
            return self.pattern(node.p, outer)
        if kind == "BGP":
            return " ".join(self._triple(triple) for triple in node.triples)
        if kind == "Join":
            return f"{self._group(node.p1)} {self._group(node.p2)}"
        if kind == "Union":
            return f"{{ {self.pattern(node.p1)} }} UNION {{ {self.pattern(node.p2)} }}"
        if kind == "Filter":
            return self._filter(node, outer)
        if kind == "LeftJoin":
            return self._optional(node)
        if kind == "Extend":
            return self._extend(node, outer)
        if self._certain:
            raise NotUnderstoodError(kind)
        return self._loosely(node)

    def _group(self, node: Any) -> str:
        text = self.pattern(node)
        return text if node.name == "BGP" else f"{{ {text} }}"

    def _loosely(self, node: Any) -> str:
        """Write what a part that is not understood is certain to need."""
        self._lost |= set(bound(node))
        if node.name == "Slice":
            return self.pattern(node.p)
        if node.name == "Minus":
            return self.pattern(node.p1)
        return ""

    def _triple(self, triple: tuple[Any, Any, Any]) -> str:
        subject, predicate, value = triple
        if isinstance(predicate, Path):
            path = _path(predicate)
            if path is None:
                if self._certain:
                    raise NotUnderstoodError("path")
                return ""
        else:
            path = self._node(predicate)
        first, last = self._node(subject), self._node(value)
        return f"{first} {path} {last} ."

    def _node(self, node: Any) -> str:
        if isinstance(node, (Variable, BNode)):
            if node in self._lost and self._certain:
                raise NotUnderstoodError(str(node))
            constant = self._constants.get(node) if isinstance(node, Variable) else None
            if constant is not None:
                return constant
            if node not in self._given:
                self._given[node] = self._query.names.fresh()
            return self._given[node]
        text = sparql(node)
        if text is None or (self._certain and isinstance(node, Literal) and stored(node) != node):
            raise NotUnderstoodError(str(node))
        return text

    def _filter(self, node: Any, outer: frozenset[Variable]) -> str:
        group = _counted_group(node)
        if group is not None and not self._certain:
            self._lost |= set(bound(node))
            return self.pattern(group)
        inner = self.pattern(node.p)
        visible = frozenset(bound(node.p)) | outer | frozenset(self._constants)

        def name(variable: Variable) -> str | None:
            if variable in self._lost or variable not in visible:
                return None
            return self._node(variable)

        def nested(graph: Any) -> Truth:
            inside = {each for triples in _triples(graph) for each in _variables(triples)}
            if (inside & self._query.bound) - visible:
                return UNKNOWN  # rdflib may see a variable here that is out of scope
            given = {key: text for key, text in self._given.items() if key in visible}
            lost = self._lost & visible
            sides: list[str] = []
            for certain in (False, True):
                translation = _Translation(self._query, certain=certain)
                translation._given.update(given)
                translation._lost |= lost
                try:
                    text = translation.pattern(graph, visible)
                except NotUnderstoodError:
                    text = None
                sides.append(_existence(text, certain=certain))
            return Truth(sides[0], sides[1])

        truth = Expressions(name, nested).true(node.expr)
        condition = truth.must if self._certain else truth.may
        return inner if condition == TRUE else f"{inner} FILTER({condition})"

    def _optional(self, node: Any) -> str:
        first = self.pattern(node.p1)
        optional = set(bound(node.p2)) - set(bound(node.p1)) - set(self._constants)
        inside = Counter(each for triples in _triples(node.p2) for each in _variables(triples))
        plain = node.p2.name == "BGP" and node.expr.name == "TrueFilter"
        if plain and all(self._query.counted[each] == inside[each] for each in optional):
            try:
                texts = [self._triple(triple) for triple in node.p2.triples]
            except NotUnderstoodError:
                texts = [""]
            if all(texts):
                return f"{first} OPTIONAL {{ {' '.join(texts)} }}"
        if self._certain:
            raise NotUnderstoodError("OPTIONAL")
        self._lost |= optional
        return first

    def _extend(self, node: Any, outer: frozenset[Variable]) -> str:
        inner = self.pattern(node.p, outer)
        if self._query.counted[node.var] and self._certain:
            raise NotUnderstoodError("BIND")
        self._lost.add(node.var)
        return inner


def _counted_group(node: Any) -> Any:
    """Give the pattern of a `GROUP BY` whose `HAVING` compares an aggregate, which no empty group passes."""
    below = node.p
    while below.name == "Extend":
        below = below.p
    if below.name != "AggregateJoin" or not below.p.expr or node.expr.name != "RelationalExpression":
        return None
    sides = (node.expr.expr, node.expr.other)
    return (
        below.p.p if any(isinstance(side, Variable) and side.startswith("__agg_") for side in sides) else None
    )


def _existence(text: str | None, *, certain: bool) -> str:
    if text is None:
        return FALSE if certain else TRUE
    return f"EXISTS {{ {text} }}" if text.strip() else TRUE


def _path(path: Any) -> str | None:
    """Write a path that rdflib walks as Oxigraph does."""
    if isinstance(path, URIRef):
        return sparql(path)
    if isinstance(path, InvPath):
        inner = _path(path.arg)
        return None if inner is None else f"^({inner})"
    if isinstance(path, MulPath):
        inner = _path(path.path)
        return None if inner is None else f"({inner}){path.mod}"
    if isinstance(path, (SequencePath, AlternativePath)):
        parts = [_path(each) for each in path.args]
        sign = "/" if isinstance(path, SequencePath) else "|"
        return None if None in parts else sign.join(f"({part})" for part in parts)
    return None


def _triples(node: Any) -> Iterator[list[tuple[Any, Any, Any]]]:
    """Give the triple patterns of every basic graph pattern, those inside expressions among them."""
    if isinstance(node, dict):
        if getattr(node, "name", None) == "BGP":
            yield node["triples"]
        for value in node.values():
            yield from _triples(value)
    elif isinstance(node, (list, tuple)):
        for each in node:
            yield from _triples(each)


def _variables(triples: list[tuple[Any, Any, Any]]) -> Iterator[Variable]:
    for triple in triples:
        yield from (term for term in triple if isinstance(term, Variable))


def bound(node: Any) -> Iterator[Variable]:
    """Give the variables that a part of the algebra can bind; those of expressions are not among them."""
    kind = getattr(node, "name", None)
    if kind == "BGP":
        yield from _variables(node.triples)
    elif kind in {"Join", "Union", "LeftJoin"}:
        yield from bound(node.p1)
        yield from bound(node.p2)
    elif kind == "Minus":
        yield from bound(node.p1)
    elif kind == "Extend":
        yield node.var
        yield from bound(node.p)
    elif kind == "AggregateJoin":
        yield from (each.res for each in node.A)
        yield from bound(node.p)
    elif kind == "values":
        for row in node.res:
            yield from row
    elif kind is not None and node.p is not None:
        yield from bound(node.p)
