"""What can be said of a query before it is evaluated: its form, its dataset, and whether it is answered at all.

Pure functions of the text. Syntax is left to the engine, in a worker; what is checked here is what the engine cannot be
trusted with (depth, `SERVICE`) and what the faces need before any work (form, dataset, a key for caches).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from urllib.parse import urljoin

from iurc.graph.answering import guard
from iurc.graph.answering.limits import Limits
from iurc.graph.answering.tokens import Kind, Token, position, scan
from iurc.graph.errors import QueryRefused

# Relative IRIs in a query are resolved against this (SPARQL 1.1 Query, section 4.1.1.2), whatever name the server has.
BASE = "https://w3id.org/iurc/"

_UPDATES = frozenset(("ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"))
# A second evaluation of these gives another answer.
_FRESH = frozenset(("BNODE", "NOW", "RAND", "STRUUID", "UUID"))
_ESCAPE = re.compile(r"\\([_~.\-!$&'()*+,;=/?#@%])")


class Form(Enum):
    """The four forms of a query (SPARQL 1.1 Query, section 16)."""

    SELECT = "SELECT"
    ASK = "ASK"
    CONSTRUCT = "CONSTRUCT"
    DESCRIBE = "DESCRIBE"

    @property
    def gives_graph(self) -> bool:
        """Whether the answer is a graph and not a table or a truth value."""
        return self in {Form.CONSTRUCT, Form.DESCRIBE}


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs a query is asked of (SPARQL 1.1 Query, section 13).

    Attributes:
        default: The IRIs of the graphs whose merge is the default graph.
        named: The IRIs of the graphs that `GRAPH` reaches.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A text that may be evaluated.

    Attributes:
        text: As it came.
        form: What kind of answer it has.
        dataset: What its `FROM` clauses say; `None` where it has none and the default dataset holds.
        key: The text with every run of white space and comments made one space: equal keys mean equal queries.
        repeatable: False where a second evaluation may give another answer.
    """

    text: str
    form: Form
    dataset: Dataset | None
    key: str
    repeatable: bool


def check(text: str, limits: Limits | None = None) -> Query:
    """Look at a query text before it is evaluated.

    Args:
        text: The query.
        limits: How long and how deep it may be; the defaults where left out.

    Raises:
        QueryRefused: It is no query, is too long or too deep, or asks another service; with the place in the text.
    """
    limits = limits or Limits()
    if len(text) > limits.query_length:
        raise QueryRefused(
            f"the query has {len(text):,} characters, more than the {limits.query_length:,} that are read",
            remedy="split it, or keep long VALUES lists outside and ask several times",
        )
    words: list[Token] = []
    pieces: list[str] = []
    for token in scan(text):
        if token.kind is Kind.SPACE:
            pieces.append(" ")
        else:
            pieces.append(token.text)
            words.append(token)
    guard.inspect(text, words, limits.nesting)
    start, prefixes, base = _prologue(words)
    form = _form(text, words, start)
    return Query(
        text=text,
        form=form,
        dataset=_dataset(words, start, prefixes, base),
        key="".join(pieces).strip(),
        repeatable=not any(
            token.kind is Kind.WORD and not _FRESH.isdisjoint(re.split(r"[.\-]", token.text.upper()))
            for token in words
        ),
    )


def _prologue(words: Sequence[Token]) -> tuple[int, dict[str, str], str]:
    prefixes: dict[str, str] = {}
    base = BASE
    index = 0
    while index < len(words) and words[index].kind is Kind.WORD:
        keyword = words[index].text.upper()
        following = words[index + 1 : index + 3]
        if keyword == "BASE" and len(following) > 0:
            base = urljoin(base, following[0].text[1:-1])
            index += 2
        elif keyword == "PREFIX" and len(following) > 1:
            prefixes[following[0].text[:-1]] = urljoin(base, following[1].text[1:-1])
            index += 3
        elif keyword == "VERSION":
            index += 2
        else:
            break
    return index, prefixes, base


def _form(text: str, words: Sequence[Token], start: int) -> Form:
    if start >= len(words):
        raise QueryRefused(
            "the query is empty" if not words else "the query ends after its prefixes",
            remedy="write SELECT, ASK, CONSTRUCT or DESCRIBE",
            position=position(text, len(text)),
        )
    first = words[start]
    name = first.text.upper()
    if name in Form.__members__:
        return Form[name]
    if name in _UPDATES:
        raise QueryRefused(
            f"{name} is an update, not a query",
            remedy="queries are answered here; they begin with SELECT, ASK, CONSTRUCT or DESCRIBE",
            position=position(text, first.start),
        )
    raise QueryRefused(
        f"expected SELECT, ASK, CONSTRUCT or DESCRIBE, found {_short(first.text)}",
        position=position(text, first.start),
    )


def _dataset(words: Sequence[Token], start: int, prefixes: dict[str, str], base: str) -> Dataset | None:
    default: list[str] = []
    named: list[str] = []
    depth = 0
    for index in range(start, len(words)):
        token = words[index]
        depth += (token.kind is Kind.OPEN) - (token.kind is Kind.CLOSE)
        if depth or token.kind is not Kind.WORD or token.text.upper() != "FROM":
            continue
        following = words[index + 1 : index + 3]
        is_named = bool(following) and following[0].text.upper() == "NAMED"
        for name in following[is_named : is_named + 1]:
            (named if is_named else default).append(_resolve(name, prefixes, base))
    return Dataset(tuple(dict.fromkeys(default)), tuple(dict.fromkeys(named))) if default or named else None


def _resolve(name: Token, prefixes: dict[str, str], base: str) -> str:
    if name.kind is Kind.IRI:
        return urljoin(base, name.text[1:-1])
    prefix, _, local = name.text.partition(":")
    return prefixes.get(prefix, "") + _ESCAPE.sub(r"\1", local)


def _short(text: str) -> str:
    return text if len(text) <= 30 else f"{text[:30]}…"
