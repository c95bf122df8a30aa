"""iurc.graph.reading: from the files a user names to imports."""

import json
from pathlib import Path

import openpyxl
import pytest

from iurc.graph import reading
from iurc.graph.candidate import Mode
from iurc.graph.errors import BadUsage, InputProblems, IurcError, Unreadable
from iurc.graph.locating.align import Role
from iurc.graph.reading import Request
from iurc.graph.register import Register

NOBODY = Register()


def table(folder: Path, name: str, text: str = "id,label\na,x\n") -> Path:
    """Write a table."""
    path = folder / name
    path.write_text(text)
    return path


def metadata(folder: Path, name: str, *tables: str) -> Path:
    """Write CSVW metadata for tables with the columns id and label."""
    columns = [{"name": "id", "suppressOutput": True}, {"name": "label", "propertyUrl": "rdfs:label"}]
    described = {
        "@context": "http://www.w3.org/ns/csvw",
        "@id": "https://w3id.org/iurc/graph/described",
        "tables": [{"url": t, "tableSchema": {"aboutUrl": "urn:x:{id}", "columns": columns}} for t in tables],
    }
    path = folder / name
    path.write_text(json.dumps(described))
    return path


def test_rdf_files_are_datasets_of_their_own(tmp_path: Path) -> None:
    """Each file's graph is named after its stem, unless one dataset is named for all of them."""
    paths = [tmp_path / "a.nt", tmp_path / "b.nt"]
    for path in paths:
        path.write_text(f"<urn:{path.stem}> <urn:p> <urn:o> .\n")
    apart = reading.read(Request(paths), NOBODY)
    assert [c.dataset.value for c in apart] == [
        "https://w3id.org/iurc/graph/a",
        "https://w3id.org/iurc/graph/b",
    ]
    (together,) = reading.read(Request(paths, dataset="https://example.org/g"), NOBODY)
    assert together.dataset.value == "https://example.org/g"
    assert len(together.quads) == len(together.files) == 2


@pytest.mark.parametrize("name", ["t.csv-metadata.json", "csv-metadata.json"])
def test_a_table_finds_the_metadata_beside_it(tmp_path: Path, name: str) -> None:
    """A table's own metadata or those of its folder map it; both table and metadata are recorded as read."""
    path = table(tmp_path, "t.csv")
    metadata(tmp_path, name, "t.csv")
    (found,) = reading.read(Request([path]), NOBODY)
    assert found.dataset.value == "https://w3id.org/iurc/graph/described"
    assert [Path(file.name).name for file in found.files] == ["t.csv", name]
    (origin,) = found.origins
    position = origin.position(0, Role.OBJECT)
    assert (position.line, position.column) == (2, 3)


def test_named_metadata_map_a_table_elsewhere(tmp_path: Path) -> None:
    """--mapping need not lie beside the table."""
    (tmp_path / "elsewhere").mkdir()
    described = metadata(tmp_path / "elsewhere", "m.json", "t.csv")
    (found,) = reading.read(Request([table(tmp_path, "mine.csv")], mapping=described), NOBODY)
    assert len(found.quads) == 1


def test_metadata_stand_for_all_their_tables(tmp_path: Path) -> None:
    """Naming the metadata imports every table they describe."""
    for name in ("t.csv", "u.csv"):
        table(tmp_path, name, f"id,label\n{name[0]},x\n")
    (found,) = reading.read(Request([metadata(tmp_path, "csv-metadata.json", "t.csv", "u.csv")]), NOBODY)
    assert len(found.quads) == 2
    assert len(found.files) == 3


def test_part_of_a_dataset_does_not_replace_all_of_it(tmp_path: Path) -> None:
    """One of two tables is refused, naming what would be lost; with --add it is taken."""
    path = table(tmp_path, "t.csv")
    table(tmp_path, "u.csv")
    metadata(tmp_path, "csv-metadata.json", "t.csv", "u.csv")
    with pytest.raises(BadUsage, match=r"would lose what u\.csv say.*--add"):
        reading.read(Request([path]), NOBODY)
    (added,) = reading.read(Request([path], mode=Mode.ADD), NOBODY)
    assert added.mode is Mode.ADD


def test_a_table_without_metadata_is_bad_usage(tmp_path: Path) -> None:
    """The message says which file to write."""
    with pytest.raises(BadUsage, match=r"write t\.csv-metadata\.json"):
        reading.read(Request([table(tmp_path, "t.csv")]), NOBODY)


def test_all_problems_of_all_files_are_told_together(tmp_path: Path) -> None:
    """A broken file does not hide the next broken one."""
    for name in ("a.nt", "b.nt"):
        (tmp_path / name).write_text("<urn:a> <urn")
    with pytest.raises(InputProblems) as caught:
        reading.read(Request([tmp_path / "a.nt", tmp_path / "b.nt", tmp_path / "none.nt"]), NOBODY)
    problems: tuple[IurcError, ...] = caught.value.problems
    assert [type(problem) for problem in problems] == [Unreadable, Unreadable, BadUsage]


def test_the_limit_holds_for_tables_too(tmp_path: Path) -> None:
    """A table over the limit is refused before it is mapped."""
    path = table(tmp_path, "t.csv")
    metadata(tmp_path, "csv-metadata.json", "t.csv")
    with pytest.raises(Unreadable, match="IURC_MAX_BYTES"):
        reading.read(Request([path], limit=5), NOBODY)


def sheet(folder: Path, name: str, *rows: list[object], title: str = "Data") -> Path:
    """Write a workbook with an empty sheet and one with rows."""
    book = openpyxl.Workbook()
    filled = book.create_sheet(title)
    for row in rows:
        filled.append(row)
    book.save(folder / name)
    return folder / name


def test_tables_of_all_kinds_say_the_same(tmp_path: Path) -> None:
    """Text with tabs and a sheet named in the metadata are read like CSV; each is recorded as what it is."""
    described = metadata(tmp_path, "m.json", "t.csv")
    described.write_text(
        described.read_text().replace('"url": "t.csv"', '"url": "t.csv", "iurc:sheet": "Data"')
    )
    paths = [
        table(tmp_path, "t.csv"),
        table(tmp_path, "t.tsv", "id\tlabel\na\tx\n"),
        sheet(tmp_path, "t.xlsx", ["id", "label"], ["a", "x"]),
    ]
    found = [reading.read(Request([path], mapping=described), NOBODY)[0] for path in paths]
    assert found[0].quads == found[1].quads == found[2].quads
    assert [candidate.files[0].media_type.rpartition(".")[2] for candidate in found] == [
        "text/csv",
        "text/tab-separated-values",
        "sheet",
    ]
    (origin,) = found[2].origins
    position = origin.position(0, Role.OBJECT)
    assert (position.line, position.column) == (2, 2)


def test_a_workbook_finds_the_metadata_beside_it(tmp_path: Path) -> None:
    """By its own name, and what is wrong is told by row, column and cell."""
    described = metadata(tmp_path, "t.xlsx-metadata.json", "t.xlsx")
    described.write_text(
        described.read_text().replace('"url": "t.xlsx"', '"url": "t.xlsx", "iurc:sheet": "Data"')
    )
    path = sheet(tmp_path, "t.xlsx", ["id", "label"], ["a", "x", "more"])
    with pytest.raises(Unreadable, match="row 2 has 3 cells, where the header has 2") as caught:
        reading.read(Request([path]), NOBODY)
    assert str(caught.value.position) == f"{path}:2:3"


def test_an_error_in_a_sheet_keeps_its_row_out_and_no_other(tmp_path: Path) -> None:
    """All of them are told together."""
    described = metadata(tmp_path, "m.json", "t.csv")
    described.write_text(
        described.read_text().replace('"url": "t.csv"', '"url": "t.csv", "iurc:sheet": "Data"')
    )
    path = sheet(tmp_path, "t.xlsx", ["id", "label"], ["a", "#REF!"], ["b", "x"], ["c", "=1+1"])
    with pytest.raises(InputProblems) as caught:
        reading.read(Request([path], mapping=described), NOBODY)
    assert [problem.message for problem in caught.value.problems] == [
        "the cell Data!B2 holds the error #REF!",
        "the cell Data!B4 holds a formula whose value was never computed",
    ]
