"""Rows of a sheet in a workbook."""

import io
import sys
import tracemalloc
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest

from iurc.graph import workbook
from iurc.graph.errors import BadUsage, Unreadable
from iurc.graph.mapping.dialect import Dialect
from iurc.graph.mapping.rows import Row


def book(*rows: Any, sheet: str = "Data") -> openpyxl.Workbook:
    """Make a workbook with one sheet."""
    made = openpyxl.Workbook()
    made.active.title = sheet
    for row in rows:
        made.active.append(row)
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    """Give the bytes of a workbook."""
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def read(data: bytes | openpyxl.Workbook, dialect: Dialect | None = None, **rest: Any) -> list[Row]:
    """Read all rows."""
    data = data if isinstance(data, bytes) else saved(data)
    return list(workbook.read(io.BytesIO(data), "x.xlsx", dialect or Dialect(), **rest))


def cells(data: bytes | openpyxl.Workbook, dialect: Dialect | None = None, **rest: Any) -> list[list[str]]:
    """Read all rows; give their cells."""
    return [row.cells for row in read(data, dialect, **rest)]


def test_cells_are_the_text_that_csv_would_hold() -> None:
    """Each kind of value becomes its text, whatever script it is in."""
    made = book(
        ["name", "ไทย", "n", "x", "yes", "day", "moment"],
        [
            "Nakhon Si Thammarat นครศรีธรรมราช",
            "国际城市合作",
            7,
            48.14816,
            True,
            date(2021, 9, 15),
            datetime(2021, 9, 15, 14, 30),  # noqa: DTZ001 - a sheet has no time zones
        ],
    )
    assert cells(made) == [
        ["name", "ไทย", "n", "x", "yes", "day", "moment"],
        [
            "Nakhon Si Thammarat นครศรีธรรมราช",
            "国际城市合作",
            "7",
            "48.14816",
            "true",
            "2021-09-15",
            "2021-09-15T14:30:00",
        ],
    ]


def test_a_cell_formatted_as_a_year_stays_a_year() -> None:
    """The number format decides how precise a date is, in the Buddhist Era too."""
    made = book(["a", "b", "c"], [date(2016, 1, 1), date(2016, 3, 1), date(2016, 3, 1)])
    for name, shown in (("A2", "yyyy"), ("B2", "mmm yyyy"), ("C2", "[$-D07041E]d/m/yyyy")):
        made.active[name].number_format = shown
    assert cells(made)[1] == ["2016", "2016-03", "2559-03-01"]


def test_a_format_of_a_buddhist_year_alone_is_a_date(sheets: Any) -> None:
    """The library takes it for a number; the sheet shows a year."""
    data = sheets.packed(
        sheets.parts(sheets.row(1, '<c {} s="2"><v>42430</v></c>', '<c {} s="1"><v>42430</v></c>'))
    )
    assert cells(data) == [["2559", "2016-03-01"]]


def test_rows_know_their_place() -> None:
    """A position is row and column; in words it is also the name of the cell in its sheet."""
    header, row = read(book(["a", "b"], [1, 2]), width=2)
    assert str(header.position(1)) == "x.xlsx:1:2"
    assert str(row.position(1)) == "x.xlsx:2:2"
    assert row.place(1, "b") == "row 2, column 'b' (Data!B2)"
    assert row.place(27, "z") == "row 2, column 'z' (Data!AB2)"
    assert row.place(701, "z") == "row 2, column 'z' (Data!ZZ2)"
    assert row.place(702, "z") == "row 2, column 'z' (Data!AAA2)"


def test_rows_are_as_wide_as_they_should_be() -> None:
    """Empty cells at the end are no cells, short rows are filled up, and what is beyond the last column is kept to be refused."""
    made = book(["a", "b", None], [1], [1, 2, None], [1, 2, 3])
    made.active["F2"].number_format = "0.00"
    assert cells(made, width=2) == [["a", "b"], ["1", ""], ["1", "2"], ["1", "2", "3"]]


def test_empty_rows_are_passed_over_and_numbers_stay() -> None:
    """Sheets have rows without values; the numbers of the others are those at their side."""
    made = book([], ["a"], [None], ["x"], [""], ["y"])
    made.active["A9"].number_format = "0.00"
    assert [(row.number, row.cells) for row in read(made)] == [(2, ["a"]), (4, ["x"]), (6, ["y"])]


@pytest.mark.parametrize(
    ("dialect", "expected"),
    [
        (Dialect(skip_rows=1), [["a"], [" x "]]),
        (Dialect(skip_rows=1, trim_start=True, trim_end=True), [["a"], ["x"]]),
        (Dialect(comment="#"), [["a"], [" x "]]),
        (Dialect(header=False), [["#title"], ["a"], [" x "]]),
    ],
)
def test_a_dialect_applies_as_far_as_it_can(dialect: Dialect, expected: list[list[str]]) -> None:
    """Rows to skip, comments and trimming are those of a text file."""
    assert cells(book(["#title"], ["a"], [" x "]), dialect, width=1) == expected


def test_the_first_sheet_that_is_shown_is_read_unless_one_is_named() -> None:
    """Hidden sheets hold lists for the others."""
    made = book(["hidden"], sheet="Lists")
    made.active.sheet_state = "hidden"
    made.create_sheet("One").append(["one"])
    made.create_sheet("Two").append(["two"])
    made.active = 1
    assert cells(made) == [["one"]]
    assert cells(made, sheet="Two") == [["two"]]
    assert cells(made, sheet="Lists") == [["hidden"]]


def test_a_sheet_that_is_not_there_is_told_with_those_that_are() -> None:
    """A misspelt name gets the nearest one."""
    with pytest.raises(Unreadable, match="has no sheet 'Dota'") as caught:
        read(book(["a"]), sheet="Dota")
    assert caught.value.remedy == "did you mean 'Data'?"
    with pytest.raises(Unreadable) as caught:
        read(book(["a"]), sheet="Zzzzzz")
    assert caught.value.remedy == "there is 'Data'"


def test_an_empty_sheet_is_told() -> None:
    """There is nothing to import, and the way to another sheet is named."""
    with pytest.raises(Unreadable, match="the sheet 'Data' is empty") as caught:
        read(book())
    assert "iurc:sheet" in (caught.value.remedy or "")


def test_a_formula_counts_as_its_stored_value(sheets: Any) -> None:
    """Of every kind, and shared formulas too; what was typed beside it is untouched."""
    data = sheets.packed(
        sheets.parts(
            sheets.row(1, sheets.string("a"), sheets.string("b"), sheets.string("c"), sheets.string("d"))
            + sheets.row(
                2,
                "<c {}><f>1+1</f><v>2</v></c>",
                '<c {} t="str"><f>UPPER("x")</f><v>X</v></c>',
                '<c {} t="b"><f>TRUE()</f><v>1</v></c>',
                '<c {} s="1"><f>TODAY()</f><v>42430</v></c>',
            )
            + sheets.row(
                4,
                '<c {}><f t="shared" ref="A4:B4" si="0">1+2</f><v>3</v></c>',
                '<c {}><f t="shared" si="0"/><v>4</v></c>',
            )
        )
    )
    assert cells(data)[1:] == [["2", "X", "true", "2016-03-01"], ["3", "4"]]


def test_a_formula_that_was_never_computed_is_an_error() -> None:
    """An empty cell in its place would lose what a person sees once the sheet is opened."""
    _, bad, good = read(book(["a", "b"], ["x", "=1+1"], ["y", "z"]))
    (fault,) = bad.faults
    assert str(fault.position) == "x.xlsx:2:2"
    assert fault.message == "the cell Data!B2 holds a formula whose value was never computed"
    assert good.cells == ["y", "z"]


def test_errors_are_errors_at_their_cell(sheets: Any) -> None:
    """Typed or computed, all in a row are told."""
    data = sheets.packed(
        sheets.parts(
            sheets.row(1, sheets.string("a"), sheets.string("b"), sheets.string("c"))
            + sheets.row(
                2, '<c {} t="e"><v>#N/A</v></c>', sheets.string("x"), '<c {} t="e"><f>Z9#</f><v>#REF!</v></c>'
            )
        )
    )
    faults = read(data)[1].faults
    assert [(str(fault.position), fault.message) for fault in faults] == [
        ("x.xlsx:2:1", "the cell Data!A2 holds the error #N/A"),
        ("x.xlsx:2:3", "the cell Data!C2 holds the error #REF!"),
    ]


def test_a_number_that_is_no_day_is_an_error(sheets: Any) -> None:
    """A date before the first or after the last that a sheet can hold."""
    data = sheets.packed(sheets.parts(sheets.row(1, '<c {} s="1"><v>99999999</v></c>')))
    assert "Data!A1 holds the error" in read(data)[0].faults[0].message


def test_a_size_that_the_sheet_claims_is_not_believed(sheets: Any) -> None:
    """A sheet that says it has a million rows of all columns is read as far as its cells go, over gaps in no time."""
    sheet = sheets.parts(sheets.row(1, sheets.string("a")) + '<row r="1048576"><c r="B1048576" s="1"/></row>')
    name = "xl/worksheets/sheet1.xml"
    sheet[name] = sheet[name].replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert cells(sheets.packed(sheet)) == [["a"]]


def test_a_row_that_goes_on_without_end_is_told(sheets: Any) -> None:
    """Formats that fill a row to the last column would cost time in every row."""
    (row,) = read(sheets.packed(sheets.parts('<row r="1"><c r="XFD1" s="1"/></row>')))
    assert row.faults[0].message == "the row goes on to the cell Data!XFD1"


@pytest.mark.parametrize(
    ("part", "text", "message"),
    [
        ("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'>", "cannot be read"),
        ("xl/workbook.xml", None, "cannot be read"),
        ("[Content_Types].xml", None, "cannot be read"),
        ("xl/styles.xml", "<styleSheet>", "cannot be read"),
    ],
)
def test_a_broken_workbook_is_told(sheets: Any, part: str, text: str | None, message: str) -> None:
    """A part that is missing or ends too early gives one message, not a traceback of the library."""
    parts = sheets.parts(sheets.row(1, sheets.string("a")))
    if text is None:
        del parts[part]
    else:
        parts[part] = text
    with pytest.raises(Unreadable, match=message) as caught:
        read(sheets.packed(parts))
    assert (
        caught.value.remedy == "open it in a spreadsheet program and save it again, or save the sheet as CSV"
    )


def test_a_sheet_that_breaks_off_gives_the_row_it_got_to(sheets: Any) -> None:
    """The place is near, not exact."""
    parts = sheets.parts("".join(sheets.row(number, sheets.string("a")) for number in range(1, 4000)))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace("<sheetData>", '<dimension ref="A1:A4000"/><sheetData>')[:-200]
    with pytest.raises(Unreadable, match="cannot be read") as caught:
        read(sheets.packed(parts))
    assert caught.value.position
    assert caught.value.position.line > 1
    assert not caught.value.position.exact


def test_macros_are_not_looked_at() -> None:
    """A workbook with macros has the same rows."""
    assert workbook.is_workbook("a.XLSM")
    assert workbook.is_workbook("a.xlsx")
    assert not workbook.is_workbook("a.csv")


def test_without_the_extra_the_way_to_get_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """One clear message, before the file is looked at."""
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(BadUsage, match="needs an extra package") as caught:
        list(workbook.read(io.BytesIO(b""), "x.xlsx", Dialect()))
    assert caught.value.remedy == "pip install 'iurc[xlsx]', or save the sheet as CSV"


def test_a_large_sheet_is_read_bit_by_bit(sheets: Any) -> None:
    """Memory grows with the longest row, not with the sheet."""
    row = "".join(f"<c><v>{number}</v></c>" for number in range(20))
    data = sheets.packed(sheets.parts("".join(f"<row>{row}</row>" for _ in range(5_000))))
    tracemalloc.start()
    try:
        count = sum(len(found.cells) for found in workbook.read(io.BytesIO(data), "x.xlsx", Dialect()))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert count == 100_000
    assert peak < 8 << 20
