"""SPARQL constraints and custom components as conditions on a focus node (SHACL sections 5 and 6).

The query of a constraint is taken apart as rdflib's algebra and written as conditions inside each other, one `EXISTS`
for each triple pattern, so that Oxigraph follows them from the focus node. What is not understood is left out of the
`may` side, which then holds more often, and makes the `must` side hold nowhere.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rdflib import BNode, Literal, URIRef, Variable
from rdflib.paths import MulPath, Path, SequencePath
from rdflib.plugins.sparql.algebra import translateQuery
from rdflib.plugins.sparql.parser import parseQuery
from rdflib.term import Node

from iurc.shapes.narrowing.algebra import (
    bound,
    counted_group,
    one_by_one,
    path_text,
    triple_patterns,
    variables_of,
)
from iurc.shapes.narrowing.expression import Expressions
from iurc.shapes.narrowing.scope import Names, Values
from iurc.shapes.narrowing.terms import sparql, stored
from iurc.shapes.narrowing.truth import FALSE, TRUE, UNKNOWN, Truth, any_of, both, either

ANY = URIRef("urn:x-iurc:focus")
_LONGEST = 50_000
_Known = frozenset[Any]
_Then = Callable[[_Known], str]
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
        algebra = _parsed(helper.apply_prefixes(text))
    except Exception:  # noqa: BLE001 - whatever is wrong with the query is for pySHACL to report
        return None
    bindings.update(parameters)
    return algebra, bindings


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Any:
    return translateQuery(parseQuery(text)).algebra


def _truth(algebra: Any, bindings: dict[str, Node], variables: dict[str, str], names: Names) -> Truth:
    constants: dict[Variable, str | None] = {Variable(key): name for key, name in variables.items()}
    for key, node in bindings.items():
        if key not in variables:
            constants[Variable(key)] = sparql(node)
    query = _Query(
        names,
        constants,
        Counter(variable for block in triple_patterns(algebra) for variable in variables_of(block)),
        frozenset(bound(algebra)) - frozenset(constants),
    )
    truth = Truth(_side(query, algebra, certain=False), _side(query, algebra, certain=True))
    return truth if len(truth.may) < _LONGEST else UNKNOWN


def _side(query: "_Query", algebra: Any, *, certain: bool) -> str:
    try:
        return _Translation(query, certain=certain).condition(algebra, frozenset(), _nothing_more)
    except NotUnderstoodError:
        return FALSE if certain else TRUE


def _nothing_more(_: frozenset[Any]) -> str:
    return TRUE


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

    def condition(
        self, node: Any, known: _Known, then: _Then, outer: frozenset[Variable] = frozenset()
    ) -> str:
        """Write where a part of the algebra has a solution for which something more holds.

        Args:
            node: The part.
            known: The variables that have a value by then.
            then: Writes what more must hold, given the variables that have a value then.
            outer: Variables from outside that a filter of this part may see.

        Returns:
            A SPARQL expression.

        Raises:
            NotUnderstoodError: Certain solutions are asked for and the part is not understood.
        """
        kind = node.name
        if kind in _WRAPPING:
            return self.condition(node.p, known, then, outer)
        if kind == "BGP":
            return self._connected(list(node.triples), known, then)
        if kind == "Join":
            return self.condition(node.p1, known, lambda more: self.condition(node.p2, more, then))
        if kind == "Union":
            return either(self.condition(node.p1, known, then), self.condition(node.p2, known, then))
        if kind == "Filter":
            return self._filter(node, known, then, outer)
        if kind == "LeftJoin":
            return self._optional(node, known, then)
        if kind == "Extend":
            if self._query.counted[node.var] and self._certain:
                raise NotUnderstoodError("BIND")
            self._lost.add(node.var)
            return self.condition(node.p, known, then, outer)
        if self._certain:
            raise NotUnderstoodError(kind)
        self._lost |= set(bound(node))
        needed = {"Slice": "p", "Minus": "p1"}.get(kind)
        return then(known) if needed is None else self.condition(getattr(node, needed), known, then)

    def _connected(self, triples: list[tuple[Any, Any, Any]], known: _Known, then: _Then) -> str:
        """Write triple patterns one inside the other, each from what is known by then."""
        if not triples:
            return then(known)
        chosen = max(triples, key=lambda triple: self._reach(triple, known))
        rest = [triple for triple in triples if triple is not chosen]
        subject, path, value = chosen
        if isinstance(path, SequencePath):
            return self._connected([*rest, *one_by_one(subject, path.args, value)], known, then)
        if isinstance(path, MulPath) and path.zero:
            return self._perhaps_nothing(chosen, rest, known, then)
        text = self._triple(chosen)
        inner = self._connected(
            rest, known | {term for term in chosen if isinstance(term, (Variable, BNode))}, then
        )
        return inner if text is None else _found(text, inner)

    def _perhaps_nothing(self, chosen: tuple[Any, Any, Any], rest: Any, known: _Known, then: _Then) -> str:
        """Write a path that may be empty: then its ends are one node, wherever that node may stand."""
        subject, path, value = chosen
        ends = [
            not isinstance(end, (Variable, BNode)) or self._is_known(end, known) for end in (subject, value)
        ]
        inner = self._connected(rest, known | {subject, value}, then)
        step = path_text(path.path)
        text = f"{self._node(subject)} ({step}){'+' if path.more else ''} {self._node(value)} ."
        if step is None or not any(ends):
            if self._certain:
                raise NotUnderstoodError("path")
            return inner
        followed = _found(text, inner)
        if all(ends):
            return either(both(f"sameTerm({self._node(subject)}, {self._node(value)})", inner), followed)
        new, old = (value, subject) if ends[0] else (subject, value)
        before = self._given.get(new)
        self._given[new] = self._node(old)
        nothing = self._connected(rest, known | {new}, then)
        if before is None:
            del self._given[new]
        else:
            self._given[new] = before
        return either(nothing, followed)

    def _is_known(self, term: Any, known: _Known) -> bool:
        return term in known or self._constants.get(term) is not None

    def _reach(self, triple: tuple[Any, Any, Any], known: _Known) -> int:
        """Tell how well a pattern can be followed: from both ends, from its subject, from its object."""
        subject, predicate, value = (
            not isinstance(term, (Variable, BNode)) or self._is_known(term, known) for term in triple
        )
        return 4 * subject + 2 * value + predicate + 2 * (subject and value)

    def _triple(self, triple: tuple[Any, Any, Any]) -> str | None:
        subject, predicate, value = triple
        if isinstance(predicate, Path):
            path = path_text(predicate)
            if path is None:
                if self._certain:
                    raise NotUnderstoodError("path")
                return None
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

    def _filter(self, node: Any, known: _Known, then: _Then, outer: frozenset[Variable]) -> str:
        group = counted_group(node)
        if group is not None and not self._certain:
            self._lost |= set(bound(node))
            return self.condition(group, known, then)
        visible = frozenset(bound(node.p)) | outer | frozenset(self._constants)

        def name(variable: Variable) -> str | None:
            return None if variable in self._lost or variable not in visible else self._node(variable)

        def also(known: _Known) -> str:
            def nested(graph: Any) -> Truth:
                return self._nested(graph, known, visible)

            truth = Expressions(name, nested).true(node.expr)
            condition = truth.must if self._certain else truth.may
            return FALSE if condition == FALSE else both(condition, then(known))

        return self.condition(node.p, known, also)

    def _nested(self, graph: Any, known: _Known, visible: frozenset[Variable]) -> Truth:
        """Where the pattern of an `EXISTS` has a solution."""
        inside = {each for block in triple_patterns(graph) for each in variables_of(block)}
        if (inside & self._query.bound) - visible:
            return UNKNOWN  # rdflib may see a variable here that is out of scope
        sides = []
        for certain in (False, True):
            translation = _Translation(self._query, certain=certain)
            translation._given.update((key, text) for key, text in self._given.items() if key in visible)
            translation._lost |= self._lost & visible
            try:
                side = translation.condition(graph, known & visible, _nothing_more, visible)
            except NotUnderstoodError:
                side = FALSE if certain else TRUE
            sides.append(side)
        return Truth(sides[0], sides[1])

    def _optional(self, node: Any, known: _Known, then: _Then) -> str:
        optional = set(bound(node.p2)) - set(bound(node.p1)) - set(self._constants)
        inside = Counter(each for block in triple_patterns(node.p2) for each in variables_of(block))
        plain = node.p2.name == "BGP" and node.expr.name == "TrueFilter"
        alone = all(self._query.counted[each] == inside[each] for each in optional)
        followed = (
            all(not isinstance(p, Path) or path_text(p) for _, p, _ in node.p2.triples) if plain else False
        )
        if plain and alone and followed:

            def either_way(known: _Known) -> str:
                triples = list(node.p2.triples)
                absent = f"(!{self._connected(triples, known, _nothing_more)})"
                return either(self._connected(triples, known, then), both(absent, then(known)))

            return self.condition(node.p1, known, either_way)
        if self._certain:
            raise NotUnderstoodError("OPTIONAL")
        self._lost |= optional
        return self.condition(node.p1, known, then)


def _found(pattern: str, inner: str) -> str:
    if inner == FALSE:
        return FALSE
    return f"EXISTS {{ {pattern} }}" if inner == TRUE else f"EXISTS {{ {pattern} FILTER({inner}) }}"
