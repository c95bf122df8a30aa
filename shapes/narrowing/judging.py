"""Judge a store: queries find the focus nodes that may be at fault, pySHACL judges those (SHACL section 3)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyoxigraph as ox
from rdflib import Graph
from rdflib.term import Node

from iurc.shapes.narrowing.plan import Fallback, Narrowed, plan, solve
from iurc.shapes.narrowing.targets import subclasses
from iurc.shapes.narrowing.terms import canonical, to_oxigraph
from iurc.shapes.narrowing.truth import TRUE
from iurc.shapes.narrowing.view import ReadThrough, view
from iurc.shapes.oracle import CompiledShapes, errors_told
from iurc.shapes.report import Finding, Report

Origin = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What narrowing did.

    Attributes:
        queries: How many queries were asked.
        candidates: How many focus nodes pySHACL judged, those of each shape counted by themselves.
        fallbacks: The shapes with something not known to the compiler, of which every target that it could concern
            was judged.
        targets: How many focus nodes each shape with targets has, by the name of the shape; empty unless asked for.
    """

    queries: int = 0
    candidates: int = 0
    fallbacks: tuple[Fallback, ...] = ()
    targets: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NarrowedReport(Report):
    """A report that knows which focus node of which shape each finding comes from.

    Attributes:
        origins: For each finding the name of the shape that has the target, and the focus node as N-Triples.
        narrowing: How the report came about.
    """

    origins: tuple[Origin, ...] = ()
    narrowing: Narrowing = field(default_factory=Narrowing)


class StoreJudge:
    """Shapes made ready to judge stores; it may be kept and used for many."""

    def __init__(self, shapes: Graph, prefixes: Mapping[str, str] | None = None) -> None:
        """Read the shapes.

        Args:
            shapes: The shapes graph.
            prefixes: Prefixes by which messages name IRIs of the data.

        Raises:
            IllFormedShapesError: The shapes do not follow SHACL.
            NotJudgedError: pySHACL cannot read them.
        """
        self.compiled = CompiledShapes(canonical(shapes))
        self._prefixes = dict(prefixes or {})
        self._planned: tuple[dict[Node, Sequence[Node]], list[Narrowed]] | None = None

    def plan(self, store: ox.Store) -> list[Narrowed]:
        """Give the queries for a store; they depend on the classes in it, and are kept while those stay the same."""
        classes = subclasses(store)
        planned = self._planned
        if planned is not None and all(classes(name) == below for name, below in planned[0].items()):
            return planned[1]
        used: dict[Node, Sequence[Node]] = {}

        def noted(name: Node) -> Sequence[Node]:
            used[name] = classes(name)
            return used[name]

        with errors_told():
            plans = plan(self.compiled, noted)
        self._planned = used, plans
        return plans

    def judge(self, store: ox.Store, language: str = "en", *, count_targets: bool = False) -> NarrowedReport:
        """Judge the default graph of a store.

        Args:
            store: The store, which is only read.
            language: The language of the messages.
            count_targets: Whether to count the focus nodes of each shape.

        Returns:
            The report of pySHACL.

        Raises:
            IllFormedShapesError: The shapes do not follow SHACL.
            NotJudgedError: There is no verdict.
        """
        graph = self.view(store)
        chosen: list[tuple[Any, list[Node]]] = []
        queries, targets = 0, {}
        plans = self.plan(store)
        for narrowed in plans:
            nodes = candidates(graph, store, narrowed)
            queries += narrowed.query() is not None
            if nodes:
                chosen.append((narrowed.shape, nodes))
            if count_targets:
                targets[_name(narrowed.shape.node)] = len(focus_nodes(graph, store, narrowed))
        findings = self.compiled.findings_at(graph, language, chosen)
        statistics = Narrowing(
            queries,
            sum(len(nodes) for _, nodes in chosen),
            tuple(narrowed.fallback for narrowed in plans if narrowed.fallback),
            targets,
        )
        return report(findings, statistics)

    def view(self, store: ox.Store) -> ReadThrough:
        """See a store as pySHACL sees it here."""
        return view(store, self._prefixes)


def candidates(graph: ReadThrough, store: ox.Store, narrowed: Narrowed) -> list[Node]:
    """Give the focus nodes of a shape that may be at fault.

    Args:
        graph: The view of the store.
        store: The store.
        narrowed: How to find them.

    Returns:
        The focus nodes, each once; named ones spelt as the shape spells them.
    """
    if narrowed.patterns is None:
        return focus_nodes(graph, store, narrowed)
    query = narrowed.query()
    return [] if query is None else _found(graph, store, narrowed, query)


def focus_nodes(graph: ReadThrough, store: ox.Store, narrowed: Narrowed) -> list[Node]:
    """Give all focus nodes of a shape."""
    if narrowed.patterns is None:
        return list(narrowed.shape.focus_nodes(graph))
    query = narrowed.query(TRUE)
    return [] if query is None else _found(graph, store, narrowed, query)


def _found(graph: ReadThrough, store: ox.Store, narrowed: Narrowed, query: str) -> list[Node]:
    spelt: dict[Any, list[Node]] = defaultdict(list)
    for node in narrowed.targets.nodes:
        spelt[to_oxigraph(node)].append(node)
    nodes: dict[Node, None] = {}
    for term in solve(store, query):
        for node in spelt.get(term) or (graph.node(term),):
            nodes[node] = None
    return list(nodes)


def report(found: Iterable[tuple[Node | str, Node | str, Finding]], narrowing: Narrowing) -> NarrowedReport:
    """Make a report of findings and the focus nodes they come from."""
    told = sorted(
        ((finding, (_name(shape), _name(focus))) for shape, focus, finding in found),
        key=lambda pair: (pair[0].key, pair[1]),
    )
    return NarrowedReport(
        tuple(finding for finding, _ in told), tuple(origin for _, origin in told), narrowing
    )


def _name(node: Node | str) -> str:
    return node.n3() if isinstance(node, Node) else node
