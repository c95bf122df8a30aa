"""The rows of a CSV file, each cell with the line and column where it starts (RFC 4180; Model for Tabular Data, section 8).

The csv module of Python counts lines as it reads them, so it knows neither where a quoted cell with line breaks began nor any
column; and it reads on where a file is broken. Hence this reader.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import IO, Final, NoReturn

from iurc.graph.errors import Unreadable
from iurc.graph.mapping.dialect import Dialect
from iurc.shapes.position import Position

LONGEST: Final = 1 << 20
"""The most bytes that a row may have; more is a quote that was never closed."""

_BOM: Final = b"\xef\xbb\xbf"
_OTHER_FORMS: Final = (
    (b"\xff\xfe", "UTF-16 text", "save it as UTF-8"),
    (b"\xfe\xff", "UTF-16 text", "save it as UTF-8"),
    (
        b"PK\x03\x04",
        "a ZIP archive, perhaps a spreadsheet",
        "give a workbook its ending .xlsx, or export the sheet as CSV",
    ),
    (b"\x1f\x8b", "compressed with gzip", "unpack it first"),
)


@dataclass(slots=True)
class Row:
    """One row.

    Attributes:
        number: Its number among all rows of the file, header included; what a spreadsheet shows at its side.
        cells: The texts of the cells, quotes undone.
        whole: Whether a line end follows it; without one the file may have been cut off.
        faults: What is wrong with its cells before anyone reads them, as in a sheet with errors.
    """

    number: int
    cells: list[str]
    whole: bool
    _file: str
    _line: int
    _starts: list[tuple[int, int]] | None
    faults: tuple[Unreadable, ...] = ()

    def place(self, cell: int, title: str) -> str:  # noqa: ARG002 - a sheet tells the cell too
        """Say in words which cell is meant.

        Args:
            cell: Its index.
            title: The title of its column.
        """
        return f"row {self.number}, column '{title}'"

    def position(self, cell: int = 0) -> Position:
        """Tell where a cell starts: for a quoted one, at its quote.

        Args:
            cell: The index of the cell; beyond the last one, the end of the row.
        """
        if self._starts is None:
            *columns, after = accumulate((len(text) + 1 for text in self.cells), initial=1)
            self._starts = [(self._line, column) for column in (*columns, after - 1)]
        line, column = self._starts[min(cell, len(self._starts) - 1)]
        return Position(self._file, line, column)


def read(stream: IO[bytes], name: str, dialect: Dialect) -> Iterator[Row]:
    """Read the rows of a file, one at a time.

    Args:
        stream: The bytes, in UTF-8; a byte order mark is passed over.
        name: What positions call the file.
        dialect: How rows and cells are set apart.

    Raises:
        Unreadable: The file is empty, not UTF-8, holds a NUL byte, or its quotes do not pair up.
    """
    return _Reader(stream, name, dialect).rows()


class _Reader:
    def __init__(self, stream: IO[bytes], name: str, dialect: Dialect) -> None:
        self._stream = stream
        self._name = name
        self._dialect = dialect
        self._delimiter = dialect.separator(name)
        self._line = 0
        self._offset = 0
        self._ending = "\n"

    def rows(self) -> Iterator[Row]:
        for _ in range(self._dialect.skip_rows):
            self._next()
        number = 0
        quote, delimiter = self._dialect.quote, self._delimiter
        trims = self._dialect.trim_start or self._dialect.trim_end
        while (text := self._next()) is not None:
            if (self._dialect.comment and text.startswith(self._dialect.comment)) or (
                not text and self._dialect.skip_blank
            ):
                continue
            number += 1
            line = self._line
            starts = None
            if trims or (quote is not None and quote in text) or "\r" in text:
                cells, starts = self._cells(text)
            else:
                cells = text.split(delimiter)
            yield Row(number, cells, bool(self._ending), self._name, line, starts)
        if not self._line:
            self._fail("the file is empty", "check how it was written", 1)

    def _next(self) -> str | None:
        """Give the next line without its end, or nothing at the end of the file."""
        raw = self._stream.readline(LONGEST + 1)
        if not raw:
            return None
        self._line += 1
        if self._line == 1:
            raw = self._opened(raw)
        if len(raw) > LONGEST:
            self._fail(f"the line has more than {LONGEST} bytes", "check that the file has line ends", 1)
        if b"\0" in raw:
            self._fail(
                f"there is a NUL byte (byte {self._offset + raw.index(0)} of the file)",
                "the file is damaged, or no text; write it anew",
                len(raw[: raw.index(0)].decode("utf-8", "replace")) + 1,
            )
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            self._fail(
                f"byte {raw[error.start]:#04x} is not UTF-8 (byte {self._offset + error.start} of the file)",
                "save the file as UTF-8",
                len(raw[: error.start].decode("utf-8")) + 1,
            )
        self._offset += len(raw)
        self._ending = next((ending for ending in ("\r\n", "\n") if text.endswith(ending)), "")
        return text.removesuffix(self._ending)

    def _opened(self, raw: bytes) -> bytes:
        for mark, what, remedy in _OTHER_FORMS:
            if raw.startswith(mark):
                self._fail(f"this is no CSV text but {what}", remedy, 1)
        if raw.startswith(_BOM):
            self._offset = len(_BOM)
        return raw.removeprefix(_BOM)

    def _cells(self, text: str) -> tuple[list[str], list[tuple[int, int]]]:
        delimiter, quote = self._delimiter, self._dialect.quote
        cells: list[str] = []
        starts: list[tuple[int, int]] = []
        at = 0
        while True:
            if self._dialect.trim_start:
                at += len(text[at:]) - len(text[at:].lstrip(" \t"))
            starts.append((self._line, at + 1))
            if quote is not None and text.startswith(quote, at):
                cell, text, at = self._quoted(text, at)
            else:
                end = text.find(delimiter, at)
                end = len(text) if end < 0 else end
                cell, at = text[at:end], end
                if "\r" in cell:
                    self._fail(
                        "there is a carriage return without a line feed",
                        "convert the line ends to LF or CRLF",
                        starts[-1][1] + cell.index("\r"),
                    )
                if quote is not None and quote in cell:
                    self._fail(
                        "there is a quote inside a cell that does not begin with one",
                        "enclose the whole cell in quotes and double those inside",
                        starts[-1][1] + cell.index(quote),
                    )
                if self._dialect.trim_end:
                    cell = cell.rstrip(" \t")
            cells.append(cell)
            if at >= len(text):
                starts.append((self._line, len(text) + 1))
                return cells, starts
            at += 1

    def _quoted(self, text: str, at: int) -> tuple[str, str, int]:
        """Read a quoted cell; gives it, the line where it ends, and the place after it."""
        start = Position(self._name, self._line, at + 1)
        pieces: list[str] = []
        size = 0
        at += 1
        while (end := self._closing(text, at)) < 0:
            pieces.append(text[at:])
            size += len(text) - at
            ending = self._ending
            following = self._next() if ending else None
            if following is None or size > LONGEST:
                raise Unreadable(
                    "the quote that opens this cell is never closed",
                    remedy="close it, or check whether the file was cut off",
                    position=start,
                )
            pieces.append(ending)
            text, at = following, 0
        pieces.append(text[at:end])
        after = end + 1
        if self._dialect.trim_end:
            after += len(text[after:]) - len(text[after:].lstrip(" \t"))
        if after < len(text) and text[after] != self._delimiter:
            self._fail(
                "text follows the closing quote of a cell",
                "double the quotes inside the cell, or set a delimiter after it",
                after + 1,
            )
        return self._unescaped("".join(pieces)), text, after

    def _closing(self, text: str, at: int) -> int:
        quote = self._dialect.quote or ""
        while (at := text.find(quote, at)) >= 0:
            if self._dialect.double_quote:
                if not text.startswith(quote, at + 1):
                    return at
                at += 2
            else:
                before = text[:at]
                if (len(before) - len(before.rstrip("\\"))) % 2 == 0:
                    return at
                at += 1
        return -1

    def _unescaped(self, text: str) -> str:
        quote = self._dialect.quote or ""
        if self._dialect.double_quote:
            return text.replace(quote * 2, quote)
        return text.replace(f"\\{quote}", quote).replace("\\\\", "\\")

    def _fail(self, message: str, remedy: str, column: int) -> NoReturn:
        raise Unreadable(message, remedy=remedy, position=Position(self._name, self._line or 1, column))
