"""Where a statement stands roughly, for what the second reading does not follow."""

import io
import re
from array import array
from typing import IO, Final, cast

import pyoxigraph

from iurc.graph.source import Source

_LOCAL: Final = re.compile(r"[^/#:]+$")


def lines(source: Source, base: str | None, quads: "list[pyoxigraph.Quad]") -> "array[int]":
    """Give for each statement of a source a line that it stands on or before.

    The store's parser reads the source once more, line by line: a statement is complete by the line that was handed over
    last. A JSON-LD document is complete as a whole only; there it is the first line that names the subject.

    Args:
        source: An RDF source.
        base: Resolves relative IRIs.
        quads: Its statements.
    """
    if source.rdf_format == pyoxigraph.RdfFormat.JSON_LD:
        return _naming(source.data.decode("utf-8", "replace"), quads)
    found = array("I")
    reader = _Lines(source.data)
    try:
        for _ in pyoxigraph.parse(
            cast("IO[bytes]", reader), format=source.rdf_format, base_iri=base, rename_blank_nodes=False
        ):
            found.append(max(reader.number, 1))
    except SyntaxError:
        pass  # a source may be looked at because it is broken further on
    return found


def _naming(text: str, quads: "list[pyoxigraph.Quad]") -> "array[int]":
    known: dict[str, int] = {}
    return array("I", (_first(text, quad.subject, known) for quad in quads))


def _first(text: str, subject: object, known: dict[str, int]) -> int:
    if not isinstance(subject, pyoxigraph.NamedNode):
        return 1
    line = known.get(subject.value)
    if line is None:
        local = _LOCAL.search(subject.value)
        at = text.find(f'"{subject.value}"')
        if at < 0 and local:
            at = text.find(local.group())
        line = known[subject.value] = text.count("\n", 0, max(at, 0)) + 1
    return line


class _Lines(io.RawIOBase):
    """A reader that hands out no more than one line per call and counts them."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._lines = io.BytesIO(data)
        self._begun = False
        self.number = 0

    def read(self, size: int = -1) -> bytes:
        part = self._lines.readline(size)
        if part and not self._begun:
            self.number += 1
        self._begun = bool(part) and not part.endswith(b"\n")
        return part
