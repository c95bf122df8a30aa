"""From an offset in a text to line and column."""

import re
from array import array
from bisect import bisect_right

from iurc.shapes.position import Position


class Lines:
    """The lines of one source.

    Args:
        name: What positions call the source.
        text: Its characters; or its bytes in UTF-8, where offsets count bytes.
    """

    def __init__(self, name: str, text: str | bytes) -> None:
        self._name = name
        self._text = text
        ends = re.finditer("\n", text) if isinstance(text, str) else re.finditer(b"\n", text)
        self._starts = array("Q", (0, *(match.end() for match in ends)))

    def position(self, at: int, *, exact: bool = True) -> Position:
        """Give the place of an offset; columns count characters whatever offsets count."""
        line = bisect_right(self._starts, at)
        before = self._text[self._starts[line - 1] : at]
        column = len(before if isinstance(before, str) else before.decode("utf-8", "replace")) + 1
        return Position(self._name, line, column if exact else None, exact)
