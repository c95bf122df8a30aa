"""What an import read in one go, statement by statement, and where each stands."""

import gc
from array import array
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Protocol

import pyoxigraph

from iurc.graph.locating import json_ld, line_based, near, rdf_xml, terse
from iurc.graph.locating.align import Role, Spots, by_content, in_order
from iurc.graph.locating.found import Walk
from iurc.graph.locating.lines import Lines
from iurc.graph.source import Source
from iurc.shapes.position import Position

_F = pyoxigraph.RdfFormat
_BOM = b"\xef\xbb\xbf"


class Origin(Protocol):
    """Statements in the order in which they were read.

    Attributes:
        quads: The statements, repetitions among them.
    """

    quads: list[pyoxigraph.Quad]

    def position(self, number: int, role: Role) -> Position:
        """Give the place of a term of a statement.

        Args:
            number: The place of the statement among `quads`.
            role: The term.
        """
        ...


class Told:
    """Statements whose places were told when they were read, as those of tables are: at their cells."""

    def __init__(self) -> None:
        self.quads: list[pyoxigraph.Quad] = []
        self._files: list[str] = []
        self._known: dict[str, int] = {}
        self._places = array("I")

    def add(self, quad: pyoxigraph.Quad, position: Position) -> None:
        """Add a statement and keep its place in sixteen bytes."""
        file = self._known.setdefault(position.file, len(self._files))
        if file == len(self._files):
            self._files.append(position.file)
        self.quads.append(quad)
        self._places.extend((file, position.line, position.column or 0, position.exact))

    def position(self, number: int, role: Role) -> Position:  # noqa: ARG002 - a cell holds all of a statement
        """Give the place of a statement."""
        file, line, column, exact = self._places[4 * number : 4 * number + 4]
        return Position(self._files[file], line, column or None, bool(exact))


class Written:
    """Statements of an RDF source, which is read a second time when a place is asked for.

    Args:
        source: The source.
        base: What its relative IRIs were resolved against.
    """

    def __init__(self, source: Source, base: str | None = None) -> None:
        self.quads: list[pyoxigraph.Quad] = []
        self.source = source
        self._base = base

    def add(self, quad: pyoxigraph.Quad) -> None:
        """Add the next statement as the store's parser gave it; literals may have the spelling of the store."""
        self.quads.append(quad)

    def position(self, number: int, role: Role) -> Position:
        """Give the place of a term of a statement: exact, or near where the second reading did not follow so far."""
        at = self._spots.at(number, role)
        if at is not None:
            return self._lines.position(at)
        line = self._near[number] if number < len(self._near) else 1
        return Position(self.source.name, line, exact=False)

    def stop(self) -> Position:
        """Give the place after the last statement at which something stands that RDF 1.1 does not have."""
        spots = self._spots
        if len(spots) == len(self.quads) and spots.stopped is not None:
            return self._lines.position(spots.stopped)
        return self.position(len(self.quads), Role.SUBJECT)

    @cached_property
    def _spots(self) -> Spots:
        with _uncollected():
            spots = in_order(self._walk(), self.quads)
            if len(spots) < len(self.quads) and self.source.rdf_format == _F.JSON_LD:
                return by_content(self._walk(), self.quads)
            return spots

    def _walk(self) -> Walk:
        text = self._text
        if isinstance(text, bytes):
            return rdf_xml.walk(text, self._base)
        if self.source.rdf_format == _F.JSON_LD:
            return json_ld.walk(text, self._base)
        if self.source.rdf_format in {_F.N_TRIPLES, _F.N_QUADS}:
            return line_based.walk(text)
        return terse.walk(text, self._base)

    @cached_property
    def _text(self) -> str | bytes:
        # Bytes where the parser of the second reading counts in bytes.
        data = self.source.data.removeprefix(_BOM)
        return data if self.source.rdf_format == _F.RDF_XML else data.decode("utf-8", "replace")

    @cached_property
    def _lines(self) -> Lines:
        return Lines(self.source.name, self._text)

    @cached_property
    def _near(self) -> "array[int]":
        return near.lines(self.source, self._base, self.quads)


@contextmanager
def _uncollected() -> Iterator[None]:
    # A second reading makes trees and tuples, which have no cycles; looking for some doubles the time of JSON-LD.
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def quads(source: Source, base: str | None) -> Iterator[pyoxigraph.Quad]:
    """Read an RDF source with the store's own parser; blank nodes keep the labels of the file.

    Raises:
        SyntaxError: The source is broken.
    """
    return iter(
        pyoxigraph.parse(source.data, format=source.rdf_format, base_iri=base, rename_blank_nodes=False)
    )
