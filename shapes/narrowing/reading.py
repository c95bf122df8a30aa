"""Shapes as conditions: where a node violates a shape (SHACL sections 3.4 and 4.6 to 4.8)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from rdflib import SH
from rdflib.term import Node

from iurc.shapes.narrowing import value, values
from iurc.shapes.narrowing.query import of_component, of_constraint
from iurc.shapes.narrowing.scope import Names, Values, read_path
from iurc.shapes.narrowing.truth import NEVER, UNKNOWN, Truth, all_of, any_of
from iurc.shapes.narrowing.value import Classes

_EACH: dict[str, Callable[[Any, str], Truth]] = {
    "DatatypeConstraintComponent": value.of_datatype,
    "NodeKindConstraintComponent": value.of_kind,
    "PatternConstraintComponent": value.of_pattern,
    "InConstraintComponent": value.in_list,
    "MinLengthConstraintComponent": lambda c, v: value.of_length(c, v, ">="),
    "MaxLengthConstraintComponent": lambda c, v: value.of_length(c, v, "<="),
    "MinInclusiveConstraintComponent": lambda c, v: value.in_range(c.min_vals, v, ">="),
    "MinExclusiveConstraintComponent": lambda c, v: value.in_range(c.min_vals, v, ">"),
    "MaxInclusiveConstraintComponent": lambda c, v: value.in_range(c.max_vals, v, "<="),
    "MaxExclusiveConstraintComponent": lambda c, v: value.in_range(c.max_vals, v, "<"),
}
# What is asked of a value node and the others at once; asked together with the rest, each is looked up once.
_AMONG: dict[str, Callable[[Any, Values, str], Truth]] = {
    "MaxCountConstraintComponent": values.too_many,
    "UniqueLangConstraintComponent": values.language_twice,
    "DisjointConstraintComponent": values.not_disjoint,
    "LessThanConstraintComponent": lambda c, vs, v: values.not_below(c, vs, v, "<"),
    "LessThanOrEqualsConstraintComponent": lambda c, vs, v: values.not_below(c, vs, v, "<="),
}
_ALL: dict[str, Callable[[Any, Values], Truth]] = {
    "MinCountConstraintComponent": values.too_few,
    "EqualsConstraintComponent": values.not_equal,
    "HasValueConstraintComponent": values.without_value,
    "SPARQLConstraintComponent": of_constraint,
    "ConstraintComponent": of_component,
}


@dataclass(slots=True)
class Reader:
    """Reads shapes as conditions on one store.

    Attributes:
        classes: Gives a class with all its subclasses.
        names: Where new variables come from.
        unknown: Shapes and constraints of which nothing is known, as (shape, constraint).
    """

    classes: Classes
    names: Names = field(default_factory=Names)
    unknown: list[tuple[Node, str]] = field(default_factory=list)
    _open: list[Any] = field(default_factory=list)

    def violates(self, shape: Any, focus: str) -> Truth:
        """Where a node violates a shape.

        Args:
            shape: The shape as pySHACL has read it.
            focus: The variable of the node.

        Returns:
            The condition.
        """
        if shape.deactivated:
            return NEVER
        if shape in self._open:
            return self._nothing_known(shape, "a shape that refers to itself")
        path = None
        if shape.is_property_shape:
            path = read_path(shape.sg.graph, shape.path())
            if path is None:
                return self._nothing_known(shape, "sh:path")
        reached = Values(focus, path, self.names)
        self._open.append(shape)
        try:
            constraints = shape.constraints()
            each = [constraint for constraint in constraints if self._by_value(constraint)]
            violated = NEVER
            if each:
                violated = reached.some(
                    lambda v: any_of(self._of_value(constraint, v, reached) for constraint in each)
                )
            return violated | any_of(self._of_values(c, reached) for c in constraints if c not in each)
        finally:
            self._open.pop()

    def _nothing_known(self, shape: Any, what: str) -> Truth:
        self.unknown.append((shape.node, what))
        return UNKNOWN

    def _by_value(self, constraint: Any) -> bool:
        name = constraint.constraint_name()
        return (
            name in _EACH
            or name in _AMONG
            or name in _NESTED
            or name
            in {
                "ClassConstraintComponent",
                "LanguageInConstraintComponent",
                "ClosedConstraintComponent",
            }
        )

    def _of_value(self, constraint: Any, node: str, reached: Values) -> Truth:
        truth = self._value_truth(constraint, node, reached)
        if not truth.known:
            self.unknown.append((constraint.shape.node, constraint.constraint_name()))
        return truth

    def _value_truth(self, constraint: Any, node: str, reached: Values) -> Truth:
        name = constraint.constraint_name()
        if name in _EACH:
            return _EACH[name](constraint, node)
        if name in _AMONG:
            return _AMONG[name](constraint, reached, node)
        if name in _NESTED:
            return _NESTED[name](self, constraint, node)
        if name == "ClassConstraintComponent":
            return value.of_class(constraint, node, self.classes)
        if name == "LanguageInConstraintComponent":
            return value.in_languages(constraint, node, constraint.shape.sg.graph)
        shapes = (constraint.shape.get_other_shape(each) for each in constraint.property_shapes)
        return value.closed(
            constraint, node, [shape.path() for shape in shapes if shape and shape.is_property_shape]
        )

    def _of_values(self, constraint: Any, reached: Values) -> Truth:
        name = constraint.constraint_name()
        if name == "QualifiedValueShapeConstraintComponent":
            truth = any_of(self._qualified(constraint, node, reached) for node in constraint.value_shapes)
        elif name in _ALL:
            truth = _ALL[name](constraint, reached)
        else:
            truth = UNKNOWN
        if not truth.known:
            self.unknown.append((constraint.shape.node, name))
        return truth

    def _other(self, constraint: Any, node: Node, focus: str) -> Truth:
        """Where a node violates a shape that a constraint refers to; pySHACL refuses references to nothing."""
        shape = constraint.shape.get_other_shape(node)
        return UNKNOWN if shape is None else self.violates(shape, focus)

    def _each(self, constraint: Any, nodes: Iterable[Node], focus: str) -> list[Truth]:
        return [self._other(constraint, node, focus) for node in nodes]

    def _property(self, constraint: Any, focus: str) -> Truth:
        """`sh:property` (section 4.7.2)."""
        return any_of(self._each(constraint, constraint.property_shapes, focus))

    def _node(self, constraint: Any, focus: str) -> Truth:
        """`sh:node` (section 4.7.1)."""
        return any_of(self._each(constraint, constraint.node_shapes, focus))

    def _not(self, constraint: Any, focus: str) -> Truth:
        """`sh:not` (section 4.6.1)."""
        return any_of(~truth for truth in self._each(constraint, constraint.not_list, focus))

    def _and(self, constraint: Any, focus: str) -> Truth:
        """`sh:and` (section 4.6.2)."""
        return any_of(
            any_of(self._each(constraint, _members(constraint, each), focus)) for each in constraint.and_list
        )

    def _or(self, constraint: Any, focus: str) -> Truth:
        """`sh:or` (section 4.6.3)."""
        return any_of(
            all_of(self._each(constraint, _members(constraint, each), focus)) for each in constraint.or_list
        )

    def _xone(self, constraint: Any, focus: str) -> Truth:
        """`sh:xone`: a shape that stands twice in the list counts twice (section 4.6.4)."""
        fails = NEVER
        for each in constraint.xone_nodes:
            conforms = [
                ~truth for truth in self._each(constraint, constraint.shape.sg.graph.items(each), focus)
            ]
            exactly_one = any_of(
                all_of(truth if at == chosen else ~truth for at, truth in enumerate(conforms))
                for chosen in range(len(conforms))
            )
            fails = fails | ~exactly_one
        return fails

    def _qualified(self, constraint: Any, node: Node, reached: Values) -> Truth:
        """`sh:qualifiedValueShape` (section 4.7.3)."""
        siblings = self._siblings(constraint, node)

        def counts(focus: str) -> Truth:
            conforms = ~self._other(constraint, node, focus)
            return conforms & all_of(self._each(constraint, siblings, focus))

        fails = NEVER
        if constraint.max_count is not None:
            fails = fails | reached.at_least(constraint.max_count + 1, counts)
        if constraint.min_count is not None:
            fails = fails | ~reached.at_least(constraint.min_count, counts)
        return fails

    @staticmethod
    def _siblings(constraint: Any, node: Node) -> set[Node]:
        if not constraint.is_disjoint:
            return set()
        graph = constraint.shape.sg.graph
        return {
            sibling
            for parent in graph.subjects(SH.property, constraint.shape.node)
            for each in graph.objects(parent, SH.property)
            for sibling in graph.objects(each, SH.qualifiedValueShape)
            if sibling != node and constraint.shape.get_other_shape(sibling) is not None
        }


def _members(constraint: Any, head: Node) -> list[Node]:
    return list(dict.fromkeys(constraint.shape.sg.graph.items(head)))


_NESTED: dict[str, Callable[[Reader, Any, str], Truth]] = {
    "PropertyConstraintComponent": Reader._property,  # noqa: SLF001 - the table of this class
    "NodeConstraintComponent": Reader._node,  # noqa: SLF001 - this table is part of the class
    "NotConstraintComponent": Reader._not,  # noqa: SLF001 - this table is part of the class
    "AndConstraintComponent": Reader._and,  # noqa: SLF001 - this table is part of the class
    "OrConstraintComponent": Reader._or,  # noqa: SLF001 - this table is part of the class
    "XoneConstraintComponent": Reader._xone,  # noqa: SLF001 - this table is part of the class
}
