"""A line of a source with a caret under the token that a finding speaks of."""

import re
import unicodedata
from dataclasses import dataclass

from iurc.shapes.position import Position
from iurc.shapes.reporting.safe import columns_kept

WIDTH = 100
_BEFORE = 40
_TABLES = (".csv", ".tsv")
_XML = (".rdf", ".owl", ".xml")
_CELL = re.compile(r'"(?:[^"]|"")*"?|[^,;\t]*')
_IN_XML = re.compile(r"[^\"'<>\s]+")
_TAG = r"(?:@[A-Za-z0-9-]+|\^\^(?:<[^>]*>|[^\s;,.\])]+))?"
_TOKEN = re.compile(
    rf'"""(?:[^"\\]|\\.|"(?!""))*(?:"""{_TAG})?'
    rf"|'''(?:[^'\\]|\\.|'(?!''))*(?:'''{_TAG})?"
    rf'|"(?:[^"\\]|\\.)*(?:"{_TAG})?'
    rf"|'(?:[^'\\]|\\.)*(?:'{_TAG})?"
    r"|<[^>]*>?"
    r"|[^\s,;()\[\]{}]+(?<!\.)"
)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a line that fits into a report.

    Attributes:
        text: The part, safe to print.
        marker: Spaces and carets that stand under the token; `None` where no column is known.
    """

    text: str
    marker: str | None


def token_length(line: str, column: int, file: str = "") -> int:
    """Measure the token that begins at a column.

    Args:
        line: The line of the source.
        column: The column of its first character, counted from 1.
        file: The name of the source: in a table a token is a cell, in XML it ends at a quote or an angle bracket.

    Returns:
        The number of characters, at least 1, within the line.
    """
    name = file.lower()
    token = _CELL if name.endswith(_TABLES) else _IN_XML if name.endswith(_XML) else _TOKEN
    match = token.match(line, column - 1)
    return max(1, match.end() - match.start()) if match else 1


def excerpt(line: str, position: Position) -> Excerpt:
    """Cut out of a line what surrounds a position.

    Args:
        line: The line, without its line feed.
        position: The place in it; where it is not exact, no token is marked.

    Returns:
        At most some hundred characters. The marker takes wide and combining characters into account.
    """
    column = position.column if position.exact else None
    known = column is not None and 1 <= column <= len(line) + 1
    at = column - 1 if column is not None and known else 0
    start = max(0, at - _BEFORE) if len(line) > WIDTH else 0
    end = min(len(line), start + WIDTH)
    before, after = "…" if start else "", "…" if end < len(line) else ""
    text = before + columns_kept(line[start:end]) + after
    if not known:
        return Excerpt(text, None)
    length = token_length(line, at + 1, position.file)
    blank = _width(before) + _width(line[start:at])
    return Excerpt(text, " " * blank + "^" * max(1, _width(line[at : min(at + length, end)])))


def _width(text: str) -> int:
    return sum(_cells(character) for character in columns_kept(text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1
