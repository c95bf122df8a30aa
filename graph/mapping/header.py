"""The header of a file against the columns that the metadata describe."""

from collections.abc import Sequence

from iurc.graph.errors import Unreadable
from iurc.graph.mapping.column import Column
from iurc.graph.mapping.rows import Row
from iurc.graph.mapping.spelling import meant


def problems(row: Row, columns: Sequence[Column]) -> list[Unreadable]:
    """Compare the first row of a file with the columns it should have, in their order.

    Args:
        row: The header.
        columns: The described columns that are not virtual.

    Returns:
        What does not agree; nothing if all does (Model for Tabular Data, section 6.1; names are compared letter by letter).
    """
    twins = _twins(row)
    if twins:
        return twins
    known = {title for column in columns for title in column.headers}
    absent = [column for column in columns if not column.headers & set(row.cells)]
    extra = [index for index, title in enumerate(row.cells) if title not in known]
    if absent or extra:
        unknown = [row.cells[index] for index in extra]
        return [_absent(row, column, unknown) for column in absent] + [_extra(row, index) for index in extra]
    for index, (title, column) in enumerate(zip(row.cells, columns, strict=False)):
        if title not in column.headers:
            return [
                Unreadable(
                    f"column {index + 1} of the file is '{title}', where the mapping has '{column.title}'",
                    remedy="put the columns of the mapping into the order of the file",
                    position=row.position(index),
                )
            ]
    return [_extra(row, index) for index in range(len(columns), len(row.cells))]


def _twins(row: Row) -> list[Unreadable]:
    seen: dict[str, int] = {}
    found = []
    for index, title in enumerate(row.cells):
        if title in seen:
            found.append(
                Unreadable(
                    f"the header has '{title}' twice, in columns {seen[title] + 1} and {index + 1}",
                    remedy="give each column a name of its own",
                    position=row.position(index),
                )
            )
        seen.setdefault(title, index)
    return found


def _absent(row: Row, column: Column, unknown: Sequence[str]) -> Unreadable:
    near = meant(column.title, unknown) if unknown else None
    return Unreadable(
        f"the file has no column '{column.title}', which the mapping describes ({column.position})",
        remedy=near or "take the column out of the mapping, or add it to the file",
        position=row.position(0),
    )


def _extra(row: Row, index: int) -> Unreadable:
    title = row.cells[index]
    return Unreadable(
        f"the mapping does not describe the column '{title}'",
        remedy=f'add {{"titles": "{title}", "suppressOutput": true}} to the columns, in the order of the file',
        position=row.position(index),
    )
