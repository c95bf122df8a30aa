"""An independent implementation of CSVW (the library `csvw`) reads the same tables the same way.

It makes no RDF and keeps no columns, so it cannot stand in for the mapping; but what it does read can be compared.
"""

import csv
import datetime as dt
import json
import warnings
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from csvw import TableGroup, URITemplate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from iurc.graph.mapping import cell, metadata, rows
from iurc.graph.mapping.template import Template

SOURCES = Path(__file__).parents[3] / "graph" / "sources"
SHIPPED = sorted(SOURCES.glob("*/csv-metadata.json"))


def ours(path: Path, table: metadata.Table) -> list[dict[str, Any]]:
    """Read the cells of a table our way."""
    real = [column for column in table.columns if not column.virtual]
    readers = [cell.reader(column) for column in real]
    with (path.parent / table.file).open("rb") as stream:
        found = rows.read(stream, table.file, table.dialect)
        next(found)
        return [
            {column.name: read(text) for column, read, text in zip(real, readers, row.cells, strict=True)}
            for row in found
        ]


def comparable(value: Any) -> Any:
    """Bring a value of the library to the form of ours."""
    if isinstance(value, list):
        return tuple(comparable(item) for item in value if item is not None) or None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | Decimal):
        return f"{Decimal(value).normalize():f}"
    if isinstance(value, dt.datetime):
        # The library has no dates without a time.
        return value.date().isoformat()
    return value if value is None else str(value)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.parent.name)
def test_shipped_tables_are_read_alike(path: Path) -> None:
    """Every cell of the shipped facts has the same value for the library, which has nothing to warn of either."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        theirs = TableGroup.from_file(path)
        for table, other in zip(metadata.load(path).tables, theirs.tables, strict=True):
            expected = [{name: comparable(value) for name, value in row.items()} for row in other.iterdicts()]
            found = ours(path, table)
            names = found[0].keys() if found else set()
            assert [{name: row[name] for name in names} for row in expected] == found, table.file


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
VALUES = st.tuples(
    TEXTS,
    st.integers(-(10**6), 10**6),
    st.decimals(-1000, 1000, places=2),
    st.lists(TEXTS.filter(lambda text: ";" not in text and text), max_size=3),
    st.sampled_from(["yes", "no"]),
)


@given(st.lists(VALUES, min_size=1, max_size=5))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50)
def test_generated_tables_are_read_alike(tmp_path: Path, values: list[Any]) -> None:
    """Quoted texts, numbers, lists and booleans in other words: two readers, one result."""
    columns = [
        {"name": "t", "propertyUrl": "dc:title"},
        {"name": "i", "propertyUrl": "dc:title", "datatype": "integer"},
        {"name": "d", "propertyUrl": "dc:title", "datatype": "decimal"},
        {"name": "l", "propertyUrl": "dc:title", "separator": ";"},
        {"name": "b", "propertyUrl": "dc:title", "datatype": {"base": "boolean", "format": "yes|no"}},
    ]
    path = tmp_path / metadata.NAME
    table = {"url": "t.csv", "tableSchema": {"columns": columns}}
    path.write_text(json.dumps({"@context": "http://www.w3.org/ns/csvw", "tables": [table]}))
    with (tmp_path / "t.csv").open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(["t", "i", "d", "l", "b"])
        writer.writerows(
            [text, number, decimal, ";".join(items), word] for text, number, decimal, items, word in values
        )
    theirs = [
        {name: comparable(value) for name, value in row.items()}
        for row in TableGroup.from_file(path).tables[0].iterdicts()
    ]
    assert ours(path, metadata.load(path).tables[0]) == theirs


@pytest.mark.parametrize(
    "template", ["http://a/{x}", "http://a/{x}/{y}", "http://a{?x,y}", "{/x}", "{.x}", "{;x,y}", "#{x}"]
)
@given(st.text(min_size=1, max_size=8), st.text(min_size=1, max_size=8))
def test_templates_are_expanded_alike(template: str, x: str, y: str) -> None:
    """Percent-encoding and operators are those of an independent implementation of RFC 6570."""
    assert Template.parse(template).expand({"x": x, "y": y}) == URITemplate(template).expand(x=x, y=y)
