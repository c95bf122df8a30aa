"""A template as an Excel workbook: a sheet to fill in, one that explains it, and the lists from which cells are chosen."""

import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from iurc.graph.errors import BadUsage
from iurc.graph.template import Column, Suggestion, Template

ROWS: Final = 2_000
"""How many rows are prepared to be filled in."""

_TEXT: Final = "@"
_WIDEST: Final = 60
_HEAD: Final = "1F4E79"
_EXPLAINED: Final = ("Column", "Must be filled", "What to write", "Values")


def write(template: Template, suggestions: Mapping[Suggestion, Sequence[str]]) -> bytes:
    """Write a workbook to fill in.

    Args:
        template: The template.
        suggestions: What to offer in columns that are free.

    Returns:
        The workbook. Its first sheet holds the header; columns but those of numbers are formatted as text, so that a spreadsheet
        program leaves 2021-09 and 007 as they are typed. Cells of columns with fixed values take no others.

    Raises:
        BadUsage: The extra `xlsx` is not installed.
    """
    try:
        from openpyxl import Workbook  # noqa: PLC0415 - an extra that only workbooks need
    except ImportError:
        raise BadUsage(
            "writing Excel workbooks needs an extra package",
            remedy="pip install 'iurc[xlsx]', or take --format csv",
        ) from None
    book = Workbook()
    sheet = book.active
    sheet.title = template.title
    explained, lists = book.create_sheet("How to fill in"), book.create_sheet("Lists")
    lists.sheet_state = "hidden"
    _explain(explained, template)
    for number, column in enumerate(template.columns, 1):
        _head(sheet, number, column)
        values = column.values or (suggestions.get(column.suggestion, ()) if column.suggestion else ())
        if values:
            _offer(sheet, lists, number, column, values)
    sheet.freeze_panes = "A2"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def _head(sheet: Any, number: int, column: Column) -> None:
    from openpyxl.comments import Comment  # noqa: PLC0415 - see write
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415 - an optional library
    from openpyxl.utils import get_column_letter  # noqa: PLC0415 - an optional library

    cell = sheet.cell(1, number, column.title)
    cell.font = Font(bold=True, color="FFFFFF", underline="single" if column.required else None)
    cell.fill = PatternFill("solid", fgColor=_HEAD)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    cell.comment = Comment(column.explanation, "iurc", width=320, height=120)
    dimension = sheet.column_dimensions[get_column_letter(number)]
    dimension.width = max(14, len(column.title) + 4)
    if not column.is_number:
        # The style of the column serves cells that are not there yet.
        dimension.number_format = _TEXT


def _offer(sheet: Any, lists: Any, number: int, column: Column, values: Sequence[str]) -> None:
    from openpyxl.utils import get_column_letter, quote_sheetname  # noqa: PLC0415 - see write
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 - an optional library

    letter = get_column_letter(number)
    for row, value in enumerate((column.title, *values), 1):
        cell = lists.cell(row, number, value)
        cell.number_format = _TEXT
    # A list in the formula itself may have 255 characters only.
    place = f"{quote_sheetname(lists.title)}!${letter}$2:${letter}${len(values) + 1}"
    validation = DataValidation(type="list", formula1=f"={place}", allow_blank=True)
    validation.showErrorMessage = bool(column.values)
    validation.errorTitle = column.title[:32]
    validation.error = "Choose one of the list."
    validation.add(f"{letter}2:{letter}{ROWS}")
    sheet.add_data_validation(validation)


def _explain(sheet: Any, template: Template) -> None:
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415 - see write

    sheet.append([template.title])
    sheet.append([template.description])
    sheet.append([])
    sheet.append(_EXPLAINED)
    for column in template.columns:
        sheet.append(
            [column.title, "yes" if column.required else "", column.explanation, ", ".join(column.values)]
        )
    sheet["A1"].font = Font(bold=True, size=14)
    for cell in sheet[4]:
        cell.font = Font(bold=True)
    for letter, width in zip("ABCD", (28, 16, _WIDEST, _WIDEST), strict=True):
        sheet.column_dimensions[letter].width = width
    for row in sheet.iter_rows(min_row=5):
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
