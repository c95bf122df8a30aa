"""The names by which a column refers to others: in its templates and its extensions."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final

from iurc.graph.mapping.column import Column
from iurc.graph.mapping.node import Node
from iurc.graph.mapping.spelling import meant

NUMBERS: Final = frozenset({"_row", "_sourceRow"})
"""The variables that belong to a row (Metadata Vocabulary for Tabular Data, section 5.1.3)."""
OF_THE_COLUMN: Final = frozenset({"_column", "_sourceColumn", "_name"})
"""The variables that belong to a column."""


def check(node: Node, column: Column, before: Sequence[Column], columns: Sequence[Column]) -> None:
    """Hold every name that a column uses to a column that is there and can be read by then.

    Args:
        node: The description of the column.
        column: The column.
        before: The columns before it.
        columns: All columns of the table.

    Raises:
        Unreadable: A name is not that of a column, or that of one whose value comes too late.
    """
    every = {found.name for found in columns}
    for template, key in (
        (column.about, "aboutUrl"),
        (column.predicate, "propertyUrl"),
        (column.value, "valueUrl"),
    ):
        names = template.template.names - NUMBERS - OF_THE_COLUMN if template else frozenset()
        _refuse(node.get(key) or node, names, every, f"the {key}")
    early = {found.name for found in columns if not found.virtual} | {found.name for found in before}
    for key, others in _named(column):
        _refuse(node.get(f"iurc:{key}") or node, others, early - {column.name}, f"iurc:{key}")
    said = column.extension
    if said.each:
        _refuse(node.get("iurc:each") or node, (said.each,), every, "iurc:each")
        if not next(found.separator for found in columns if found.name == said.each):
            node.fail(
                f"iurc:each goes through '{said.each}', which has no separator", 'such as "separator": ";"'
            )


def _named(column: Column) -> Iterator[tuple[str, Collection[str]]]:
    said = column.extension
    for key, name in (("stem", said.stem), ("copy", said.copy), ("langFrom", said.lang_from)):
        if name:
            yield key, (name,)
    if said.place:
        yield "place", [name for name in (said.place.name, said.place.country, said.place.kind) if name]
    if said.text:
        yield "text", said.text.names - NUMBERS
    if said.when and said.when.column != column.name:
        yield "when", (said.when.column,)


def _refuse(node: Node, names: Collection[str], known: Collection[str], what: str) -> None:
    for name in sorted(names):
        if name not in known:
            node.fail(f"{what} names the column '{name}', which is not there", meant(name, known))
