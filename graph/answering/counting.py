"""How many solutions a table has so far, told from the bytes that the engine's serialiser writes.

The engine gives no count, and to take its rows one by one through Python would cost more than to evaluate them.
"""

import re

from iurc.graph.answering.formats import TABLES, Format

# Inside a JSON string a quotation mark is escaped, so these bytes stand between two rows only. What may follow the mark
# is a variable's name; `}` or `,` would mean that the mark ended a string.
_BETWEEN_ROWS = re.compile(rb'\},\{"[^},]')


class RowCounter:
    """Counts the rows of one answer; a format without rows counts none."""

    def __init__(self, form: Format) -> None:
        self._count = getattr(self, f"_{form.name}") if form in TABLES else None
        self._tail = b""
        self._quoted = False
        self.rows = 0

    def feed(self, chunk: bytes) -> int:
        """Take the next bytes, give the number of rows begun or ended so far.

        In JSON the first row is seen when the second one begins, and rows without any value are passed over.
        """
        if self._count is not None:
            self.rows += self._count(chunk)
        return self.rows

    def _json(self, chunk: bytes) -> int:
        found = len(_BETWEEN_ROWS.findall(self._joined(chunk, 4)))
        return found + (found > 0 and self.rows == 0)

    def _xml(self, chunk: bytes) -> int:
        return self._joined(chunk, 8).count(b"</result>")

    def _tsv(self, chunk: bytes) -> int:
        # A line end inside a value is escaped; the first line is the header.
        first = not self._tail
        self._tail = b"\n"
        return chunk.count(b"\n") - first

    def _csv(self, chunk: bytes) -> int:
        # A line end inside quotation marks belongs to a value (RFC 4180); a doubled mark leaves and enters at once.
        first = not self._tail
        self._tail = b"\n"
        parts = chunk.split(b'"')
        found = sum(part.count(b"\n") for part in parts[self._quoted :: 2])
        self._quoted ^= len(parts) % 2 == 0
        return found - first

    def _joined(self, chunk: bytes, overlap: int) -> bytes:
        joined = self._tail + chunk
        self._tail = joined[-overlap:]
        return joined
