"""The rows of a sheet in an Excel workbook (`.xlsx`), as rows of texts that CSVW reads.

Macros are not looked at. A formula counts as the value that the spreadsheet program computed and stored, which is what a
person sees on the screen; where none is stored, or the value is an error such as #REF!, the cell is an error.
"""

import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import ParseError

from iurc.graph import cell_text, workbook_archive
from iurc.graph.errors import BadUsage, Unreadable
from iurc.graph.mapping.dialect import Dialect
from iurc.graph.mapping.refusal import Refusal
from iurc.graph.mapping.rows import Row
from iurc.graph.mapping.spelling import meant
from iurc.shapes.position import Position

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

SUFFIXES: Final = frozenset({".xlsx", ".xlsm"})
WIDEST: Final = 4_096
"""The most cells of a row, empty ones included."""

_AT_ONCE: Final = 500
# What openpyxl raises for parts that are missing or hold what they should not.
_BROKEN: Final = (
    AttributeError,
    IndexError,
    KeyError,
    OSError,
    OverflowError,
    ParseError,
    TypeError,
    ValueError,
)
_Cells = Sequence[Any]


@dataclass(slots=True)
class SheetRow(Row):
    """A row of a sheet: its cells stand in one line, side by side."""

    sheet: str = ""

    def place(self, cell: int, title: str) -> str:
        """See `Row.place`; names the cell as a spreadsheet does."""
        return f"row {self.number}, column '{title}' ({_name(self.sheet, self.number, cell)})"

    def position(self, cell: int = 0) -> Position:
        """See `Row.position`: the number of the row, and that of the column."""
        return Position(self._file, self.number, cell + 1)


def is_workbook(name: str) -> bool:
    """Tell whether a file is a workbook, by its name."""
    return PurePath(name).suffix.lower() in SUFFIXES


def read(
    stream: IO[bytes], name: str, dialect: Dialect, *, sheet: str | None = None, width: int = 0
) -> Iterator[Row]:
    """Read the rows of a sheet, some hundreds at a time.

    Args:
        stream: The bytes of the workbook.
        name: What positions call it.
        dialect: Of it `header`, `skipRows`, `commentPrefix` and `trim` apply to sheets; rows without any value are passed over.
        sheet: The sheet; the first one that is not hidden if `None`.
        width: How many cells a row has; shorter ones are filled up, but for the header.

    Raises:
        BadUsage: The extra `xlsx` is not installed.
        Unreadable: The workbook is damaged, would unpack to too much, or has no such sheet.
    """
    load_workbook = _loader()
    workbook_archive.check(stream, name)
    with _sound(name):
        book = load_workbook(stream, read_only=True, keep_links=False)
        chosen = _chosen(book, sheet, name)
        # Opened only when a formula is met: the same workbook with computed values in the place of formulas.
        computed = _Computed(
            lambda: load_workbook(stream, read_only=True, keep_links=False, data_only=True), chosen
        )
    seen = 0
    for number, cells in enumerate(_cells(book[chosen], name), 1):
        if number <= dialect.skip_rows:
            continue
        row = _row(cells, number, chosen, name, computed)
        if dialect.trim_start or dialect.trim_end:
            row.cells = [_trimmed(text, dialect) for text in row.cells]
        while row.cells and not row.cells[-1] and not row.faults:
            row.cells.pop()
        if not row.cells and not row.faults:
            continue
        if dialect.comment and row.cells[0].startswith(dialect.comment):
            continue
        seen += 1
        if seen > 1 or not dialect.header:
            row.cells += [""] * (width - len(row.cells))
        yield row
    if not seen:
        raise Unreadable(
            f"the sheet '{chosen}' is empty",
            remedy='fill it, or name another with "iurc:sheet" in the metadata',
            position=Position(name, 1),
        )


def _loader() -> Any:
    try:
        from openpyxl import load_workbook  # noqa: PLC0415 - an extra that only workbooks need
    except ImportError:
        raise BadUsage(
            "reading Excel workbooks needs an extra package",
            remedy="pip install 'iurc[xlsx]', or save the sheet as CSV",
        ) from None
    return load_workbook


def _chosen(book: "Workbook", sheet: str | None, name: str) -> str:
    titles: list[str] = [found.title for found in book.worksheets]
    shown: list[str] = [found.title for found in book.worksheets if found.sheet_state == "visible"] or titles
    if sheet is None and shown:
        return shown[0]
    if sheet is not None and sheet in titles:
        return sheet
    raise Unreadable(
        f"the workbook has no sheet '{sheet}'" if sheet else "the workbook has no sheet with cells",
        remedy=meant(sheet, titles) if sheet else "save the workbook again",
        position=Position(name, 1),
    )


def _cells(sheet: Any, name: str) -> Iterator[_Cells]:
    """Give the cells of each row, from the first on, whatever size the sheet says it has."""
    with _sound(name):
        sheet.reset_dimensions()
        rows = sheet.iter_rows()
    read = 0
    while True:
        with _sound(name, read + 1):
            some = list(islice(rows, _AT_ONCE))
        if not some:
            return
        read += len(some)
        yield from some


class _Computed:
    """The computed values of a sheet, read along with its formulas."""

    def __init__(self, load: Any, sheet: str) -> None:
        self._load = load
        self._sheet = sheet
        self._rows: Iterator[_Cells] | None = None
        self._number = 0
        self._cells: _Cells = ()

    def cell(self, number: int, index: int, name: str) -> Any:
        """Give a cell; numbers of rows must not go back."""
        if self._rows is None:
            with _sound(name):
                self._rows = _cells(self._load()[self._sheet], name)
        while self._number < number:
            self._cells = next(self._rows)
            self._number += 1
        return self._cells[index]


def _row(cells: _Cells, number: int, sheet: str, name: str, computed: _Computed) -> SheetRow:
    row = SheetRow(number, [], True, name, number, None, sheet=sheet)  # noqa: FBT003 - the fields of Row
    if len(cells) > WIDEST:
        far = _name(sheet, number, len(cells) - 1)
        message, remedy = f"the row goes on to the cell {far}", "delete the columns to the right of the table"
        row.faults = (Unreadable(message, remedy=remedy, position=row.position(WIDEST)),)
        return row
    last = max((index for index, cell in enumerate(cells) if cell.value is not None), default=-1)
    faults: list[Unreadable] = []
    for index, cell in enumerate(cells[: last + 1]):
        try:
            row.cells.append(_text(cell, number, index, name, computed))
        except Refusal as refusal:
            row.cells.append("")
            faults.append(
                Unreadable(
                    f"the cell {_name(sheet, number, index)} {refusal.message}",
                    remedy=refusal.remedy,
                    position=row.position(index),
                )
            )
    row.faults = tuple(faults)
    return row


def _text(cell: Any, number: int, index: int, name: str, computed: _Computed) -> str:
    if cell.value is None:
        return ""
    if cell.data_type == "s":
        return cell_text.text(cell.value)
    if cell.data_type == "f":
        cell = computed.cell(number, index, name)
        if cell.value is None:
            raise Refusal(
                "holds a formula whose value was never computed",
                "open the workbook in a spreadsheet program and save it, or write the value itself",
            )
    if cell.data_type == "e":
        raise Refusal(f"holds the error {cell.value}", "mend the formula, or write the value itself")
    value, shown = cell.value, cell.number_format or "General"
    if cell.data_type == "n" and cell_text.is_year_alone(shown):
        from openpyxl.utils.datetime import from_excel  # noqa: PLC0415 - see _loader

        value = from_excel(value, cell.parent.parent.epoch)
    return cell_text.text(value, shown)


def _trimmed(text: str, dialect: Dialect) -> str:
    text = text.lstrip() if dialect.trim_start else text
    return text.rstrip() if dialect.trim_end else text


def _name(sheet: str, number: int, index: int) -> str:
    """Name a cell as a spreadsheet does: Sheet1!C7."""
    letters = ""
    column = index + 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{sheet}!{letters}{number}"


@contextmanager
def _sound(name: str, row: int = 1) -> Iterator[None]:
    """Turn what openpyxl and the parsers below it say of a broken workbook into a problem of the file."""
    with workbook_archive.opened(name), warnings.catch_warnings():
        # openpyxl warns of parts that it does not keep; none of them holds cells.
        warnings.simplefilter("ignore")
        try:
            yield
        except _BROKEN as error:
            detail = " ".join(str(error).split())[:120] or type(error).__name__
            raise Unreadable(
                f"the workbook cannot be read: {detail}",
                remedy="open it in a spreadsheet program and save it again, or save the sheet as CSV",
                position=Position(name, row, exact=row == 1),
            ) from error
