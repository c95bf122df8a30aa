"""Files as statements."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from iurc.graph.errors import BadUsage, InputProblems, Unreadable
from iurc.graph.mapping import metadata, table
from iurc.graph.register import Register

COLUMNS = [
    {"name": "id", "suppressOutput": True},
    {"name": "n", "propertyUrl": "dc:extent", "datatype": "integer"},
]
SCHEMA = {"aboutUrl": "https://example.org/{id}", "columns": COLUMNS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with metadata and two tables."""
    tables = [{"url": "one.csv", "tableSchema": SCHEMA}, {"url": "two.csv", "tableSchema": SCHEMA}]
    write(tmp_path, {"tables": tables})
    (tmp_path / "one.csv").write_text("id,n\na,1\nb,2\n")
    (tmp_path / "two.csv").write_text("id,n\nc,3\n")
    return tmp_path


def write(folder: Path, value: dict[str, Any]) -> None:
    """Write a metadata file."""
    head = {"@context": "http://www.w3.org/ns/csvw", "@id": "https://example.org/graph/x"}
    (folder / metadata.NAME).write_text(json.dumps(head | value))


def subjects(found: Any) -> list[str]:
    """Give the last letters of the subjects."""
    return [statement.subject.value[-1] for statement in found]


def test_all_tables_are_mapped_in_order(folder: Path) -> None:
    """The order is that of the metadata, then of the rows."""
    found = list(table.map_tables(folder / metadata.NAME, Register()))
    assert subjects(found) == ["a", "b", "c"]
    assert str(found[2].position) == f"{folder / 'two.csv'}:2:3"


def test_some_tables_can_be_chosen(folder: Path) -> None:
    """Only the named ones are opened."""
    (folder / "one.csv").unlink()
    assert subjects(table.map_tables(folder / metadata.NAME, Register(), only=["two.csv"])) == ["c"]


def test_a_table_that_is_not_described_cannot_be_chosen(folder: Path) -> None:
    """A misspelt name is told with the nearest one."""
    with pytest.raises(BadUsage, match=r"describes no table 'tow\.csv'") as caught:
        list(table.map_tables(folder / metadata.NAME, Register(), only=["tow.csv"]))
    assert caught.value.remedy == "did you mean 'two.csv' or 'one.csv'?"


def test_a_suppressed_table_is_not_opened(folder: Path) -> None:
    """`suppressOutput` on a table leaves it out, unless it is asked for."""
    write(
        folder,
        {
            "tables": [
                {"url": "none.csv", "tableSchema": SCHEMA, "suppressOutput": True},
                {"url": "two.csv", "tableSchema": SCHEMA},
            ]
        },
    )
    assert subjects(table.map_tables(folder / metadata.NAME, Register())) == ["c"]


def test_a_table_that_is_not_there_is_told(folder: Path) -> None:
    """The metadata name it, the folder lacks it."""
    (folder / "two.csv").unlink()
    with pytest.raises(BadUsage, match="there is no table") as caught:
        list(table.map_tables(folder / metadata.NAME, Register()))
    assert caught.value.remedy == "check the 'url' in the metadata"


def test_a_table_that_cannot_be_opened_is_told(folder: Path) -> None:
    """A folder in the place of a table is no table."""
    (folder / "two.csv").unlink()
    (folder / "two.csv").mkdir()
    with pytest.raises(Unreadable, match="cannot be read"):
        list(table.map_tables(folder / metadata.NAME, Register()))


def test_metadata_are_refused_before_anything_is_read(folder: Path) -> None:
    """Mistaken metadata are an error of the call, not of the first row."""
    (folder / metadata.NAME).write_text("{")
    with pytest.raises(Unreadable, match="this is not JSON"):
        table.map_tables(folder / metadata.NAME, Register())


def test_a_file_finds_its_description(folder: Path) -> None:
    """By its name, or by the only description there is."""
    group = metadata.load(folder / metadata.NAME)
    assert table.table_for(group, "two.csv", "m.json").file == "two.csv"
    with pytest.raises(BadUsage, match=r"describes no table 'other\.csv'"):
        table.table_for(group, "other.csv", "m.json")
    write(folder, {"url": "anything.csv", "tableSchema": SCHEMA})
    assert (
        table.table_for(metadata.load(folder / metadata.NAME), "other.csv", "m.json").file == "anything.csv"
    )


def test_bytes_are_mapped_without_a_file(folder: Path) -> None:
    """An upload has a name but no path."""
    description = metadata.load(folder / metadata.NAME).tables[0]
    found = list(table.read(description, io.BytesIO(b"id,n\nq,4\n"), "upload.csv", Register()))
    assert str(found[0].position) == "upload.csv:2:3"


def test_all_problems_of_all_tables_are_told_together(folder: Path) -> None:
    """A person mends the tables once; what is right is still given before the error."""
    (folder / "one.csv").write_text("id,n\na,x\nb,2\nc,y\n")
    (folder / "two.csv").write_text("")
    given = []
    with pytest.raises(InputProblems) as caught:
        given.extend(table.map_tables(folder / metadata.NAME, Register()))
    one, two = folder / "one.csv", folder / "two.csv"
    assert [str(problem.position) for problem in caught.value.problems] == [
        f"{one}:2:3",
        f"{one}:4:3",
        f"{two}:1:1",
    ]
    assert str(caught.value.problems[0]) == f"{one}:2:3: row 2, column 'n': 'x' is not a whole number"
    assert subjects(given) == ["b"]


def test_reading_stops_after_a_hundred_problems(folder: Path) -> None:
    """A million wrong rows make no million messages."""
    (folder / "one.csv").write_text("id,n\n" + "a,x\n" * 500)
    with pytest.raises(InputProblems) as caught:
        list(table.map_tables(folder / metadata.NAME, Register()))
    assert len(caught.value.problems) == table.MOST_PROBLEMS + 1
    assert caught.value.problems[-1].message == "reading stopped after 100 problems"
    assert caught.value.problems[-1].position == caught.value.problems[-2].position


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "1:1: the file is empty (check how it was written)"),
        (
            b"id,n\na,1\nb,\xff\n",
            "3:3: byte 0xff is not UTF-8 (byte 11 of the file) (save the file as UTF-8)",
        ),
        (
            b"id,n\na,1\n\0\0\0",
            "3:1: there is a NUL byte (byte 9 of the file) (the file is damaged, or no text; write it anew)",
        ),
        (
            b'id,n\na,"1\n',
            "2:3: the quote that opens this cell is never closed (close it, or check whether the file was cut off)",
        ),
        (
            b"id,n\na,1\nb",
            "3:2: row 3 has 1 cells, where the header has 2 (the file ends in the middle of this row: get the whole file)",
        ),
        (b"id\na\n", "1:1: the file has no column 'n', which the mapping describes"),
    ],
)
def test_a_bad_file_gives_one_clear_message(folder: Path, data: bytes, message: str) -> None:
    """File, line, column, what is wrong and what to do: the user sees no traceback of ours."""
    (folder / "one.csv").write_bytes(data)
    with pytest.raises(InputProblems) as caught:
        list(table.map_tables(folder / metadata.NAME, Register(), only=["one.csv"]))
    assert len(caught.value.problems) == 1
    assert str(caught.value).startswith(f"{folder / 'one.csv'}:{message}")


def test_only_comments_are_no_table(folder: Path) -> None:
    """A file in which every line is passed over has no header."""
    (folder / "one.csv").write_text("#\n#\n")
    write(folder, {"tables": [{"url": "one.csv", "tableSchema": SCHEMA, "dialect": {"commentPrefix": "#"}}]})
    with pytest.raises(InputProblems, match="the file has no header"):
        list(table.map_tables(folder / metadata.NAME, Register()))


def test_a_large_table_is_never_in_memory_as_a_whole(folder: Path) -> None:
    """Rows are read as their statements are asked for."""

    class Counting(io.BytesIO):
        lines = 0

        def readline(self, size: int | None = -1) -> bytes:
            self.lines += 1
            return super().readline(size)

    stream = Counting(b"id,n\n" + b"a,1\n" * 10_000)
    found = table.read(metadata.load(folder / metadata.NAME).tables[0], stream, "t.csv", Register())
    for _ in range(500):
        next(found)
    assert stream.lines == 501
