"""From the files a user names to the imports they stand for."""

import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph

from iurc.graph import named_graph, source
from iurc.graph.candidate import Candidate, Mode, assemble
from iurc.graph.errors import BadUsage, InputProblems, IurcError
from iurc.graph.mapping import metadata
from iurc.graph.mapping.table import collected, table_for
from iurc.graph.mapping.table import read as read_table
from iurc.graph.parse import statements
from iurc.graph.register import Register
from iurc.graph.source import Source
from iurc.graph.statement import Statement


@dataclass(frozen=True, slots=True)
class Request:
    """How the user wants files to be read.

    Attributes:
        paths: The files: RDF, tables, or CSVW metadata, which stand for all the tables they describe.
        mapping: CSVW metadata for the tables; else the metadata that lies beside each.
        dataset: The name or IRI of the graph; else the one the metadata name, or the stem of the file's name.
        mode: See `Mode`.
        origin: The page the files come from.
        limit: The largest file taken, in bytes.
        relative_to: The folder that the files' names in manifest and provenance are told from.
    """

    paths: Sequence[Path]
    mapping: Path | None = None
    dataset: str | None = None
    mode: Mode = Mode.REPLACE
    origin: str | None = None
    limit: int = source.DEFAULT_LIMIT
    relative_to: Path | None = None

    def source(self, path: Path) -> Source:
        """Read one of the files."""
        name = path.relative_to(self.relative_to).as_posix() if self.relative_to else None
        return source.read(path, limit=self.limit, name=name)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one file, or the tables of one metadata file, say."""

    dataset: pyoxigraph.NamedNode
    sources: list[Source]
    statements: Iterable[Statement]


def read(request: Request, register: Register) -> list[Candidate]:
    """Read files into imports, one for each dataset.

    Args:
        request: What to read and how.
        register: Who is who, for tables that name places.

    Returns:
        The imports, in the order in which their datasets are first named.

    Raises:
        InputProblems: Everything that is wrong with the files, told together.
        BadUsage: A file is not there, a table has no metadata, or part of a dataset would replace all of it.
        Unreadable: The only thing wrong with the files.
    """
    problems: list[IurcError] = []
    sources: defaultdict[pyoxigraph.NamedNode, list[Source]] = defaultdict(list)
    said: defaultdict[pyoxigraph.NamedNode, list[Statement]] = defaultdict(list)
    for paths in _in_groups(request):
        try:
            reading = _read(paths, request, register)
            sources[reading.dataset] += reading.sources
            said[reading.dataset] += reading.statements
        except InputProblems as error:
            problems += error.problems
        except IurcError as error:
            problems.append(error)
    if problems:
        raise problems[0] if len(problems) == 1 else InputProblems(problems)
    return [
        assemble(dataset, said[dataset], sources[dataset], mode=request.mode, origin=request.origin)
        for dataset in sources
    ]


def _in_groups(request: Request) -> list[tuple[Path, ...]]:
    """Put the tables that one metadata file describes together; every other file stands alone."""
    groups: defaultdict[Path, list[Path]] = defaultdict(list)
    for path in request.paths:
        groups[_metadata_of(path, request) if path.suffix.lower() in source.TABLES else path].append(path)
    return [(key, *members) if members != [key] else (key,) for key, members in groups.items()]


def _read(paths: tuple[Path, ...], request: Request, register: Register) -> _Reading:
    head, *tables = paths
    if tables or head.suffix.lower() == ".json":
        return _tables(head, tables, request, register)
    read_from = request.source(head)
    return _Reading(named_graph.of_dataset(request.dataset or head.stem), [read_from], statements(read_from))


def _tables(described_in: Path, given: list[Path], request: Request, register: Register) -> _Reading:
    group = metadata.load(described_in)
    described = [described_in.parent / table.file for table in group.tables if not table.suppressed]
    paths = given or described
    left_out = {path.name for path in described} - {path.name for path in paths}
    if request.mode is Mode.REPLACE and len(described) > 1 and left_out:
        raise BadUsage(
            f"{described_in} describes {len(described)} tables of one dataset, and its graph would lose "
            f"what {', '.join(sorted(left_out))} say",
            remedy=f"name {described_in} to import all of them, or say --add",
        )
    sources = [request.source(path) for path in paths]
    dataset = request.dataset or group.id or paths[0].stem
    # The bytes that were fingerprinted are the bytes that are mapped.
    rows = (
        each
        for path, read_from in zip(paths, sources, strict=True)
        for each in read_table(
            table_for(group, path.name, str(described_in)),
            io.BytesIO(read_from.data),
            read_from.name,
            register,
        )
    )
    return _Reading(
        named_graph.of_dataset(dataset), [*sources, request.source(described_in)], collected(rows)
    )


def _metadata_of(table: Path, request: Request) -> Path:
    if request.mapping is not None:
        return request.mapping
    found = metadata.find(table)
    if found is not None:
        return found
    raise BadUsage(
        f"there is no metadata for {table}, so its columns mean nothing yet",
        remedy=f"write {table.name}-metadata.json beside it, or name it with --mapping; docs/mapping.md tells how",
    )
