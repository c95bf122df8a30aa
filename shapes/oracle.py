"""pySHACL, used through this one module: its verdicts to the letter, without its repeated work.

pySHACL decides every constraint here; what is changed is only how often it is asked the same thing.

* The text of a SPARQL constraint is parsed once, not once for each focus node (stock pySHACL spends 84 % of
  its time on that): `JudgedGraph` keeps the parsed queries.
* A constraint reads its parameters from the shapes graph once, not once for each focus node: `_JudgedShape`
  keeps the constraint objects, which hold no state of a run.
* The property shapes of a node shape are asked once for all focus nodes, not once for each.

One thing is put right: values that cannot be compared (an ill-typed date, a blank node) make pySHACL raise an
error where SHACL asks for a result; `_LessThan` and `_LessThanOrEquals` give that result.

All of it is done by subclasses that are handed to pySHACL: nothing is patched, nothing leaks, and the
compiled shapes may be shared by threads. pySHACL's options `focus_nodes` and `use_shapes` are never used: they skip
nested shapes and report faults as conforming. Importing this module is slow (it imports pySHACL); only
`iurc.shapes.judge` does so, when it is first called.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import product
from typing import Any

from pyparsing.exceptions import ParseBaseException
from pyshacl.constraints import ALL_CONSTRAINT_PARAMETERS, CONSTRAINT_PARAMETERS_MAP
from pyshacl.constraints.core.property_pair_constraints import (
    LessThanConstraintComponent,
    LessThanOrEqualsConstraintComponent,
)
from pyshacl.constraints.core.shape_based_constraints import PropertyConstraintComponent
from pyshacl.constraints.sparql.sparql_based_constraint_components import BoundShapeValidatorComponent
from pyshacl.errors import ConstraintLoadWarning, ReportableRuntimeError, ValidationFailure
from pyshacl.pytypes import SHACLExecutor
from pyshacl.rdfutil.stringify import stringify_blank_node
from pyshacl.shape import Shape
from pyshacl.shapes_graph import ShapesGraph
from rdflib import SH, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from iurc.shapes.data import copied
from iurc.shapes.errors import IllFormedShapesError, NotJudgedError
from iurc.shapes.judged_graph import JudgedGraph
from iurc.shapes.path import path_text
from iurc.shapes.report import Finding, Severity
from iurc.shapes.term import term_text

_Result = tuple[str, Node, list[tuple[Node, Node, Any]]]
_Verdict = tuple[bool, list[_Result]]


class CompiledShapes(ShapesGraph):
    """A shapes graph that has been read by pySHACL and can judge many data graphs."""

    def __init__(self, shapes: Graph) -> None:
        """Read the shapes.

        Args:
            shapes: The shapes graph, whose strings are plain literals; it is copied, because pySHACL adds
                triples of its own.

        Raises:
            IllFormedShapesError: A shape is not well-formed.
            NotJudgedError: pySHACL gave up.
        """
        super().__init__(copied(shapes))
        with errors_told():
            self._shapes_in_order = tuple(self.shapes)
            self._custom_components = self.custom_constraints

    def _build_node_shape_cache(self) -> None:
        super()._build_node_shape_cache()  # type: ignore[no-untyped-call]
        shape: Any
        for node, shape in self._node_shape_cache.items():
            path = shape.path() if shape.is_property_shape else None
            self._node_shape_cache[node] = _JudgedShape(
                self, node, p=shape.is_property_shape, path=path, logger=self.logger
            )

    def findings(self, data: Graph, language: str) -> Iterator[Finding]:
        """Judge a data graph.

        Args:
            data: An rdflib graph whose strings are plain literals.
            language: The language in which messages are wanted, where the shapes have it.

        Yields:
            One finding for each validation result, in no particular order.

        Raises:
            IllFormedShapesError: A shape or a query in it is not well-formed.
            NotJudgedError: pySHACL gave up.
        """
        executor, judged = SHACLExecutor(), _judged_graph(data)
        for shape in self._shapes_in_order:
            with errors_told():
                _, results = shape.validate(executor, judged)
            for _, _, triples in results:
                yield _finding(triples, self.graph, language)

    def findings_at(
        self, data: Graph, language: str, focus: Iterable[tuple[Any, Iterable[Node]]]
    ) -> Iterator[tuple[Node, Node, Finding]]:
        """Judge some focus nodes of some shapes, on the whole graph.

        Args:
            data: An rdflib graph whose strings are plain literals.
            language: The language in which messages are wanted, where the shapes have it.
            focus: Shapes of `shapes`, each with the focus nodes to judge it at, whether targets or not.

        Yields:
            The shape and the focus node that were judged, and one of their findings.

        Raises:
            IllFormedShapesError: A shape or a query in it is not well-formed.
            NotJudgedError: pySHACL gave up.
        """
        executor, judged = SHACLExecutor(), _judged_graph(data)
        for shape, nodes in focus:
            for node in nodes:
                with errors_told():
                    _, results = shape.validate(executor, judged, focus=[node])
                for _, _, triples in results:
                    yield shape.node, node, _finding(triples, self.graph, language)


@contextmanager
def errors_told() -> Iterator[None]:
    """Turn whatever pySHACL and rdflib raise into an error that can be told; no error is ever a verdict."""
    try:
        yield
    except (ValidationFailure, NotImplementedError, RecursionError) as error:
        raise NotJudgedError(
            f"the data could not be judged: {error}", remedy="change the shape that the message names"
        ) from error
    except ReportableRuntimeError as error:
        raise IllFormedShapesError(
            f"the shapes are not well-formed: {error}",
            remedy="correct the shapes (SHACL of SHACL tells where)",
        ) from error
    except ParseBaseException as error:
        raise IllFormedShapesError(
            f"a SPARQL constraint does not parse: {error}", remedy="correct the sh:select of the constraint"
        ) from error
    except re.error as error:
        raise IllFormedShapesError(
            f"the sh:pattern {error.pattern!r} is no regular expression: {error}",
            remedy="correct the pattern",
        ) from error
    except Exception as error:
        raise NotJudgedError(
            f"pySHACL failed: {type(error).__name__}: {error}",
            remedy="check the shapes with SHACL of SHACL; if they are well-formed, report this",
        ) from error


class _JudgedShape(Shape):
    """A shape that builds its constraints once and asks its property shapes once for all focus nodes."""

    __slots__ = ("_constraints", "_validators")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._constraints: list[Any] | None = None
        self._validators: list[Any] | None = None

    def validate(
        self,
        executor: SHACLExecutor,
        target_graph: Any,
        focus: Any = None,
        _evaluation_path: list[Any] | None = None,
    ) -> _Verdict:
        """Do what `pyshacl.Shape.validate` does with its default options."""
        if self.deactivated:
            return True, []
        path = [] if _evaluation_path is None else _evaluation_path
        if len(path) // 2 >= executor.max_validation_depth:
            raise ReportableRuntimeError("the shapes refer to each other too deeply")
        nodes = _as_list(self._targets(target_graph) if focus is None else focus)
        if not nodes:
            return True, []
        path.append(self)
        values = self.value_nodes(target_graph, nodes)
        conforms = True
        results: list[_Result] = []
        for constraint in self.constraints():
            evaluate = _SPECIALLY.get(type(constraint), _evaluate)
            conforms_here, results_here = evaluate(
                constraint, executor, target_graph, values, [*path, constraint]
            )
            conforms = conforms and conforms_here
            results.extend(results_here)
        return conforms, results

    def _targets(self, data: Graph) -> list[Node]:
        return list(self.focus_nodes(data))  # type: ignore[no-untyped-call]

    def constraints(self) -> list[Any]:
        """Give the constraints of the shape, custom components among them, as pySHACL has read them."""
        if self._constraints is None or self._validators is None:
            self._constraints = list(self._build_constraints())
            custom = self.find_custom_constraints()  # type: ignore[no-untyped-call]
            self._validators = [component.make_validator_for_shape(self) for component in custom]
        return self._constraints + self._validators

    def _build_constraints(self) -> Iterator[Any]:
        described = self.sg.graph.predicates(self.node)
        parameters = (predicate for predicate in described if predicate in ALL_CONSTRAINT_PARAMETERS)
        for component in dict.fromkeys(CONSTRAINT_PARAMETERS_MAP[parameter] for parameter in parameters):
            try:
                yield _INSTEAD.get(component, component)(self)
            except ConstraintLoadWarning as warning:
                self.logger.warning(repr(warning))


class _LessThan(LessThanConstraintComponent):
    """`sh:lessThan`, where two values that cannot be compared are a result (SHACL section 4.5.3)."""

    def _compare_lt(self, values: set[Node], others: set[Node], graph: Graph, focus: Node) -> _Verdict:
        compare: Any = super()._compare_lt
        return _compare_pairs(self, compare, product(values, others), (graph, focus))


class _LessThanOrEquals(LessThanOrEqualsConstraintComponent):
    """`sh:lessThanOrEquals`, where two values that cannot be compared are a result (SHACL section 4.5.4)."""

    def _compare_ltoe(self, values: set[Node], others: set[Node], graph: Graph, focus: Node) -> _Verdict:
        compare: Any = super()._compare_ltoe
        return _compare_pairs(self, compare, product(values, others), (graph, focus))


_INSTEAD: dict[Any, Any] = {
    LessThanConstraintComponent: _LessThan,
    LessThanOrEqualsConstraintComponent: _LessThanOrEquals,
}


def _compare_pairs(
    constraint: Any, compare: Any, pairs: Iterable[tuple[Node, Node]], where: tuple[Graph, Node]
) -> _Verdict:
    """Compare each pair as pySHACL does; note that the first item is true when the values do not conform."""
    failed = False
    results: list[_Result] = []
    for value, other in pairs:
        failed_here, results_here = True, []
        if _has_value(value) and _has_value(other):
            with suppress(TypeError):
                failed_here, results_here = compare({value}, {other}, *where)
        if failed_here and not results_here:
            results_here = [constraint.make_v_result(*where, value_node=value)]
        failed = failed or failed_here
        results.extend(results_here)
    return failed, results


def _has_value(term: Node) -> bool:
    """Tell whether rdflib knows a value to compare: not that of a blank node, an ill-typed literal or a year."""
    return not isinstance(term, BNode) and (not isinstance(term, Literal) or term.value is not None)


def _judged_graph(data: Graph) -> JudgedGraph:
    stringify_blank_node.dict_cache.clear()  # keyed by addresses of graphs that are gone
    return JudgedGraph(data)


def _as_list(focus: Any) -> list[Node]:
    return [focus] if isinstance(focus, Node) else list(focus)


def _evaluate(constraint: Any, executor: Any, graph: Any, values: Any, path: list[Any]) -> _Verdict:
    verdict: _Verdict = constraint.evaluate(executor, graph, values, path)
    return verdict


def _evaluate_property(constraint: Any, executor: Any, graph: Any, values: Any, path: list[Any]) -> _Verdict:
    """Ask each property shape once for all value nodes.

    The result is what pySHACL gives when it asks for one value node after the other, but for the order;
    a value node that is reached from two focus nodes must be asked for twice, because pySHACL reports it twice.
    """
    nodes = [value for reached in values.values() for value in reached]
    if len(set(nodes)) != len(nodes) or constraint.recursion_triggers(path):
        return _evaluate(constraint, executor, graph, values, path)
    conforms = True
    results: list[_Result] = []
    for node in constraint.property_shapes:
        shape = constraint.shape.get_other_shape(node)
        if shape is None or not shape.is_property_shape:
            return _evaluate(constraint, executor, graph, values, path)  # pySHACL words the error
        conforms_here, results_here = shape.validate(executor, graph, focus=nodes, _evaluation_path=[*path])
        conforms = conforms and conforms_here
        results.extend(results_here)
    return conforms, results


def _evaluate_component(constraint: Any, executor: Any, graph: Any, values: Any, path: list[Any]) -> _Verdict:
    """Ask a custom component about one value node at a time.

    pySHACL adds the messages of each violation to those before it, in the order in which a set happens to be.
    """
    conforms = True
    results: list[_Result] = []
    for focus, reached in values.items():
        for value in reached:
            conforms_here, results_here = _evaluate(constraint, executor, graph, {focus: {value}}, path)
            conforms = conforms and conforms_here
            results.extend(results_here)
    return conforms, results


_SPECIALLY: dict[Any, Any] = {
    PropertyConstraintComponent: _evaluate_property,
    BoundShapeValidatorComponent: _evaluate_component,
}


def _finding(triples: list[tuple[Node, Node, Any]], shapes: Graph, language: str) -> Finding:
    result = triples[0][0]
    values: dict[Node, Any] = {}
    messages = []
    for subject, predicate, value in triples:
        term = value[1] if isinstance(value, tuple) else value
        if subject != result:
            continue
        if predicate == SH.resultMessage:
            messages.append(term)
        else:
            values[predicate] = term
    shape, path, constraint = (
        values[SH.sourceShape],
        values.get(SH.resultPath),
        values.get(SH.sourceConstraint),
    )
    if constraint is not None:
        # pySHACL gives the messages of the constraint and then those of its shape, which say something else.
        of_shape = len(set(shapes.objects(shape, SH.message)))
        messages = messages[: len(messages) - of_shape] or messages
    stated = str(values[SH.resultSeverity])
    severity = Severity.of(stated)
    return Finding(
        severity=severity,
        stated_severity=None if severity.iri == stated else stated,
        focus_node=_term(values.get(SH.focusNode)),
        path=None if path is None else path_text(shapes, path),
        value=_term(values.get(SH.value)),
        component=str(values[SH.sourceConstraintComponent]),
        shape=_name(shape),
        message=_in_language(messages, language) or "",
        constraint=None if constraint is None else _name(constraint),
        remedy=_in_language(shapes.objects(shape, SH.description), language),
    )


def _term(node: Node | None) -> str | None:
    return None if node is None else term_text(node)


def _name(node: Node) -> str:
    return str(node) if isinstance(node, URIRef) else term_text(node)


def _in_language(texts: Iterable[Node], language: str) -> str | None:
    """Choose the text in the wanted language, else the English one, else one without a tag, else any."""
    literals = sorted((text for text in texts if isinstance(text, Literal)), key=str)
    for wanted in (language, "en", None):
        for text in literals:
            if text.language == wanted:
                return str(text)
    return str(literals[0]) if literals else None
