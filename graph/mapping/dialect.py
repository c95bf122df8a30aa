"""How the characters of a CSV file make rows and cells."""

from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from iurc.graph.mapping.node import Node

_PROPERTIES: Final = {
    *("commentPrefix", "delimiter", "doubleQuote", "encoding", "header", "headerRowCount", "lineTerminators"),
    *("quoteChar", "skipBlankRows", "skipColumns", "skipInitialSpace", "skipRows", "trim"),
}
_ENCODINGS: Final = {"utf-8", "utf8", "us-ascii", "ascii"}
_TABBED: Final = {".tsv", ".tab"}


@dataclass(frozen=True, slots=True)
class Dialect:
    """A dialect description (Metadata Vocabulary for Tabular Data, section 5.9), with its defaults.

    Attributes:
        delimiter: What stands between two cells, where the metadata say it.
        quote: What encloses a cell that holds a delimiter, a quote or a line break; `None` if nothing does.
        double_quote: Whether a quote inside a quoted cell is doubled; else a backslash stands before it.
        header: Whether the first row names the columns.
        skip_rows: How many lines to pass over before the header.
        comment: A line that begins so is passed over.
        skip_blank: Whether empty lines are passed over.
        trim_start: Whether space before a cell is dropped.
        trim_end: Whether space after a cell is dropped.
    """

    delimiter: str | None = None
    quote: str | None = '"'
    double_quote: bool = True
    header: bool = True
    skip_rows: int = 0
    comment: str | None = None
    skip_blank: bool = False
    trim_start: bool = False
    trim_end: bool = False

    def separator(self, file: str) -> str:
        """Tell what stands between two cells of a file.

        Args:
            file: Its name.

        Returns:
            The delimiter of the metadata; else a tab for tab-separated values (Model for Tabular Data, section 8), and a comma
            for every other file.
        """
        return self.delimiter or ("\t" if PurePath(file).suffix.lower() in _TABBED else ",")


def parse(node: Node) -> Dialect:
    """Read the `dialect` of a metadata file.

    Raises:
        Unreadable: It is not a dialect, or asks for something that is not done here.
    """
    if isinstance(node.value, str):
        node.fail("a dialect by reference is not fetched", "write the dialect itself here")
    node.only(_PROPERTIES, "a dialect", "Dialect")
    _refuse_unsupported(node)
    delimiter, comment, skip = (node.get(name) for name in ("delimiter", "commentPrefix", "skipRows"))
    start, end = _trim(node)
    return Dialect(
        delimiter=_character(delimiter) if delimiter else None,
        quote=_quote(node),
        double_quote=_flag(node, "doubleQuote", default=True),
        header=_header(node),
        skip_rows=skip.count() if skip else 0,
        comment=comment.string() if comment else None,
        skip_blank=_flag(node, "skipBlankRows", default=False),
        trim_start=start or _flag(node, "skipInitialSpace", default=False),
        trim_end=end,
    )


def _refuse_unsupported(node: Node) -> None:
    encoding, columns, ends = (node.get(name) for name in ("encoding", "skipColumns", "lineTerminators"))
    if encoding and encoding.string().lower() not in _ENCODINGS:
        encoding.fail(f"tables are read as UTF-8, not as {encoding.value}", "convert the file to UTF-8")
    if columns and columns.count():
        columns.fail("skipColumns is not supported", "describe the columns and say suppressOutput")
    if ends and not set(ends.strings()) <= {"\r\n", "\n"}:
        ends.fail("lines end with LF or CRLF, nothing else is supported", "convert the line ends of the file")


def _flag(node: Node, name: str, *, default: bool) -> bool:
    member = node.get(name)
    return member.boolean() if member else default


def _quote(node: Node) -> str | None:
    if "quoteChar" in node.value and node.value["quoteChar"] is None:
        return None
    member = node.get("quoteChar")
    return _character(member) if member else '"'


def _character(node: Node) -> str:
    text = node.string()
    if len(text) != 1 or text in "\r\n\0":
        node.fail(f"'{node.path[-1]}' must be one character")
    return text


def _header(node: Node) -> bool:
    rows = node.get("headerRowCount")
    if rows is None:
        return _flag(node, "header", default=True)
    if rows.count() > 1:
        rows.fail(
            "more than one header row is not supported", "keep one header row; pass over others with skipRows"
        )
    return rows.count() == 1


def _trim(node: Node) -> tuple[bool, bool]:
    member = node.get("trim")
    if member is None:
        return False, False
    if isinstance(member.value, bool):
        return member.value, member.value
    meanings = {"true": (True, True), "false": (False, False), "start": (True, False), "end": (False, True)}
    if member.string() not in meanings:
        member.fail('\'trim\' must be true, false, "start" or "end"')
    return meanings[member.value]
