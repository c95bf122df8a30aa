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


def too_many(constraint: Any, values: Values, value: str) -> Truth:
    """`sh:maxCount`: with a value node there are more than allowed (section 4.2.2)."""
    return values.at_least(int(constraint.max_count.value), _any, (value,))


def language_twice(constraint: Any, values: Values, value: str) -> Truth:
    """`sh:uniqueLang`: with a value node there is another in its language (section 4.4.5)."""
    if True not in constraint.string_rules:
        return NEVER
    tagged = exactly(f'COALESCE(LANG({value}) != "", false)')
    return tagged & values.some(
        lambda other: exactly(
            f"(!sameTerm({value}, {other}) && COALESCE(LANG({value}) = LANG({other}), false))"
        )
    )


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


def not_disjoint(constraint: Any, values: Values, value: str) -> Truth:
    """`sh:disjoint`: a value node that stands on the other side too (section 4.5.2)."""
    names = [_predicate(each) for each in constraint.property_compare_set]
    return any_of(
        UNKNOWN if name is None else exactly(f"EXISTS {{ {values.focus} {name} {value} . }}")
        for name in names
    )


def not_below(constraint: Any, values: Values, value: str, operator: str) -> Truth:
    """`sh:lessThan` and `sh:lessThanOrEquals` (sections 4.5.3 and 4.5.4)."""
    return any_of(_out_of_order(values, value, each, operator) for each in constraint.property_compare_set)


def _out_of_order(values: Values, value: str, other: Node, operator: str) -> Truth:
    name = _predicate(other)
    if name is None:
        return UNKNOWN
    theirs = values.names.fresh()
    return exists(f"{values.focus} {name} {theirs} .", ~compared(value, operator, theirs))


def without_value(constraint: Any, values: Values) -> Truth:
    """`sh:hasValue`: some given term is not among the value nodes (section 4.8.2)."""
    terms = [sparql(term) for term in constraint.has_value_set]
    return any_of(UNKNOWN if term is None else ~values.is_one(term) for term in terms)


def _any(_: str) -> Truth:
    return ALWAYS


def _predicate(node: Node) -> str | None:
    text = sparql(node)
    return text if text and text.startswith("<") else None
