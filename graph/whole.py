"""Is the file whole? What the store's parsers take for complete although it was cut in the middle.

Measured with pyoxigraph 0.5.13: an RDF/XML document without its end tags and a TriG document without its last `}` both
parse without an error.
"""

import re
import xml.parsers.expat

from iurc.graph.errors import Unreadable
from iurc.graph.source import Source
from iurc.shapes.position import Position

CUT_OFF = "check that the file was written whole"

# What may hold a brace without being one: strings, IRIs and comments (TriG, section 4.5 of the grammar).
_TRIG_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""'
    r"|'''(?:[^'\\]|\\.|'(?!''))*'''"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'(?:[^'\\\n]|\\.)*'"
    r"|<[^<>\"{}|^`\\\s]*>"
    r"|#[^\n]*"
    r"|[{}]",
    re.DOTALL,
)


def check_xml(source: Source) -> None:
    """Refuse XML that is not well-formed.

    Expat fetches no external entity unless told to, and bounds the growth of internal ones.

    Raises:
        Unreadable: With the line and column that expat gives.
    """
    parser = xml.parsers.expat.ParserCreate()
    try:
        parser.Parse(source.data, True)  # noqa: FBT003 - a C function without keywords
    except xml.parsers.expat.ExpatError as error:
        reason = xml.parsers.expat.ErrorString(error.code)
        remedy = CUT_OFF if reason == "no element found" else "mend the file there"
        raise Unreadable(
            f"not well-formed XML: {reason}",
            remedy=remedy,
            position=Position(source.name, error.lineno, error.offset + 1),
        ) from None


def check_braces(source: Source) -> None:
    """Refuse TriG in which a graph is opened and not closed. Called after the parser found nothing else wrong.

    Raises:
        Unreadable: With the place of the brace that is never closed.
    """
    text = source.data.decode("utf-8")
    opened: int | None = None
    for token in _TRIG_TOKEN.finditer(text):
        if token[0] == "{":
            opened = token.start()
        elif token[0] == "}":
            opened = None
    if opened is None:
        return
    line = text.count("\n", 0, opened) + 1
    column = opened - (text.rfind("\n", 0, opened) + 1) + 1
    raise Unreadable(
        "the graph that is opened here is never closed",
        remedy=CUT_OFF,
        position=Position(source.name, line, column),
    )
