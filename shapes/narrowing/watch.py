"""What a shape depends on: the statements that can change its verdict on a focus node (SHACL sections 2 to 6).

A watch says: a statement with this predicate, whose subject (or object) is reached from a focus node by this
walk, can change what the shape says of that focus node. Walked back from the statements of an import, the watches
give the focus nodes that must be judged anew.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from rdflib import RDF, SH, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, Path, SequencePath
from rdflib.term import Node

from iurc.shapes.narrowing.algebra import EXISTENCE, bound, triple_patterns
from iurc.shapes.narrowing.query import prebound
from iurc.shapes.narrowing.scope import Step, read_path
from iurc.shapes.narrowing.targets import Targets

Walk = tuple[Step, ...]
ANYTHING = URIRef("urn:x-iurc:any-predicate")
DESCRIPTION = URIRef("urn:x-iurc:description-of-a-blank-node")
_ALONG = Step("one", "")
_PAIRS = {
    "EqualsConstraintComponent",
    "DisjointConstraintComponent",
    "LessThanConstraintComponent",
    "LessThanOrEqualsConstraintComponent",
}
_WRAPPING = {
    "SelectQuery",
    "AskQuery",
    "Project",
    "Distinct",
    "Reduced",
    "OrderBy",
    "Slice",
    "Extend",
    "AggregateJoin",
}
_WRAPPING |= {"Group", "Filter"}


class UnboundedError(Exception):
    """A shape whose verdict may depend on any statement."""


@dataclass(frozen=True, slots=True)
class Watch:
    """A kind of statement that can change a verdict.

    Attributes:
        walk: How the node of the statement is reached from the focus node.
        predicate: The predicate; `ANYTHING` for any, `DESCRIPTION` for a change of what a blank node says.
        at_object: Whether the node reached is the object of the statement, not the subject.
    """

    walk: Walk
    predicate: Node
    at_object: bool = False


def watches(shape: Any) -> set[Watch]:
    """Say what the verdict of a shape on a focus node depends on, its targets among it.

    Args:
        shape: A shape of pySHACL.

    Returns:
        The watches. Subclass statements are not among them: they can change any verdict.

    Raises:
        UnboundedError: The verdict may depend on any statement.
    """
    targets = Targets.of(shape)
    found = {Watch((), name) for name in targets.subjects_of}
    found |= {Watch((), name, at_object=True) for name in targets.objects_of}
    if targets.classes:
        found.add(Watch((), RDF.type))
    found.update(_of_shape(shape, (), ()))
    return found


def _of_shape(shape: Any, walk: Walk, within: tuple[Any, ...]) -> Iterator[Watch]:
    if shape.deactivated:
        return
    if shape in within:
        raise UnboundedError
    reached = walk
    yield Watch(walk, DESCRIPTION)
    if shape.is_property_shape:
        step = read_path(shape.sg.graph, shape.path())
        if step is None:
            raise UnboundedError
        yield from of_step(step, walk)
        reached = (*walk, step)
        yield Watch(reached, DESCRIPTION)
    for constraint in shape.constraints():
        yield from _of_constraint(constraint, walk, reached, (*within, shape))


def of_step(step: Step, walk: Walk) -> Iterator[Watch]:
    """Say which statements a path leads through that is followed after a walk."""
    if step.kind == "one":
        against = step.text.startswith("^")
        name = step.text.removeprefix("^").strip("<>")
        yield Watch(walk, URIRef(name) if name else ANYTHING, at_object=against)
    elif step.kind == "all":
        for at, part in enumerate(step.parts):
            yield from of_step(part, (*walk, *step.parts[:at]))
    else:
        before = (*walk, Step("*", parts=step.parts)) if step.kind in "*+" else walk
        for part in step.parts:
            yield from of_step(part, before)


def _of_constraint(constraint: Any, walk: Walk, reached: Walk, within: tuple[Any, ...]) -> Iterator[Watch]:
    name = constraint.constraint_name()
    if name == "ClassConstraintComponent":
        yield Watch(reached, RDF.type)
    elif name in _PAIRS:
        yield from (Watch(walk, each) for each in constraint.property_compare_set)
        named = (Step("one", f"<{each}>") for each in constraint.property_compare_set)
        yield from (Watch((*walk, step), DESCRIPTION) for step in named)
    elif name == "ClosedConstraintComponent":
        yield Watch(reached, ANYTHING)
        yield Watch((*reached, _ALONG), DESCRIPTION)
    elif name == "SPARQLConstraintComponent":
        for helper in constraint.sparql_constraints:
            if not helper.deactivated:
                yield from _of_query(prebound(helper, {}), {Variable("this"): walk})
    elif name == "ConstraintComponent":
        helper = constraint.query_helper
        read = prebound(helper, dict(helper.param_bind_map), with_value=True)
        if read and any(Variable("value") in block for each in triple_patterns(read[0]) for block in each):
            raise UnboundedError  # pySHACL leaves `$value` free for a value that Python takes for false
        yield from _of_query(read, {Variable("this"): walk, Variable("value"): reached})
    for node in _referred(constraint, name):
        shape = constraint.shape.get_other_shape(node)
        if shape is None:
            raise UnboundedError
        yield from _of_shape(shape, reached, within)


def _referred(constraint: Any, name: str) -> Iterable[Node]:
    graph = constraint.shape.sg.graph
    if name == "QualifiedValueShapeConstraintComponent":
        siblings = (
            sibling
            for parent in graph.subjects(SH.property, constraint.shape.node)
            for each in graph.objects(parent, SH.property)
            for sibling in graph.objects(each, SH.qualifiedValueShape)
        )
        return {*constraint.value_shapes, *(siblings if constraint.is_disjoint else ())}
    single = {"PropertyConstraintComponent": "property_shapes", "NodeConstraintComponent": "node_shapes"}
    single["NotConstraintComponent"] = "not_list"
    if name in single:
        return list(getattr(constraint, single[name]))
    listed = {"AndConstraintComponent": "and_list", "OrConstraintComponent": "or_list"}
    listed["XoneConstraintComponent"] = "xone_nodes"
    if name in listed:
        return [member for head in getattr(constraint, listed[name]) for member in graph.items(head)]
    return ()


def _of_query(read: tuple[Any, dict[str, Node]] | None, starts: dict[Variable, Walk]) -> Iterator[Watch]:
    if read is None:
        raise UnboundedError
    algebra, bindings = read
    yield from _of_part(
        algebra, {key: walk for key, walk in starts.items() if key in map(Variable, bindings)}
    )


def _of_part(node: Any, known: dict[Any, Walk]) -> Iterator[Watch]:
    """Watch a part of a query, given the walks to the variables that have a value whenever it matters."""
    required, filters, others = _parts(node)
    waiting = [(subject, _step(path), value) for subject, path, value in required]
    known = _reached(waiting, known)
    for subject, step, value in waiting:
        if subject in known:
            yield from of_step(step, known[subject])
        elif value in known:
            yield from of_step(_turned(step), known[value])
        else:
            raise UnboundedError
    for each in others:
        yield from _of_part(each, known)
    for expression, scope in filters:
        visible = {key: walk for key, walk in known.items() if key in scope}
        for graph in _patterns_in(expression):
            yield from _of_part(graph, visible)


def _reached(patterns: list[tuple[Any, Step, Any]], known: dict[Any, Walk]) -> dict[Any, Walk]:
    """Give the walks to all variables that triple patterns connect to those with known walks."""
    known, found = dict(known), True
    while found:
        found = False
        for subject, step, value in patterns:
            if subject in known and value not in known:
                known[value], found = (*known[subject], step), True
            elif value in known and subject not in known:
                known[subject], found = (*known[value], _turned(step)), True
    return known


def _parts(node: Any) -> tuple[list[Any], list[tuple[Any, set[Any]]], list[Any]]:
    """Give the triple patterns that every solution needs, the filters with what they see, and the other parts."""
    if node.name == "BGP":
        return list(node.triples), [], []
    if node.name in _WRAPPING:
        required, filters, others = _parts(node.p)
        if node.expr is not None:
            filters = [*filters, (node.expr, {*bound(node.p), Variable("this"), Variable("value")})]
        return required, filters, others
    if node.name == "Join":
        first, second = _parts(node.p1), _parts(node.p2)
        return [*first[0], *second[0]], [*first[1], *second[1]], [*first[2], *second[2]]
    if node.name == "LeftJoin":
        required, filters, others = _parts(node.p1)
        seen = {*bound(node.p1), *bound(node.p2), Variable("this"), Variable("value")}
        return required, [*filters, (node.expr, seen)], [*others, node.p2]
    if node.name == "Union":
        return [], [], [node.p1, node.p2]
    raise UnboundedError


def _patterns_in(expression: Any) -> Iterator[Any]:
    """Give the patterns of every `EXISTS` in an expression."""
    if isinstance(expression, dict):
        if getattr(expression, "name", "") in EXISTENCE:
            yield expression["graph"]
            return
        for each in expression.values():
            yield from _patterns_in(each)
    elif isinstance(expression, (list, tuple)):
        for each in expression:
            yield from _patterns_in(each)


def _step(path: Any) -> Step:
    if isinstance(path, URIRef):
        return Step("one", f"<{path}>")
    if isinstance(path, Variable):
        return _ALONG
    if isinstance(path, InvPath):
        return _turned(_step(path.arg))
    if isinstance(path, MulPath):
        sign = "*" if path.zero and path.more else "+" if path.more else "?"
        return Step(sign, parts=(_step(path.path),))
    if isinstance(path, (SequencePath, AlternativePath)):
        return Step("all" if isinstance(path, SequencePath) else "any", parts=tuple(map(_step, path.args)))
    assert isinstance(path, Path)  # noqa: S101 - rdflib has no other kind
    raise UnboundedError


def _turned(step: Step) -> Step:
    """Give the path that leads back."""
    if step.kind == "one":
        return Step("one", step.text[1:] if step.text.startswith("^") else f"^{step.text}")
    parts = tuple(map(_turned, step.parts))
    return Step(step.kind, parts=parts[::-1] if step.kind == "all" else parts)
