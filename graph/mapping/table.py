"""Tables become statements: the way in for files.

What CSVW means is kept in the modules beside this one, all of them pure; only here files are opened.
"""

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import IO, Final

from iurc.graph import workbook
from iurc.graph.errors import BadUsage, InputProblems, IurcError, Unreadable
from iurc.graph.mapping import header, metadata, rows
from iurc.graph.mapping.metadata import Table, TableGroup
from iurc.graph.mapping.row_mapping import RowMapping
from iurc.graph.mapping.spelling import meant
from iurc.graph.register import Register
from iurc.graph.statement import Statement
from iurc.shapes.position import Position

MOST_PROBLEMS: Final = 100
"""How many problems of an import are collected before reading stops."""


def map_tables(
    metadata_file: Path, register: Register, only: Collection[str] | None = None, *, base: str | None = None
) -> Iterator[Statement]:
    """Map the tables of a metadata file.

    Args:
        metadata_file: CSVW metadata; the tables lie in the same folder.
        register: Who is who, for columns that name places.
        only: The file names of the tables to map; all that are not suppressed if `None`.
        base: The URL that the metadata file counts as; see `metadata.load`.

    Yields:
        Statements in the order of tables, rows and columns. Their graph is `None`: it is the import that chooses it.

    Raises:
        BadUsage: A file is not there, or `only` names a table that is not described.
        Unreadable: The metadata are wrong.
        InputProblems: Something is wrong with the tables: up to a hundred problems, told after all that could be read.
    """
    group = metadata.load(metadata_file, base=base)
    return collected(
        item
        for table in _chosen(group, only, metadata_file)
        for item in _opened(table, metadata_file.parent / table.file, register)
    )


def table_for(group: TableGroup, file: str, described_in: str) -> Table:
    """Find the description of a file: the one of its name, or the only one.

    Raises:
        BadUsage: There are several, and none of that name.
    """
    for table in group.tables:
        if table.file == file:
            return table
    if len(group.tables) == 1:
        return group.tables[0]
    known = [table.file for table in group.tables]
    raise BadUsage(
        f"{described_in} describes no table '{file}'", remedy=meant(file, known) or "name other metadata"
    )


def read(table: Table, stream: IO[bytes], name: str, register: Register) -> Iterator[Statement | IurcError]:
    """Map the bytes of one table; what is wrong comes as a value among the statements.

    Args:
        table: Its description.
        stream: Its bytes.
        name: What positions call it.
        register: See `map_tables`.

    Yields:
        Statements and problems in the order of the file. After a problem of the file itself nothing follows.
    """
    try:
        yield from _read(table, stream, name, register)
    except Unreadable as error:
        yield error


def collected(items: Iterable[Statement | IurcError]) -> Iterator[Statement]:
    """Part what is said from what is wrong.

    Args:
        items: What `read` gives, for one table or for several one after the other.

    Yields:
        The statements.

    Raises:
        InputProblems: Something is wrong with the tables: up to a hundred problems, told after all that could be read.
    """
    problems: list[IurcError] = []
    for item in items:
        if isinstance(item, Statement):
            yield item
            continue
        problems.append(item)
        if len(problems) == MOST_PROBLEMS:
            message = f"reading stopped after {MOST_PROBLEMS} problems"
            problems.append(Unreadable(message, remedy="mend these first", position=item.position))
            break
    if problems:
        raise InputProblems(problems)


def _read(table: Table, stream: IO[bytes], name: str, register: Register) -> Iterator[Statement | IurcError]:
    real = [column for column in table.columns if not column.virtual]
    found = (
        workbook.read(stream, name, table.dialect, sheet=table.sheet, width=len(real))
        if workbook.is_workbook(name)
        else rows.read(stream, name, table.dialect)
    )
    if table.dialect.header:
        first = next(found, None)
        if first is None:
            raise Unreadable(
                "the file has no header", remedy="check how it was written", position=Position(name, 1)
            )
        problems = header.problems(first, real)
        if problems:
            yield from problems
            return
    mapping = RowMapping(table, register)
    for number, row in enumerate(found, 1):
        yield from mapping.statements(row, number)


def _opened(table: Table, path: Path, register: Register) -> Iterator[Statement | IurcError]:
    try:
        with path.open("rb") as stream:
            yield from read(table, stream, str(path), register)
    except FileNotFoundError:
        raise BadUsage(f"there is no table {path}", remedy="check the 'url' in the metadata") from None
    except OSError as error:
        raise Unreadable(
            f"{path} cannot be read: {error.strerror}", remedy="check its permissions"
        ) from error


def _chosen(group: TableGroup, only: Collection[str] | None, metadata_file: Path) -> list[Table]:
    if only is None:
        return [table for table in group.tables if not table.suppressed]
    known = {table.file: table for table in group.tables}
    for file in only:
        if file not in known:
            raise BadUsage(f"{metadata_file} describes no table '{file}'", remedy=meant(file, known))
    return [table for table in group.tables if table.file in only]
