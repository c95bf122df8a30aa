"""What an import wants to be in the graph: statements in their graphs, each with the place it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import pyoxigraph

from iurc.graph import named_graph
from iurc.graph.errors import BadUsage
from iurc.graph.manifest import FileEntry
from iurc.graph.source import Source
from iurc.graph.statement import Statement
from iurc.shapes.position import Position


class Mode(StrEnum):
    """What an import does with the statements that its graph has already."""

    REPLACE = "replace"
    ADD = "add"


Place = tuple[str, str, str]
_Term = TypeVar("_Term")


@dataclass(frozen=True, slots=True)
class Candidate:
    """The statements of one import before they are judged.

    Attributes:
        dataset: The named graph for statements whose source names none.
        quads: The statements, each in its named graph, blank nodes named for good.
        positions: Where each stands, by its three terms as N-Triples text.
        mode: Whether they take the place of what their graphs hold, or join it.
        files: What was read.
        origin: The page the user names as the origin of the files.
    """

    dataset: pyoxigraph.NamedNode
    quads: frozenset[pyoxigraph.Quad]
    positions: dict[Place, Position]
    mode: Mode
    files: tuple[FileEntry, ...]
    origin: str | None = None

    @property
    def graphs(self) -> frozenset[pyoxigraph.NamedNode]:
        """The graphs that this import writes; a file without a statement for it still replaces its dataset."""
        written = {
            quad.graph_name for quad in self.quads if isinstance(quad.graph_name, pyoxigraph.NamedNode)
        }
        return frozenset(written or {self.dataset})


def assemble(
    dataset: pyoxigraph.NamedNode,
    statements: Iterable[Statement],
    sources: Iterable[Source],
    *,
    mode: Mode = Mode.REPLACE,
    origin: str | None = None,
) -> Candidate:
    """Put the statements of an import together.

    Args:
        dataset: The graph for statements that name none.
        statements: In the order in which they were read.
        sources: The files they were read from.
        mode: See `Mode`.
        origin: See `Candidate`.

    Raises:
        BadUsage: A statement would be written to a graph that the product keeps for itself.
    """
    files = tuple(
        FileEntry(source.name, source.sha256, len(source.data), source.media_type) for source in sources
    )
    _refuse_system(dataset, None)
    # Labels that follow from the bytes: the same file gives the same blank nodes, two files never share one.
    names = _BlankNodes("".join(entry.sha256[:8] for entry in files)[:16])
    quads: set[pyoxigraph.Quad] = set()
    positions: dict[Place, Position] = {}
    for statement in statements:
        if statement.graph is not None and statement.graph in named_graph.SYSTEM:
            _refuse_system(statement.graph, statement.position)
        subject, object_ = names.lasting(statement.subject), names.lasting(statement.object)
        quads.add(pyoxigraph.Quad(subject, statement.predicate, object_, statement.graph or dataset))
        positions.setdefault((str(subject), str(statement.predicate), str(object_)), statement.position)
    return Candidate(dataset, frozenset(quads), positions, mode, files, origin)


class _BlankNodes:
    """Names blank nodes in the order in which a source first mentions them."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._known: dict[str, pyoxigraph.BlankNode] = {}

    def lasting(self, term: _Term) -> _Term | pyoxigraph.BlankNode:
        if not isinstance(term, pyoxigraph.BlankNode):
            return term
        known = self._known.get(term.value)
        if known is None:
            known = pyoxigraph.BlankNode(f"f{self._prefix}n{len(self._known)}")
            self._known[term.value] = known
        return known


def _refuse_system(graph: pyoxigraph.NamedNode, position: Position | None) -> None:
    if graph in named_graph.SYSTEM:
        raise BadUsage(
            f"{graph.value} is written by the product itself",
            remedy="import into another dataset",
            position=position,
        )
