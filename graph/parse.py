"""RDF syntaxes become statements.

The store's own parsers do the reading, at one go. They give no positions for what is right, only for what is wrong: where a
statement stands is found by a second reading (`iurc.graph.locating`), made only when there is something to point to.
"""

import re
import xml.parsers.expat
from collections.abc import Iterator
from itertools import islice

import pyoxigraph

from iurc.graph.errors import Unreadable
from iurc.graph.lexical import canonical
from iurc.graph.locating.align import Role
from iurc.graph.locating.origin import Written, quads
from iurc.graph.source import Source
from iurc.graph.statement import Statement
from iurc.shapes.position import Position

_CUT_OFF = "check that the file was written whole"
_STRING = pyoxigraph.NamedNode("http://www.w3.org/2001/XMLSchema#string")
_PLACE = re.compile(
    r"^Parser error (?:at line (\d+) (?:between columns (\d+) and|column (\d+))|between line (\d+) column (\d+) and line)[^:]*: "
)


def statements(source: Source, *, base: str | None = None) -> Iterator[Statement]:
    """Parse an RDF source.

    Args:
        source: Any source that is no table.
        base: Resolves relative IRIs; without it a relative IRI is an error.

    Yields:
        The statements in the order of the file, each placed only near: at the file. Blank node labels are those of the
        file.

    Raises:
        Unreadable: The syntax is broken, an IRI or language tag is invalid, or a literal would not be kept as written.
    """
    if source.rdf_format == pyoxigraph.RdfFormat.RDF_XML:
        _check_xml(source)
    near = Position(source.name, 1, exact=False)
    try:
        for number, quad in enumerate(quads(source, base)):
            try:
                statement = _statement(quad, near)
            except _Refused as refused:
                place = _place(source, base, number, refused.role)
                raise Unreadable(refused.message, remedy=refused.remedy, position=place) from None
            yield statement
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


class _Refused(Exception):
    """The parser takes a statement that we do not; told before its place is looked for."""

    def __init__(self, message: str, remedy: str | None, role: Role | None) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        # The term that is refused; None where it is something that the second reading does not know either.
        self.role = role


def _statement(quad: pyoxigraph.Quad, near: Position) -> Statement:
    subject, object_, graph = quad.subject, quad.object, quad.graph_name
    if isinstance(subject, pyoxigraph.Triple) or isinstance(object_, pyoxigraph.Triple):
        raise _Refused(
            "a quoted triple (RDF 1.2) stands as a term",
            "say it with a Claim: subject, predicate, object and the document that says so",
            None,
        )
    # The parsers write language tags as the store does, and plain strings are kept as they are.
    if isinstance(object_, pyoxigraph.Literal) and object_.language is None and object_.datatype != _STRING:
        object_ = _kept(object_, near)
    if isinstance(graph, pyoxigraph.BlankNode):
        raise _Refused("a graph is named by a blank node", "give the graph an IRI", Role.SUBJECT)
    named = graph if isinstance(graph, pyoxigraph.NamedNode) else None
    return Statement(subject, quad.predicate, object_, named, near)


def _kept(literal: pyoxigraph.Literal, near: Position) -> pyoxigraph.Literal:
    try:
        return canonical(literal, near)
    except Unreadable as error:
        raise _Refused(error.message, error.remedy, Role.OBJECT) from None


def _place(source: Source, base: str | None, number: int, role: Role | None) -> Position:
    written = Written(source, base)
    for quad in islice(quads(source, base), number if role is None else number + 1):
        written.add(quad)
    return written.stop() if role is None else written.position(number, role)


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
