"""CSVW metadata files: what tables there are and how their rows become statements."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from urllib.parse import urljoin

from iurc.graph.errors import BadUsage, Unreadable
from iurc.graph.mapping import column as column_description
from iurc.graph.mapping import dialect as dialect_description
from iurc.graph.mapping import document, reference
from iurc.graph.mapping.column import INHERITED, Column
from iurc.graph.mapping.context import CSVW
from iurc.graph.mapping.dialect import Dialect
from iurc.graph.mapping.node import Node
from iurc.graph.mapping.spelling import meant

NAME: Final = "csv-metadata.json"
"""What the metadata file of a folder is called (Model for Tabular Data, section 5.3)."""

_SHARED: Final = {"dialect", "notes", "tableDirection", "tableSchema", "transformations", *INHERITED}
_GROUP: Final = {"tables", *_SHARED}
_TABLE: Final = {"url", "suppressOutput", *_SHARED}
_SCHEMA: Final = {"columns", "foreignKeys", "primaryKey", "rowTitles", *INHERITED}


@dataclass(frozen=True, slots=True)
class Table:
    """A table description (Metadata Vocabulary for Tabular Data, section 5.4).

    Attributes:
        file: The name of the CSV file, in the folder of the metadata.
        url: The IRI that the table counts as; `None` if the metadata give no base.
        columns: First those of the file, in its order, then the virtual ones.
        primary_key: The columns that no two rows may share; may be empty.
        dialect: How the file is cut into rows and cells.
        suppressed: Whether the table makes no statements.
        dataset: The name of the dataset, by which places are told apart.
        sheet: The sheet of a workbook (`iurc:sheet`); its first one if `None`.
    """

    file: str
    url: str | None
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    dialect: Dialect
    suppressed: bool
    dataset: str | None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class TableGroup:
    """A table group description (section 5.3); one table alone is a group of one.

    Attributes:
        id: The group's `@id`; for the datasets of this product the named graph.
        tables: Its tables.
        annotations: What else is said about the group, such as `dc:title`, by prefixed name, as in the JSON text.
    """

    id: str | None
    tables: tuple[Table, ...]
    annotations: Mapping[str, Any]


def load(path: Path, *, base: str | None = None) -> TableGroup:
    """Read a metadata file.

    Args:
        path: The file.
        base: The URL that it counts as, against which relative ones are resolved; else `@base`, else its `@id`.

    Raises:
        BadUsage: There is no such file.
        Unreadable: It is not JSON, not CSVW, or breaks a rule; with the line.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise BadUsage(
            f"there is no metadata file {path}", remedy=f"write {NAME}, or name one with --mapping"
        ) from None
    except OSError as error:
        raise Unreadable(
            f"{path} cannot be read: {error.strerror}", remedy="check its permissions"
        ) from error
    return parse(data, str(path), base=base)


def find(table: Path) -> Path | None:
    """Find the metadata file of a table in the places that the standard names (section 5.3 of the model).

    Returns:
        `NAME.csv-metadata.json`, else `csv-metadata.json` beside the file, else `None`.
    """
    candidates = (table.with_name(f"{table.name}-metadata.json"), table.with_name(NAME))
    return next((candidate for candidate in candidates if candidate.is_file()), None)


def parse(data: bytes, name: str, *, base: str | None = None) -> TableGroup:
    """Read metadata.

    Args:
        data: The JSON text.
        name: What positions call it.
        base: See `load`.

    Raises:
        Unreadable: See `load`.
    """
    node = document.read(data, name)
    if not isinstance(node.value, dict):
        node.fail("CSVW metadata are a JSON object")
    base = _context(node) or base
    id_node = node.get("@id")
    id_ = id_node.string() if id_node else None
    if base is None and id_ is not None:
        base = f"{id_.rstrip('/')}/"
    tables_node = node.get("tables")
    if tables_node is None:
        if node.get("url") is None:
            node.fail("neither 'tables' nor 'url' is there, so these are no CSVW metadata", f"see {CSVW}")
        tables = [_table(node, node, {}, base, id_)]
    else:
        node.only(_GROUP, "a table group", "TableGroup")
        outer = column_description.given(node)
        tables = [_table(item, node, outer, base, id_) for item in tables_node.items()]
        if not tables:
            tables_node.fail("there is no table in 'tables'")
        _refuse_twins(tables_node, tables)
    annotations = {key: value for key, value in node.value.items() if ":" in key}
    return TableGroup(id_, tuple(tables), MappingProxyType(annotations))


def _context(node: Node) -> str | None:
    """Check `@context` and give its `@base` (section 5.2)."""
    context = node.get("@context")
    remedy = f'say "@context": "{CSVW}" or ["{CSVW}", {{"@language": "en"}}]'
    if context is None:
        node.fail("there is no '@context', so these are no CSVW metadata", remedy)
    parts = context.items() if isinstance(context.value, list) else [context]
    if not parts or parts[0].value != CSVW or len(parts) > 2:
        context.fail("the '@context' is not that of CSVW", remedy)
    if len(parts) == 1:
        return None
    for key, member in parts[1].members():
        if key not in {"@base", "@language"}:
            member.fail(f"CSVW allows only @base and @language here, not '{key}'", "write such IRIs in full")
    base = parts[1].get("@base")
    return base.string() if base else None


def _table(node: Node, group: Node, outer: Mapping[str, Node], base: str | None, id_: str | None) -> Table:
    node.object()
    node.only(_TABLE, "a table", "Table")
    url = node.get("url")
    if url is None:
        node.fail("the table has no 'url'", "name its CSV file")
    file = url.string()
    if "/" in file or "\\" in file or ":" in file or file in {"", ".", ".."}:
        url.fail(
            f"'{file}' is not the name of a file beside the metadata", "put the table into the same folder"
        )
    schema = node.get("tableSchema") or group.get("tableSchema")
    if schema is None:
        node.fail("the table has no 'tableSchema'", "describe its columns")
    if isinstance(schema.value, str):
        schema.fail("a schema by reference is not fetched", "write the schema itself here")
    schema.object()
    schema.only(_SCHEMA, "a schema", "Schema")
    table_url = urljoin(base, file) if base else None
    inherited = {**outer, **column_description.given(node), **column_description.given(schema)}
    columns = _columns(schema, inherited, table_url)
    dialect = node.get("dialect") or group.get("dialect")
    suppressed = node.get("suppressOutput")
    sheet = node.get("iurc:sheet")
    return Table(
        file=file,
        url=table_url,
        columns=columns,
        primary_key=_primary_key(schema, columns),
        dialect=dialect_description.parse(dialect) if dialect else Dialect(),
        suppressed=bool(suppressed and suppressed.boolean()),
        dataset=id_.rstrip("/").rsplit("/", 1)[-1] if id_ else None,
        sheet=sheet.string() if sheet else None,
    )


def _columns(schema: Node, inherited: Mapping[str, Node], table_url: str | None) -> tuple[Column, ...]:
    listed = schema.get("columns")
    if listed is None or not listed.items():
        schema.fail("the schema describes no columns", "describe each column of the file, in its order")
    nodes = listed.items()
    columns = [
        column_description.parse(node, number, inherited, table_url) for number, node in enumerate(nodes, 1)
    ]
    names: set[str] = set()
    virtual = False
    for node, column in zip(nodes, columns, strict=True):
        if column.name in names:
            node.fail(f"two columns have the name '{column.name}'", "give each a name of its own")
        if virtual and not column.virtual:
            node.fail("a column of the file stands after a virtual one", "put the virtual columns last")
        if column.predicate is None and table_url is None and not column.suppressed:
            node.fail(
                f"the column '{column.name}' has no propertyUrl, and there is no base to make one of",
                'give it a propertyUrl, or say "suppressOutput": true',
            )
        names.add(column.name)
        virtual = column.virtual
    for index, (node, column) in enumerate(zip(nodes, columns, strict=True)):
        reference.check(node, column, columns[:index], columns)
    return tuple(columns)


def _primary_key(schema: Node, columns: tuple[Column, ...]) -> tuple[str, ...]:
    node = schema.get("primaryKey")
    if node is None:
        return ()
    names = {column.name for column in columns if not column.virtual}
    for name in node.strings():
        if name not in names:
            node.fail(f"the primary key names the column '{name}', which is not there", meant(name, names))
    return node.strings()


def _refuse_twins(node: Node, tables: list[Table]) -> None:
    files: set[str] = set()
    for item, table in zip(node.items(), tables, strict=True):
        if table.file in files:
            item.fail(f"the table '{table.file}' is described twice")
        files.add(table.file)
