"""The form of every dataset: its tables, and metadata that fits them."""

import csv
import io
import json
import re
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

SOURCES = Path(str(files("iurc.graph"))) / "sources"
READMES = Path(__file__).parents[3] / "graph" / "sources"
DATASETS = sorted(path.parent.name for path in SOURCES.glob("*/csv-metadata.json"))
TABLES = sorted(
    str(path.relative_to(SOURCES)) for path in [*SOURCES.glob("*/*.csv"), SOURCES / "identity.csv"]
)
VARIABLE = re.compile(r"\{[+#./;?&]?([^{}]+)\}")


def _tables(dataset: str) -> list[dict[str, Any]]:
    loaded = json.loads((SOURCES / dataset / "csv-metadata.json").read_text(encoding="utf-8"))
    tables: list[dict[str, Any]] = loaded["tables"]
    return tables


def _header(dataset: str, url: str) -> list[str]:
    with (SOURCES / dataset / url).open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


def _named(column: dict[str, Any]) -> set[str]:
    """Give every column name that a column's templates and annotations speak of."""
    names: set[str] = set()
    for key in ("aboutUrl", "propertyUrl", "valueUrl", "iurc:text"):
        for variables in VARIABLE.findall(column.get(key, "")):
            names.update(variables.split(","))
    for key in ("iurc:langFrom", "iurc:stem"):
        names.update({column[key]} if key in column else set())
    when = column.get("iurc:when")
    names.update({when["column"] if isinstance(when, dict) else when} if when else set())
    each = column.get("iurc:each")
    names.update({each} if isinstance(each, str) else set())
    names.update(column.get("iurc:place", {}).values())
    return names


def test_the_four_datasets_have_metadata():
    """The datasets that these tests are about are there."""
    assert {"about-page", "programme", "reference"} <= set(DATASETS)


@pytest.mark.parametrize("path", TABLES)
def test_table_is_clean_csv(path: str):
    """A table is UTF-8 without byte order mark, has LF line ends and is quoted as RFC 4180 asks, no more."""
    stored = (SOURCES / path).read_bytes()
    rows = list(csv.reader(io.StringIO(stored.decode("utf-8"), newline="")))
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="\n").writerows(rows)
    assert written.getvalue().encode() == stored
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(set(rows[0])) == len(rows[0])


@pytest.mark.parametrize("path", TABLES)
def test_no_cell_has_space_around_it(path: str):
    """No cell begins or ends with white space, which would make two spellings of one value."""
    with (SOURCES / path).open(encoding="utf-8", newline="") as lines:
        assert [cell for row in csv.reader(lines) for cell in row if cell != cell.strip()] == []


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_table_is_described(dataset: str):
    """Every table of a dataset is in its metadata and no table is described that is not there."""
    assert sorted(table["url"] for table in _tables(dataset)) == sorted(
        path.name for path in (SOURCES / dataset).glob("*.csv")
    )


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_column_is_described(dataset: str):
    """The columns of the metadata are those of the table in its order, then the virtual ones, all of different names."""
    for table in _tables(dataset):
        columns = table["tableSchema"]["columns"]
        real = [column["name"] for column in columns if not column.get("virtual")]
        assert real == _header(dataset, table["url"]), table["url"]
        assert [bool(column.get("virtual")) for column in columns] == sorted(
            bool(c.get("virtual")) for c in columns
        )
        assert len({column["name"] for column in columns}) == len(columns)


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_column_speaks_or_is_silent(dataset: str):
    """A column has a property or is suppressed, so that no statement with an accidental property arises."""
    for table in _tables(dataset):
        for column in table["tableSchema"]["columns"]:
            assert "propertyUrl" in column or column.get("suppressOutput") is True, (
                table["url"],
                column["name"],
            )


@pytest.mark.parametrize("dataset", DATASETS)
def test_every_name_in_a_template_is_a_column(dataset: str):
    """Templates and annotations speak only of columns that the table has."""
    for table in _tables(dataset):
        schema = table["tableSchema"]
        known = {column["name"] for column in schema["columns"]}
        for column in [{"aboutUrl": schema.get("aboutUrl", "")}, *schema["columns"]]:
            assert {name for name in _named(column) - known if not name.startswith("_")} == set(), column


@pytest.mark.parametrize("dataset", DATASETS)
def test_graph_is_named_after_the_dataset(dataset: str):
    """A dataset's named graph carries the name of its folder."""
    loaded = json.loads((SOURCES / dataset / "csv-metadata.json").read_text(encoding="utf-8"))
    assert loaded["@id"] == f"https://w3id.org/iurc/graph/{dataset}"
    assert loaded["dc:title"]
    assert loaded["dc:license"]


@pytest.mark.parametrize("dataset", DATASETS)
def test_readme_names_every_table(dataset: str):
    """The README of a dataset speaks of each of its tables."""
    text = (READMES / dataset / "README.md").read_text(encoding="utf-8")
    assert [table["url"] for table in _tables(dataset) if table["url"] not in text] == []
