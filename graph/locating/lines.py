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
        self._is_ascii = text.isascii()
        ends = re.finditer("\n", text) if isinstance(text, str) else re.finditer(b"\n", text)
        self._starts = array("Q", (0, *(match.end() for match in ends)))

    def position(self, at: int) -> Position:
        """Give the place of an offset; columns count characters whatever offsets count."""
        line = bisect_right(self._starts, at)
        start = self._starts[line - 1]
        before = at - start
        if isinstance(self._text, bytes) and not self._is_ascii:
            before = len(self._text[start:at].decode("utf-8", "replace"))
        return Position(self._name, line, before + 1)
