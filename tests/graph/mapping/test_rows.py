"""The rows of CSV files and where their cells start."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.errors import Unreadable
from iurc.graph.mapping import rows
from iurc.graph.mapping.dialect import Dialect

DEFAULT = Dialect()
CELLS = st.text(
    st.sampled_from(["a", "é", "漢", "\N{GRINNING FACE}", " ", ",", ";", '"', "\n", "\r", "'", "#"]),
    max_size=6,
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4), min_size=1, max_size=5)


def read(data: bytes | str, dialect: Dialect = DEFAULT) -> list[rows.Row]:
    """Read all rows of a text."""
    return list(rows.read(io.BytesIO(data.encode() if isinstance(data, str) else data), "t.csv", dialect))


def place(text: str, offset: int) -> str:
    """Find line and column of a character the slow way: by looking at all that stand before it."""
    line, column = 1, 1
    for character in text[:offset]:
        line, column = (line + 1, 1) if character == "\n" else (line, column + 1)
    return f"t.csv:{line}:{column}"


@given(TABLES, st.data())
def test_cells_and_their_places_come_back(table: list[list[str]], data: st.DataObject) -> None:
    """Whatever is written by the rules of RFC 4180 is read back, each cell where its first character was put."""
    text = ""
    expected = []
    for cells in table:
        placed = []
        for index, cell in enumerate(cells):
            text += "," if index else ""
            must = any(mark in cell for mark in ',"\r\n')
            quoted = must or data.draw(st.booleans())
            placed.append((cell, len(text)))
            text += '"' + cell.replace('"', '""') + '"' if quoted else cell
        expected.append(placed)
        text += data.draw(st.sampled_from(["\n", "\r\n"]))
    found = [[(cell, str(row.position(index))) for index, cell in enumerate(row.cells)] for row in read(text)]
    assert found == [[(cell, place(text, offset)) for cell, offset in placed] for placed in expected]


@given(st.text(st.sampled_from(["a", "b", ",", '"', "\n", " "]), max_size=25))
def test_what_is_read_is_what_a_strict_reader_reads(text: str) -> None:
    """On any text at all, either the file is refused or the cells are those of Python's strict reader."""
    try:
        found = [row.cells for row in read(text)]
    except Unreadable:
        return
    strict = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert found == [cells or [""] for cells in strict]


def test_rows_are_numbered_as_a_spreadsheet_does() -> None:
    """Line breaks in cells make lines, not rows; a row starts at the line of its first cell."""
    found = read('a,b\n"x\ny",1\nz,2')
    assert [(row.number, str(row.position()), row.whole) for row in found] == [
        (1, "t.csv:1:1", True),
        (2, "t.csv:2:1", True),
        (3, "t.csv:4:1", False),
    ]


def test_the_place_after_the_last_cell_is_known() -> None:
    """A missing cell is missed at the end of the row."""
    quoted, plain = read('"a",b\nc,d\n')
    assert str(quoted.position(2)) == "t.csv:1:6"
    assert str(plain.position(2)) == "t.csv:2:4"
    assert str(plain.position(9)) == "t.csv:2:4"


def test_a_byte_order_mark_is_no_part_of_the_first_cell() -> None:
    """Spreadsheets write one; the header must not begin with it."""
    assert read(b"\xef\xbb\xbfid,b\n")[0].cells == ["id", "b"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "t.csv:1:1: the file is empty (check how it was written)"),
        (b"a,b\n1,\xe9\n", "t.csv:2:3: byte 0xe9 is not UTF-8 (byte 6 of the file) (save the file as UTF-8)"),
        (
            b"a\n\xc3\xa9\xff",
            "t.csv:2:2: byte 0xff is not UTF-8 (byte 4 of the file) (save the file as UTF-8)",
        ),
        (
            b"a,b\n1,x\0y\n",
            "t.csv:2:4: there is a NUL byte (byte 7 of the file) (the file is damaged, or no text; write it anew)",
        ),
        ("a,b\n".encode("utf-16"), "t.csv:1:1: this is no CSV text but UTF-16 text (save it as UTF-8)"),
        (
            b"PK\x03\x04\0\0",
            "t.csv:1:1: this is no CSV text but a ZIP archive, perhaps a spreadsheet (give a workbook its ending .xlsx, or export the sheet as CSV)",
        ),
        (b"\x1f\x8b\x08", "t.csv:1:1: this is no CSV text but compressed with gzip (unpack it first)"),
        (
            b'a,b\n1,"x\ny\n',
            "t.csv:2:3: the quote that opens this cell is never closed (close it, or check whether the file was cut off)",
        ),
        (
            b'a\n"x""',
            "t.csv:2:1: the quote that opens this cell is never closed (close it, or check whether the file was cut off)",
        ),
        (
            b'a,b\n1,x"y\n',
            "t.csv:2:4: there is a quote inside a cell that does not begin with one (enclose the whole cell in quotes and double those inside)",
        ),
        (
            b'a,b\n1,"x"y\n',
            "t.csv:2:6: text follows the closing quote of a cell (double the quotes inside the cell, or set a delimiter after it)",
        ),
        (
            b"a,b\r1,2\r",
            "t.csv:1:4: there is a carriage return without a line feed (convert the line ends to LF or CRLF)",
        ),
    ],
)
def test_broken_files_are_refused_at_their_place(data: bytes, message: str) -> None:
    """Each way to break a file is told with line, column and remedy."""
    with pytest.raises(Unreadable) as caught:
        read(data)
    assert str(caught.value) == message


def test_a_line_without_end_is_refused_before_it_fills_the_memory() -> None:
    """A file of 200 MB without a line end is given up after a megabyte."""
    with pytest.raises(Unreadable, match=f"the line has more than {rows.LONGEST} bytes"):
        read(b"x" * (rows.LONGEST + 1))


def test_a_quote_that_swallows_the_file_is_given_up_early() -> None:
    """An open quote does not make the reader collect all that follows."""

    class Counting(io.BytesIO):
        lines = 0

        def readline(self, size: int | None = -1) -> bytes:
            self.lines += 1
            return super().readline(size)

    stream = Counting(b'"' + (b"x" * 1000 + b"\n") * 5000)
    with pytest.raises(Unreadable, match="never closed"):
        list(rows.read(stream, "t.csv", DEFAULT))
    assert stream.lines < 1100


@pytest.mark.parametrize(
    ("text", "dialect", "cells"),
    [
        ("a;b\n", Dialect(delimiter=";"), [["a", "b"]]),
        ("'a,b',c\n", Dialect(quote="'"), [["a,b", "c"]]),
        ('"a",b\n', Dialect(quote=None), [['"a"', "b"]]),
        (r'"a\"b\\",c' + "\n", Dialect(double_quote=False), [['a"b\\', "c"]]),
        ("x\ny\na,b\n", Dialect(skip_rows=2), [["a", "b"]]),
        ("#x\na,b\n#y\n", Dialect(comment="#"), [["a", "b"]]),
        ("a,b\n\nc,d\n", Dialect(skip_blank=True), [["a", "b"], ["c", "d"]]),
        ("a,b\n\nc,d\n", Dialect(), [["a", "b"], [""], ["c", "d"]]),
        (' a , "b " , c\n', Dialect(trim_start=True, trim_end=True), [["a", "b ", "c"]]),
        (" a , b \n", Dialect(trim_start=True), [["a ", "b "]]),
        (" a , b \n", Dialect(trim_end=True), [[" a", " b"]]),
    ],
)
def test_dialects_are_honoured(text: str, dialect: Dialect, cells: list[list[str]]) -> None:
    """Delimiters, quotes, comments and space are treated as the dialect says."""
    assert [row.cells for row in read(text, dialect)] == cells


def test_trimming_moves_the_place_to_the_text() -> None:
    """With trimming, a cell starts where its text or quote starts."""
    (row,) = read('a,  "b",  c\n', Dialect(trim_start=True, trim_end=True))
    assert [str(row.position(index)) for index in range(3)] == ["t.csv:1:1", "t.csv:1:5", "t.csv:1:11"]


def test_rows_come_one_by_one() -> None:
    """A large file is never in memory as a whole: a row is given before the next is read."""

    class Counting(io.BytesIO):
        lines = 0

        def readline(self, size: int | None = -1) -> bytes:
            self.lines += 1
            return super().readline(size)

    stream = Counting(b"a\n" * 1000)
    found = rows.read(stream, "t.csv", DEFAULT)
    next(found)
    next(found)
    assert stream.lines == 2
