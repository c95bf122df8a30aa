"""Constraints on the value nodes of a focus node taken together (SHACL sections 4.2, 4.4.5, 4.5 and 4.8.2)."""

from typing import Any

from rdflib.term import Node

from iurc.shapes.narrowing.ordering import compared
from iurc.shapes.narrowing.scope import Values
from iurc.shapes.narrowing.terms import sparql
from iurc.shapes.narrowing.truth import ALWAYS, NEVER, UNKNOWN, Truth, any_of, exactly, exists


def too_few(constraint: Any, values: Values) -> Truth:
    """`sh:minCount` (section 4.2.1)."""
    return ~values.at_least(int(constraint.min_count.value), _any)


def too_many(constraint: Any, values: Values) -> Truth:
    """`sh:maxCount` (section 4.2.2)."""
    return values.at_least(int(constraint.max_count.value) + 1, _any)


def language_twice(constraint: Any, values: Values) -> Truth:
    """`sh:uniqueLang`: two value nodes in one language (section 4.4.5)."""
    if True not in constraint.string_rules:
        return NEVER

    def again(first: str) -> Truth:
        return values.some(
            lambda second: exactly(
                f"(!sameTerm({first}, {second})"
                f' && COALESCE(LANG({first}) != "" && LANG({first}) = LANG({second}), false))'
            )
        )

    return values.some(again)


def not_equal(constraint: Any, values: Values) -> Truth:
    """`sh:equals`: a value on one side only (section 4.5.1)."""
    return any_of(_different(values, each) for each in constraint.property_compare_set)


def _different(values: Values, other: Node) -> Truth:
    name = _predicate(other)
    if name is None:
        return UNKNOWN
    theirs = values.names.fresh()
    extra = values.some(lambda value: exactly(f"(!EXISTS {{ {values.focus} {name} {value} . }})"))
    return extra | exists(f"{values.focus} {name} {theirs} .", ~values.is_one(theirs))


def not_disjoint(constraint: Any, values: Values) -> Truth:
    """`sh:disjoint`: a value on both sides (section 4.5.2)."""
    return any_of(
        values.some(lambda value, name=name: exactly(f"EXISTS {{ {values.focus} {name} {value} . }}"))  # type: ignore[misc]
        if (name := _predicate(each))
        else UNKNOWN
        for each in constraint.property_compare_set
    )


def not_below(constraint: Any, values: Values, operator: str) -> Truth:
    """`sh:lessThan` and `sh:lessThanOrEquals` (sections 4.5.3 and 4.5.4)."""
    return any_of(_out_of_order(values, each, operator) for each in constraint.property_compare_set)


def _out_of_order(values: Values, other: Node, operator: str) -> Truth:
    name = _predicate(other)
    if name is None:
        return UNKNOWN
    theirs = values.names.fresh()
    return values.some(
        lambda value: exists(f"{values.focus} {name} {theirs} .", ~compared(value, operator, theirs))
    )


def without_value(constraint: Any, values: Values) -> Truth:
    """`sh:hasValue`: some given term is not among the value nodes (section 4.8.2)."""
    terms = [sparql(term) for term in constraint.has_value_set]
    return any_of(UNKNOWN if term is None else ~values.is_one(term) for term in terms)


def _any(_: str) -> Truth:
    return ALWAYS


def _predicate(node: Node) -> str | None:
    text = sparql(node)
    return text if text and text.startswith("<") else None
