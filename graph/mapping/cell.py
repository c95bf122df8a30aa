"""From the text of a cell to its value (Model for Tabular Data, section 6.4)."""

from collections.abc import Callable

from iurc.graph.mapping import period
from iurc.graph.mapping.column import Column
from iurc.graph.mapping.refusal import Refusal
from iurc.graph.mapping.template import Value


def reader(column: Column) -> Callable[[str], Value]:
    """Make the function that reads the cells of a column.

    Args:
        column: The column.

    Returns:
        A function from the text of a cell to its value in canonical form: a text, a tuple of texts for a list, or `None`.
        It raises `Refusal` for what the column cannot hold.
    """
    if column.extension.bounds:
        return _required(column, lambda text: _date(column, text))
    if column.separator:
        return _required(column, lambda text: _items(column, text))
    if column.datatype.takes_anything:
        null, default = column.null, column.default
        return _required(column, lambda text: None if (text or default) in null else text or default)
    return _required(column, lambda text: _single(column, column.datatype.trimmed(text) or column.default))


def _required(column: Column, read: Callable[[str], Value]) -> Callable[[str], Value]:
    if not column.required:
        return read

    def read_required(text: str) -> Value:
        value = read(text)
        if value is None or value == ():
            raise Refusal("a value is required here", "fill the cell")
        return value

    return read_required


def _single(column: Column, text: str) -> str | None:
    return None if text in column.null else column.datatype.read(text)


def _items(column: Column, text: str) -> tuple[str, ...] | None:
    text = column.datatype.trimmed(text) or column.default
    if not text or text in column.null:
        return None
    items = (column.datatype.item(item) or column.default for item in text.split(column.separator))
    values = [_single(column, item) for item in items]
    return tuple(value for value in values if value is not None) or None


def _date(column: Column, text: str) -> str | None:
    text = text.strip() or column.default
    if text in column.null:
        return None
    period.read(text, column.extension.calendar)
    return text
