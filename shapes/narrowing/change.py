"""Judge a change: only what it can have changed, the rest taken over from the report before (issue of speed, point 2)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, URIRef
from rdflib.term import Node

from iurc.shapes.narrowing.judging import NarrowedReport, Narrowing, StoreJudge, candidates, report
from iurc.shapes.narrowing.plan import Narrowed, solve
from iurc.shapes.narrowing.targets import subclasses
from iurc.shapes.narrowing.terms import OxTerm, to_oxigraph
from iurc.shapes.narrowing.touched import Change
from iurc.shapes.narrowing.truth import FALSE, TRUE
from iurc.shapes.narrowing.view import ReadThrough
from iurc.shapes.narrowing.watch import UnboundedError, Watch, watches
from iurc.shapes.report import Finding, Report

Statements = Iterable[ox.Triple]
_TYPE = ox.NamedNode(str(RDF.type))
_DEFAULT = ox.DefaultGraph()
_MANY = 500


class ChangeJudge:
    """Shapes made ready to judge changes; it may be kept and used for many."""

    def __init__(self, judge: StoreJudge) -> None:
        """Find out what each shape depends on.

        Args:
            judge: The judge of whole stores.
        """
        self._judge = judge
        self._watches: dict[Node, set[Watch] | None] = {}

    def judge(
        self,
        store: ox.Store,
        before: Report,
        removals: Statements,
        additions: Statements,
        language: str = "en",
    ) -> NarrowedReport:
        """Judge a store that has changed.

        Args:
            store: The store after the change, with the blank nodes of before.
            before: The report on the store before the change, by the same shapes and in the same language;
                unless it is a `NarrowedReport` the store is judged as a whole.
            removals: The statements of the default graph that the change took away.
            additions: The statements that it brought.
            language: The language of the messages.

        Returns:
            What a judgement of the whole store would say.

        Raises:
            IllFormedShapesError: The shapes do not follow SHACL.
            NotJudgedError: There is no verdict.
        """
        change = Change(store, removals, additions)
        if not isinstance(before, NarrowedReport) or change.changes_classes:
            return self._judge.judge(store, language)
        graph = self._judge.view(store)
        chosen: list[tuple[Any, list[Node]]] = []
        anew: dict[str, set[str] | None] = {}
        plans = self._judge.plan(store)
        closure = subclasses(store)
        for narrowed in plans:
            watched = self._watched(narrowed.shape)
            if watched is None:
                anew[narrowed.shape.node.n3()] = None
                nodes = candidates(graph, store, narrowed)
            else:
                touched = change.focus_nodes(watched)
                if not touched:
                    continue
                anew[narrowed.shape.node.n3()] = {graph.node(term).n3() for term in touched}
                nodes = _at_fault(
                    graph, store, narrowed, [t for t in touched if _targeted(store, narrowed, t, closure)]
                )
            if nodes:
                chosen.append((narrowed.shape, nodes))
        found: list[tuple[Node | str, Node | str, Finding]] = [
            *self._kept(before, anew),
            *self._judge.compiled.findings_at(graph, language, chosen),
        ]
        fallbacks = tuple(narrowed.fallback for narrowed in plans if narrowed.fallback)
        return report(found, Narrowing(len(chosen), sum(len(nodes) for _, nodes in chosen), fallbacks))

    def _watched(self, shape: Any) -> set[Watch] | None:
        if shape.node not in self._watches:
            try:
                self._watches[shape.node] = watches(shape)
            except UnboundedError:
                self._watches[shape.node] = None
        return self._watches[shape.node]

    @staticmethod
    def _kept(before: NarrowedReport, anew: dict[str, set[str] | None]) -> Iterator[tuple[str, str, Finding]]:
        for finding, (shape, focus) in zip(before.findings, before.origins, strict=True):
            nodes = anew.get(shape, set())
            if nodes is not None and focus not in nodes:
                yield shape, focus, finding


def _targeted(
    store: Any, narrowed: Narrowed, term: OxTerm, classes: Callable[[Node], Sequence[Node]]
) -> bool:
    """Whether a node is a focus node of a shape now."""
    targets = narrowed.targets
    if any(to_oxigraph(node) == term for node in targets.nodes):
        return True

    def holds(subject: Any, predicate: Node, value: Any) -> bool:
        if isinstance(subject, ox.Literal) or not isinstance(predicate, URIRef):
            return False
        name = ox.NamedNode(str(predicate))
        return next(iter(store.quads_for_pattern(subject, name, value, _DEFAULT)), None) is not None

    return (
        any(holds(term, RDF.type, to_oxigraph(each)) for top in targets.classes for each in classes(top))
        or any(holds(term, each, None) for each in targets.subjects_of)
        or any(holds(None, each, term) for each in targets.objects_of)
    )


def _at_fault(graph: ReadThrough, store: ox.Store, narrowed: Narrowed, terms: list[Any]) -> list[Node]:
    """Give those of some focus nodes that may be at fault."""
    spelt = {to_oxigraph(node): node for node in narrowed.targets.nodes}
    named = [term for term in terms if not isinstance(term, ox.BlankNode)]
    found = [term for term in terms if isinstance(term, ox.BlankNode)]
    if narrowed.condition == FALSE:
        return []
    if narrowed.condition == TRUE:
        found += named
    else:
        for start in range(0, len(named), _MANY):
            values = " ".join(map(str, named[start : start + _MANY]))
            query = f"SELECT ?this WHERE {{ VALUES ?this {{ {values} }} FILTER({narrowed.condition}) }}"
            found += solve(store, query)
    return [spelt.get(term) or graph.node(term) for term in found]
