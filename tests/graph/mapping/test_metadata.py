"""Metadata files."""

import json
from pathlib import Path
from typing import Any

import pytest

from iurc.graph.errors import BadUsage, Unreadable
from iurc.graph.mapping import metadata

CSVW = "http://www.w3.org/ns/csvw"
SCHEMA = {"columns": [{"name": "a"}]}
TABLE = {"url": "t.csv", "tableSchema": SCHEMA}


def parse(value: Any, **options: Any) -> metadata.TableGroup:
    """Read metadata as they would stand in a file."""
    return metadata.parse(json.dumps(value).encode(), "m.json", **options)


def test_a_group_is_read() -> None:
    """The group's id names the dataset, and its annotations are kept as they are."""
    group = parse(
        {
            "@context": [CSVW, {"@language": "en"}],
            "@id": "https://w3id.org/iurc/graph/iurc-phase2",
            "dc:title": "Phase II",
            "tables": [TABLE],
        }
    )
    assert group.id == "https://w3id.org/iurc/graph/iurc-phase2"
    assert group.annotations == {"dc:title": "Phase II"}
    (table,) = group.tables
    assert (table.file, table.url, table.dataset) == (
        "t.csv",
        "https://w3id.org/iurc/graph/iurc-phase2/t.csv",
        "iurc-phase2",
    )


def test_one_table_needs_no_group() -> None:
    """A table description alone is a group of one."""
    group = parse({"@context": CSVW, "@id": "https://example.org/x", **TABLE})
    assert [table.file for table in group.tables] == ["t.csv"]


def test_a_base_in_the_context_wins() -> None:
    """`@base` says against what relative addresses are resolved (section 5.2), then the caller, then the id."""
    with_base = {
        "@context": [CSVW, {"@base": "https://b.example/"}],
        "@id": "https://i.example/x",
        "tables": [TABLE],
    }
    without = {"@context": CSVW, "@id": "https://i.example/x", "tables": [TABLE]}
    assert parse(with_base, base="https://c.example/").tables[0].url == "https://b.example/t.csv"
    assert parse(without, base="https://c.example/").tables[0].url == "https://c.example/t.csv"
    assert parse(without).tables[0].url == "https://i.example/x/t.csv"


def test_schema_and_dialect_of_the_group_serve_tables_without_their_own() -> None:
    """What the group says holds for its tables (section 5.3)."""
    group = parse(
        {
            "@context": CSVW,
            "@id": "https://i.example/x",
            "tableSchema": SCHEMA,
            "dialect": {"delimiter": ";"},
            "tables": [{"url": "a.csv"}, {"url": "b.csv", "dialect": {}, "suppressOutput": True}],
        }
    )
    first, second = group.tables
    assert (first.columns[0].name, first.dialect.delimiter, first.suppressed) == ("a", ";", False)
    assert (second.dialect.delimiter, second.suppressed) == (None, True)


def test_the_primary_key_is_read() -> None:
    """One column or several."""
    one = parse(
        {
            "@context": CSVW,
            "@id": "https://i.example/x",
            "url": "t.csv",
            "tableSchema": {**SCHEMA, "primaryKey": "a"},
        }
    )
    assert one.tables[0].primary_key == ("a",)


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ([], "CSVW metadata are a JSON object"),
        ({"tables": [TABLE]}, "there is no '@context'"),
        ({"@context": "http://schema.org", "tables": [TABLE]}, "the '@context' is not that of CSVW"),
        (
            {"@context": [CSVW, {"iurc": "https://w3id.org/iurc/ontology#"}], "tables": [TABLE]},
            "CSVW allows only @base and @language here, not 'iurc'",
        ),
        ({"@context": [], "tables": [TABLE]}, "the '@context' is not that of CSVW"),
        ({"@context": CSVW, "name": "x"}, "neither 'tables' nor 'url' is there"),
        ({"@context": CSVW, "tables": []}, "there is no table in 'tables'"),
        ({"@context": CSVW, "tables": {}}, "'tables' must be an array"),
        ({"@context": CSVW, "tables": [5]}, "this must be an object"),
        ({"@context": CSVW, "tabels": [], "tables": [TABLE]}, "a table group has no property 'tabels'"),
        (
            {"@context": CSVW, "tables": [{"url": "t.csv", "schema": SCHEMA}]},
            "a table has no property 'schema'",
        ),
        ({"@context": CSVW, "tables": [{"tableSchema": SCHEMA}]}, "the table has no 'url'"),
        ({"@context": CSVW, "tables": [{"url": "t.csv"}]}, "the table has no 'tableSchema'"),
        (
            {"@context": CSVW, "tables": [{"url": "t.csv", "tableSchema": "http://127.0.0.1/s.json"}]},
            "a schema by reference is not fetched",
        ),
        (
            {"@context": CSVW, "tables": [{"url": "t.csv", "tableSchema": {"column": []}}]},
            "a schema has no property 'column'",
        ),
        (
            {"@context": CSVW, "tables": [{"url": "t.csv", "tableSchema": {}}]},
            "the schema describes no columns",
        ),
        (
            {"@context": CSVW, "tables": [{"url": "t.csv", "tableSchema": {"columns": []}}]},
            "the schema describes no columns",
        ),
        (
            {"@context": CSVW, "@id": "https://i.example/x", "tables": [TABLE, TABLE]},
            "the table 't.csv' is described twice",
        ),
        (
            {"@context": CSVW, "tables": [TABLE]},
            "the column 'a' has no propertyUrl, and there is no base to make one of",
        ),
        (
            {
                "@context": CSVW,
                "@id": "https://i.example/x",
                "tables": [{"url": "t.csv", "tableSchema": {"columns": [{"name": "a"}, {"name": "a"}]}}],
            },
            "two columns have the name 'a'",
        ),
        (
            {
                "@context": CSVW,
                "@id": "https://i.example/x",
                "tables": [
                    {
                        "url": "t.csv",
                        "tableSchema": {
                            "columns": [{"name": "v", "virtual": True, "valueUrl": "iurc:x"}, {"name": "a"}]
                        },
                    }
                ],
            },
            "a column of the file stands after a virtual one",
        ),
        (
            {
                "@context": CSVW,
                "@id": "https://i.example/x",
                "tables": [{"url": "t.csv", "tableSchema": {**SCHEMA, "primaryKey": ["a", "b"]}}],
            },
            "the primary key names the column 'b'",
        ),
    ],
)
def test_what_breaks_the_standard_is_refused(value: Any, message: str) -> None:
    """Nothing is guessed and nothing fetched; each error has a place."""
    with pytest.raises(Unreadable) as caught:
        parse(value)
    assert message in caught.value.message
    assert caught.value.position is not None


@pytest.mark.parametrize(
    "url", ["../t.csv", "/etc/passwd", "a/b.csv", "http://example.org/t.csv", "..", "", "c:\\t.csv"]
)
def test_a_table_lies_beside_its_metadata(url: str) -> None:
    """Metadata that someone uploads cannot point at other files of the machine, nor at the network."""
    with pytest.raises(Unreadable, match="is not the name of a file beside the metadata"):
        parse({"@context": CSVW, "tables": [{"url": url, "tableSchema": SCHEMA}]})


def test_errors_name_the_line() -> None:
    """The place of an error is that of the property in the text."""
    text = f'{{"@context": "{CSVW}",\n "url": "t.csv",\n "tableSchema": {{\n  "columns": [\n   {{"name": "a",\n    "datatype": "integr"}}]}}}}'
    with pytest.raises(Unreadable) as caught:
        metadata.parse(text.encode(), "m.json")
    assert str(caught.value).startswith(
        "m.json:6:5: there is no datatype 'integr' in CSVW (did you mean 'integer'"
    )


def test_metadata_are_found_where_the_standard_says(tmp_path: Path) -> None:
    """The file's own metadata win over those of the folder (section 5.3 of the model)."""
    csv = tmp_path / "t.csv"
    assert metadata.find(csv) is None
    (tmp_path / "csv-metadata.json").write_text("{}")
    assert metadata.find(csv) == tmp_path / "csv-metadata.json"
    (tmp_path / "t.csv-metadata.json").write_text("{}")
    assert metadata.find(csv) == tmp_path / "t.csv-metadata.json"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    """The remedy says what to write."""
    with pytest.raises(BadUsage, match="there is no metadata file"):
        metadata.load(tmp_path / "csv-metadata.json")


def test_a_folder_is_no_metadata_file(tmp_path: Path) -> None:
    """What the system cannot read as a file is told without a traceback."""
    with pytest.raises(Unreadable, match="cannot be read"):
        metadata.load(tmp_path)
