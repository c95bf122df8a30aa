"""RDF syntaxes become statements that know their line.

The store's own parsers do the reading. They give no positions for what is right, only for what is wrong; so the bytes
are handed to them line by line, and a statement stands at the line that was handed over last. In N-Triples and N-Quads
that is exact, because a statement is a line. In Turtle and TriG it is the line that completed the statement, which is
near the place and said to be so.
"""

import io
import re
import xml.parsers.expat
from collections.abc import Iterator
from typing import IO, cast

import pyoxigraph

from iurc.graph.errors import Unreadable
from iurc.graph.lexical import canonical
from iurc.graph.source import Source
from iurc.graph.statement import Statement
from iurc.shapes.position import Position

_CUT_OFF = "check that the file was written whole"
_LINE_IS_STATEMENT = {pyoxigraph.RdfFormat.N_TRIPLES, pyoxigraph.RdfFormat.N_QUADS}
_LINE_BY_LINE = _LINE_IS_STATEMENT | {pyoxigraph.RdfFormat.TURTLE, pyoxigraph.RdfFormat.TRIG}
_PLACE = re.compile(
    r"^Parser error (?:at line (\d+) (?:between columns (\d+) and|column (\d+))|between line (\d+) column (\d+) and line)[^:]*: "
)


def statements(source: Source, *, base: str | None = None) -> Iterator[Statement]:
    """Parse an RDF source.

    Args:
        source: Any source that is no table.
        base: Resolves relative IRIs; without it a relative IRI is an error.

    Yields:
        The statements in the order of the file. Blank node labels are those of the file.

    Raises:
        Unreadable: The syntax is broken, an IRI or language tag is invalid, or a literal would not be kept as written.
    """
    syntax = source.rdf_format
    if syntax == pyoxigraph.RdfFormat.RDF_XML:
        _check_xml(source)
    exact = syntax in _LINE_IS_STATEMENT
    lines = _Lines(source.data) if syntax in _LINE_BY_LINE else None
    stream: IO[bytes] = cast("IO[bytes]", lines) if lines else io.BytesIO(source.data)
    try:
        for quad in pyoxigraph.parse(stream, format=syntax, base_iri=base, rename_blank_nodes=False):
            position = Position(source.name, lines.number if lines else 1, exact=exact)
            yield _statement(quad, position)
    except SyntaxError as error:
        raise _readable(error, source) from None


def _check_xml(source: Source) -> None:
    # The store's parser takes RDF/XML without its end tags for whole (measured with pyoxigraph 0.5.13); expat does not.
    # Expat fetches no external entity unless told to, and bounds the growth of internal ones.
    parser = xml.parsers.expat.ParserCreate()
    try:
        parser.Parse(source.data, True)  # noqa: FBT003 - a C function without keywords
    except xml.parsers.expat.ExpatError as error:
        reason = xml.parsers.expat.ErrorString(error.code)
        remedy = _CUT_OFF if reason == "no element found" else "mend the file there"
        position = Position(source.name, error.lineno, error.offset + 1)
        raise Unreadable(f"not well-formed XML: {reason}", remedy=remedy, position=position) from None


class _Lines(io.RawIOBase):
    """A reader that hands out one line per call and counts them."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self._lines = io.BytesIO(data)
        self.number = 0

    def read(self, _size: int = -1) -> bytes:
        line = self._lines.readline()
        if line:
            self.number += 1
        return line


def _statement(quad: pyoxigraph.Quad, position: Position) -> Statement:
    subject, object_ = quad.subject, quad.object
    if isinstance(subject, pyoxigraph.Triple) or isinstance(object_, pyoxigraph.Triple):
        raise Unreadable(
            "a quoted triple (RDF 1.2) stands as a term",
            remedy="say it with a Claim: subject, predicate, object and the document that says so",
            position=position,
        )
    if isinstance(object_, pyoxigraph.Literal):
        object_ = canonical(object_, position)
    graph = quad.graph_name
    if isinstance(graph, pyoxigraph.BlankNode):
        raise Unreadable(
            "a graph is named by a blank node", remedy="give the graph an IRI", position=position
        )
    return Statement(
        subject, quad.predicate, object_, graph if isinstance(graph, pyoxigraph.NamedNode) else None, position
    )


def _readable(error: SyntaxError, source: Source) -> Unreadable:
    text = str(error.msg)
    place = _PLACE.match(text)
    if place:
        line, column = (int(number) for number in place.groups() if number is not None)
        return _broken(text[place.end() :], Position(source.name, line, column))
    return _broken(text, Position(source.name, error.lineno or 1, exact=error.lineno is not None))


def _broken(text: str, position: Position) -> Unreadable:
    remedy = "mend the file there"
    if text.startswith("Unexpected end"):
        text, remedy = "the file ends in the middle of a statement", _CUT_OFF
    elif "has not been declared" in text:
        remedy = "declare it with @prefix"
    elif "LoadDocumentCallback" in text:
        text = "the JSON-LD context is a remote document, and nothing is fetched during an import"
        remedy = "write the context into the file"
    elif "Invalid IRI code point ' '" in text:
        text, remedy = "an IRI has a space in it", "write %20 in its place"
    elif "relative IRI" in text.lower() or "No scheme found" in text:
        remedy = "write the whole IRI, or declare @base"
    elif "subtag" in text.lower():
        text, remedy = f"a language tag is not valid: {text}", "use a BCP 47 tag such as en or zh-Hans"
    return Unreadable(text.rstrip("."), remedy=remedy, position=position)
