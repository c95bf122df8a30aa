"""What an import wants to be in the graph: statements in their graphs, each with the place it came from."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import pyoxigraph

from iurc.graph import named_graph
from iurc.graph.errors import BadUsage
from iurc.graph.locating.align import Role
from iurc.graph.locating.origin import Origin, Told, Written
from iurc.graph.manifest import FileEntry
from iurc.graph.source import Source
from iurc.graph.statement import Statement
from iurc.shapes.position import Position


class Mode(StrEnum):
    """What an import does with the statements that its graph has already."""

    REPLACE = "replace"
    ADD = "add"


_Term = TypeVar("_Term")


@dataclass(frozen=True, slots=True)
class Candidate:
    """The statements of one import before they are judged.

    Attributes:
        dataset: The named graph for statements whose source names none.
        quads: The statements, each in its named graph, blank nodes named for good.
        origins: What was read, in the order of reading; asked where a statement stands.
        mode: Whether they take the place of what their graphs hold, or join it.
        files: What was read.
        origin: The page the user names as the origin of the files.
    """

    dataset: pyoxigraph.NamedNode
    quads: frozenset[pyoxigraph.Quad]
    origins: tuple[Origin, ...]
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
    sources = tuple(sources)
    files = tuple(
        FileEntry(source.name, source.sha256, len(source.data), source.media_type) for source in sources
    )
    _refuse_system(dataset, None)
    # Labels that follow from the bytes: the same file gives the same blank nodes, two files never share one.
    names = _BlankNodes("".join(entry.sha256[:8] for entry in files)[:16])
    quads: set[pyoxigraph.Quad] = set()
    origins = _Origins(sources)
    for statement in statements:
        position = statement.position
        subject = names.lasting(statement.subject, position.file)
        object_ = names.lasting(statement.object, position.file)
        quad = pyoxigraph.Quad(subject, statement.predicate, object_, statement.graph or dataset)
        origins.add(quad, position)
        if statement.graph is not None and statement.graph in named_graph.SYSTEM:
            _refuse_system(statement.graph, origins.last())
        quads.add(quad)
    return Candidate(dataset, frozenset(quads), tuple(origins.all), mode, files, origin)


class _Origins:
    """Sorts statements by what they were read from.

    A place that is exact is kept. One that is only near is left to the source, which can be read a second time.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self._sources = {source.name: source for source in sources if not source.is_table}
        self._file: str | None = None
        self.all: list[Told | Written] = []

    def add(self, quad: pyoxigraph.Quad, position: Position) -> None:
        file = None if position.exact or position.file not in self._sources else position.file
        if not self.all or file != self._file:
            self._file = file
            self.all.append(Told() if file is None else Written(self._sources[file]))
        last = self.all[-1]
        if isinstance(last, Told):
            last.add(quad, position)
        else:
            last.add(quad)

    def last(self) -> Position:
        origin = self.all[-1]
        return origin.position(len(origin.quads) - 1, Role.SUBJECT)


class _BlankNodes:
    """Names blank nodes in the order in which the sources first mention them."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._known: dict[tuple[str, str], pyoxigraph.BlankNode] = {}

    def lasting(self, term: _Term, file: str) -> _Term | pyoxigraph.BlankNode:
        if not isinstance(term, pyoxigraph.BlankNode):
            return term
        known = self._known.get((file, term.value))
        if known is None:
            known = pyoxigraph.BlankNode(f"f{self._prefix}n{len(self._known)}")
            self._known[file, term.value] = known
        return known


def _refuse_system(graph: pyoxigraph.NamedNode, position: Position | None) -> None:
    if graph in named_graph.SYSTEM:
        raise BadUsage(
            f"{graph.value} is written by the product itself",
            remedy="import into another dataset",
            position=position,
        )
