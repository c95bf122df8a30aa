"""N-Triples and N-Quads read for the places of their terms (RDF 1.1 N-Triples, section 7; N-Quads, section 5)."""

import re
from typing import Final

from iurc.graph.locating.found import Term, Walk
from iurc.graph.locating.tokens import stopped, unescaped

_SKIP: Final = r"(?:[ \t\r\n]++|#[^\n\r]*+)*+"
_LABEL: Final = r"_:[^\s<>\"]+(?<!\.)"
_STATEMENT: Final = re.compile(
    rf"{_SKIP}(<[^<>\s]*>|{_LABEL})[ \t]*(<[^<>\s]*>)[ \t]*"
    rf'(?:(<[^<>\s]*>|{_LABEL})|("((?:[^"\\\n\r]++|\\.)*+)"[ \t]*(?:@([A-Za-z0-9-]+)|\^\^[ \t]*(<[^<>\s]*>))?))'
    rf"[ \t]*(?:<[^<>\s]*>|{_LABEL})?[ \t]*\."
)


def walk(text: str) -> Walk:
    """Give the statements of a text with the offsets of their terms.

    Args:
        text: N-Triples or N-Quads that the store's parser has accepted.

    Raises:
        Unfollowed: Something stands there that is not RDF 1.1.
    """
    end = 0
    escaped = "\\" in text
    node = _node if escaped else _plain
    while match := _STATEMENT.match(text, end):
        subject, predicate, object_, literal, string, language, datatype = match.groups()
        subject_at, predicate_at = match.start(1), match.start(2)
        term: Term
        if literal is None:
            term, object_at = node(object_), match.start(3)
        else:
            if language:
                language = language.partition("--")[0].lower()
            term = (unescaped(string) if escaped else string, datatype and node(datatype), language)
            object_at = match.start(4)
        yield node(subject), node(predicate), term, subject_at, predicate_at, object_at
        end = match.end()
    stopped(text, end)


def _node(token: str) -> str:
    return unescaped(token[1:-1]) if token[0] == "<" else token


def _plain(token: str) -> str:
    return token[1:-1] if token[0] == "<" else token
