"""The words of a query text, found without a parser (SPARQL 1.1 Query, section 19.8, terminals).

The engine's parser recurses and can end the process it runs in, so a text is looked at here first. One regular
expression without backtracking reads it in linear time.
"""

import re
from collections.abc import Iterator
from enum import Enum
from typing import NamedTuple

from iurc.graph.errors import QueryRefused
from iurc.shapes.position import Position

SOURCE = "query"

_LETTER = (
    r"A-Za-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME = rf"{_LETTER}0-9_\u00B7\u0300-\u036F\u203F-\u2040"
_LOCAL = rf"(?:[{_NAME}.:\-]|%[0-9A-Fa-f]{{2}}|\\[_~.\-!$&'()*+,;=/?\#@%])*+"

_IRI = r"""< (?: [^\x00-\x20<>"{}|^`\\] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )*+ >"""


class Kind(Enum):
    """What a token is; the names of the groups of the expression below."""

    SPACE = "space"
    IRI = "iri"
    STRING = "string"
    UNENDED = "unended"
    VARIABLE = "variable"
    BLANK = "blank"
    PREFIXED = "prefixed"
    LANGUAGE = "language"
    NUMBER = "number"
    WORD = "word"
    LESS = "less"
    OPEN = "open"
    CLOSE = "close"
    OTHER = "other"


class Token(NamedTuple):
    """A piece of the text: what it is, its characters, and where they begin."""

    kind: Kind
    text: str
    start: int


# A word and a prefix begin alike, so they are one group: looking for a colon first would read a long word once per letter.
_TOKEN = re.compile(
    rf"""
      (?P<space>    (?: [ \t\r\n]++ | \#[^\r\n]*+ )++ )
    | (?P<iri>      {_IRI} )
    | (?P<string>   \"\"\" (?: [^"\\]++ | \\. | "(?!"") )*+ \"\"\"
                  | '''    (?: [^'\\]++ | \\. | '(?!'') )*+ '''
                  | " (?!"") (?: [^"\\\r\n]++ | \\. )*+ "
                  | ' (?!'') (?: [^'\\\r\n]++ | \\. )*+ ' )
    | (?P<unended>  ["'] )
    | (?P<variable> [?$] [{_NAME}]++ )
    | (?P<blank>    _: [{_NAME}.\-]++ )
    | (?P<prefixed> : {_LOCAL} )
    | (?P<language> @ [A-Za-z]++ (?: - [A-Za-z0-9\-]*+ )? )
    | (?P<number>   (?: [0-9]++ (?: \.[0-9]*+ )? | \.[0-9]++ ) (?: [eE][+\-]?[0-9]++ )? )
    | (?P<word>     [{_LETTER}_] [{_NAME}.\-]*+ (?: : {_LOCAL} )? )
    | (?P<less>     < (?= {_IRI} ) )
    | (?P<open>     <<\(? | [(\[{{] )
    | (?P<close>    \)?>> | [)\]}}] )
    | (?P<other>    . )
    """,
    re.VERBOSE | re.DOTALL,
)

_KINDS = {kind.value: kind for kind in Kind}


def scan(text: str) -> Iterator[Token]:
    """Cut a text into tokens; put together again they are the text.

    Raises:
        QueryRefused: A string literal has no end.
    """
    for match in _TOKEN.finditer(text):
        kind = _KINDS[match.lastgroup or ""]
        if kind is Kind.UNENDED:
            raise QueryRefused(
                "this string literal has no end",
                remedy="close it with the same quotation mark; a text over several lines needs three of them",
                position=position(text, match.start()),
            )
        piece = match.group()
        if kind is Kind.WORD and ":" in piece:
            kind = Kind.PREFIXED
        yield Token(kind, piece, match.start())


def position(text: str, offset: int) -> Position:
    """Turn an offset into a line and a column, as the engine counts them."""
    return Position(SOURCE, text.count("\n", 0, offset) + 1, offset - (text.rfind("\n", 0, offset) + 1) + 1)
