"""The graph as it would become: what an import takes out and puts in, before anything is written."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph

from iurc.graph import digest, named_graph
from iurc.graph.alignment import aligned
from iurc.graph.candidate import Candidate, Mode

Graph = pyoxigraph.NamedNode | pyoxigraph.DefaultGraph
_Contents = dict[Graph, frozenset[pyoxigraph.Quad]]


@dataclass(frozen=True, slots=True)
class Staged:
    """A change that could be committed.

    Attributes:
        contents: All statements as they would become, by graph.
        changed: The graphs in which something differs from the present state.
        removals: What would be taken out.
        additions: What would be put in.
    """

    contents: Mapping[Graph, frozenset[pyoxigraph.Quad]]
    changed: frozenset[Graph]
    removals: frozenset[pyoxigraph.Quad]
    additions: frozenset[pyoxigraph.Quad]

    def to_judge(self) -> Iterator[pyoxigraph.Quad]:
        """The statements that shapes speak about: the facts and what their words mean."""
        for graph, quads in self.contents.items():
            if graph not in named_graph.ASIDE:
                yield from quads


def stage(
    present: Iterable[pyoxigraph.Quad],
    candidates: Iterable[Candidate],
    vocabulary: Mapping[pyoxigraph.NamedNode, frozenset[pyoxigraph.Quad]],
) -> Staged:
    """Apply imports to a state of the graph, in memory.

    Args:
        present: The statements of the current release; nothing before the first.
        candidates: The imports, in the order in which they are applied.
        vocabulary: The graphs of ontology, concepts and shapes as this version of the product ships them.
    """
    before = _by_graph(present)
    after: _Contents = dict(before)
    for graph, quads in vocabulary.items():
        after[graph] = _kept(before, graph, quads)
    for candidate in candidates:
        incoming = _by_graph(candidate.quads)
        for graph in candidate.graphs:
            quads = incoming.get(graph, frozenset())
            if candidate.mode is Mode.ADD:
                after[graph] = after.get(graph, frozenset()) | quads
            else:
                after[graph] = _kept(before, graph, quads)
    changed = frozenset(
        graph
        for graph in before.keys() | after.keys()
        if before.get(graph, frozenset()) != after.get(graph, frozenset())
    )
    removals = frozenset().union(*(before.get(graph, frozenset()) - after[graph] for graph in changed))
    additions = frozenset().union(*(after[graph] - before.get(graph, frozenset()) for graph in changed))
    return Staged(after, changed, removals, additions)


def restage(
    present: Iterable[pyoxigraph.Quad],
    removals: frozenset[pyoxigraph.Quad],
    additions: frozenset[pyoxigraph.Quad],
) -> Staged:
    """Stage a difference that was judged before against the same state.

    Args:
        present: The statements of the current release.
        removals: What is taken out.
        additions: What is put in.
    """
    before = _by_graph(present)
    out, into = _by_graph(removals), _by_graph(additions)
    changed = frozenset(out.keys() | into.keys())
    after = dict(before)
    for graph in changed:
        after[graph] = (before.get(graph, frozenset()) - out.get(graph, frozenset())) | into.get(
            graph, frozenset()
        )
    return Staged(after, changed, removals, additions)


def _by_graph(quads: Iterable[pyoxigraph.Quad]) -> _Contents:
    graphs: defaultdict[Graph, set[pyoxigraph.Quad]] = defaultdict(set)
    for quad in quads:
        graph = quad.graph_name
        if not isinstance(graph, pyoxigraph.BlankNode):
            graphs[graph].add(quad)
    return {graph: frozenset(members) for graph, members in graphs.items()}


def _kept(before: _Contents, graph: Graph, quads: frozenset[pyoxigraph.Quad]) -> frozenset[pyoxigraph.Quad]:
    # The same graph with other names for its blank nodes is the same graph: nothing changes then.
    old = before.get(graph, frozenset())
    if old != quads and len(old) == len(quads) and digest.of_graph(old) == digest.of_graph(quads):
        return old
    return aligned(old, quads) if old else quads
