"""Turtle and TriG read for the places of their terms (RDF 1.1 Turtle, section 6; RDF 1.1 TriG, section 4).

Statements come in the order in which the store's parser yields them. That parser hands out backwards what one token
completes: where a token completes two statements, the second comes first.
"""

import re
from collections.abc import Callable
from typing import Final

from iurc.graph.locating.found import RDF, XSD, Found, Literal, Node, Term, Unfollowed, Walk
from iurc.graph.locating.names import Names
from iurc.graph.locating.tokens import (
    IRI,
    LABEL,
    LANGUAGE,
    MARK,
    NAME,
    NUMBER,
    OBJECT,
    STRING,
    TOKEN,
    VERB_OBJECT,
    WORD,
    content,
    stopped,
)

_TYPE: Final = RDF + "type"
_FIRST: Final = RDF + "first"
_REST: Final = RDF + "rest"
_NIL: Final = RDF + "nil"
_DIRECTIVES: Final = {"@prefix", "@base", "@version"}
_WORDS: Final = {"prefix", "base", "version"}

_State = Callable[[], bool]
# The statement whose object or subject is being read in brackets: subject, its offset, predicate, its offset.
_Outer = tuple[Node, int, str, int]


def walk(text: str, base: str | None = None) -> Walk:
    """Give the statements of a text with the offsets of their terms.

    Args:
        text: Turtle or TriG that the store's parser has accepted.
        base: Resolves relative IRIs until the text declares another.

    Raises:
        Unfollowed: Something stands there that is not RDF 1.1.
    """
    return _Reader(text, base).statements()


class _Reader:
    """One method for each state; it takes a token and says whether the next state must look at it again."""

    def __init__(self, text: str, base: str | None) -> None:
        self._text = text
        names = self._names = Names(base)
        self._named, self._iri = names.named, names.iri
        self._nodes = 0
        # The token at hand.
        self._kind = self._at = self._end = 0
        self._said = ""
        # The statement at hand, those around it, and what becomes of each of them when its bracket closes.
        self._subject: Node = ""
        self._subject_at = 0
        self._predicate = ""
        self._predicate_at = 0
        self._object_at = 0
        self._outer: list[tuple[str, _Outer]] = []
        self._string: Literal = ("", None, None)
        self._done: list[Found] = []
        self._state: _State = self._block
        self._quick: re.Pattern[str] | None = None

    def statements(self) -> Walk:
        """Read to the end."""
        done = self._done
        while True:
            while self._quick and (match := self._quick.match(self._text, self._end)):
                yield self._whole(match)
            match = TOKEN.match(self._text, self._end)
            if not match:
                break
            self._quick = None
            self._kind = kind = match.lastindex or 0
            self._at, self._end = match.span(kind)
            self._said = match[kind]
            try:
                while self._state():
                    pass
            finally:
                yield from reversed(done)
                done.clear()
        stopped(self._text, self._end)

    def _whole(self, match: re.Match[str]) -> Found:
        """Take a verb and an object, or an object alone, in one step: most of a file is made of these."""
        name, iri, is_a, *_, mark = match.groups()
        if name:
            self._predicate_at = match.start(1)
            self._predicate = self._named(name, self._predicate_at)
        elif iri:
            self._predicate_at = match.start(2)
            self._predicate = self._iri(iri, self._predicate_at)
        elif is_a:
            self._predicate, self._predicate_at = _TYPE, match.start(3)
        term, at = self._simple(match)
        self._end = match.end()
        if mark == ".":
            self._state, self._quick = self._block, None
        elif mark == ";":
            self._state, self._quick = self._verb_or_end, VERB_OBJECT
        else:
            self._state, self._quick = self._object, OBJECT
        return self._subject, self._predicate, term, self._subject_at, self._predicate_at, at

    def _simple(self, match: re.Match[str]) -> tuple[Term, int]:
        name, iri, string, language, type_name, type_iri, number = match.group(4, 5, 6, 7, 8, 9, 10)
        if name:
            at = match.start(4)
            return self._named(name, at), at
        if iri:
            at = match.start(5)
            return self._iri(iri, at), at
        if number:
            return (number, XSD + _number_type(number), None), match.start(10)
        at = match.start(6)
        datatype = None
        if type_name:
            datatype = self._named(type_name, at)
        elif type_iri:
            datatype = self._iri(type_iri, at)
        return (content(string), datatype, language and _tag(language)), at

    def _block(self) -> bool:
        kind, said = self._kind, self._said
        self._subject_at = self._at
        if kind in {IRI, NAME, LABEL}:
            self._subject = self._node()
            self._state, self._quick = self._verb, VERB_OBJECT
        elif said == "[":
            self._subject = self._new()
            self._state = self._in_subject
        elif said == "(":
            self._subject = self._new()
            self._state = self._in_subject_list
        elif (kind == LANGUAGE and said in _DIRECTIVES) or (kind == WORD and said.lower() in _WORDS):
            self._declare(said.lower().removeprefix("@"))
        elif said not in {"{", "}", "."} and said.lower() != "graph":
            raise Unfollowed(self._at)
        return False

    def _in_subject(self) -> bool:
        if self._said == "]":
            self._state = self._verb
            return False
        self._open("subject")
        self._state = self._verb
        return True

    def _in_subject_list(self) -> bool:
        self._state = self._verb
        if self._said == ")":
            self._subject = _NIL
            return False
        self._predicate, self._predicate_at = "", self._subject_at
        self._open("subject list")
        self._predicate, self._predicate_at = _FIRST, self._at
        self._state = self._object
        return True

    def _verb(self) -> bool:
        kind = self._kind
        self._predicate_at = self._at
        self._state = self._object
        if kind in {NAME, IRI}:
            self._predicate = str(self._node())
        elif kind == WORD and self._said == "a":
            self._predicate = _TYPE
        else:
            self._state = self._verb_or_end
            return self._not_a_verb()
        return False

    def _not_a_verb(self) -> bool:
        # Where a graph in braces was named, its name was taken for a subject until here.
        if self._said == "{" and not self._outer:
            self._state = self._block
            return False
        if self._kind != MARK or self._said not in {";", "]", ".", "}"}:
            raise Unfollowed(self._at)
        return True

    def _verb_or_end(self) -> bool:
        if self._kind != MARK:
            self._state = self._verb
            return True
        if self._said == ";":
            self._quick = VERB_OBJECT
            return False
        if self._said == "]" and self._outer:
            self._close()
        elif self._said in {".", "}"} and not self._outer:
            self._state = self._block
        else:
            raise Unfollowed(self._at)
        return False

    def _object(self) -> bool:
        kind = self._kind
        self._object_at = self._at
        self._state = self._after
        if kind in {NAME, IRI, LABEL}:
            self._say(self._node())
        elif kind == STRING:
            self._string = (content(self._said), None, None)
            self._state = self._after_string
        elif kind == NUMBER:
            self._say((self._said, XSD + _number_type(self._said), None))
        elif self._said == "[":
            self._state = self._in_object
        elif self._said == "(":
            self._state = self._in_list
        elif kind == WORD and self._said in {"true", "false"}:
            self._say((self._said, XSD + "boolean", None))
        else:
            raise Unfollowed(self._at)
        return False

    def _after_string(self) -> bool:
        self._state = self._after
        if self._kind == LANGUAGE:
            self._say((self._string[0], None, _tag(self._said)))
            return False
        if self._said == "^^":
            self._state = self._datatype
            return False
        self._say(self._string)
        return True

    def _datatype(self) -> bool:
        self._say((self._string[0], str(self._node()), None))
        self._state = self._after
        return False

    def _in_object(self) -> bool:
        node, at = self._new(), self._object_at
        if self._said == "]":
            self._say(node)
            self._state = self._after
            return False
        self._open("object")
        self._subject, self._subject_at = node, at
        self._state = self._verb
        return True

    def _in_list(self) -> bool:
        if self._said == ")":
            self._say(_NIL)
            self._state = self._after
            return False
        cell, at = self._new(), self._object_at
        self._say(cell)
        self._open("object list")
        self._subject, self._subject_at, self._predicate, self._predicate_at = cell, at, _FIRST, self._at
        self._state = self._object
        return True

    def _after(self) -> bool:
        if self._outer and self._outer[-1][0].endswith("list"):
            return self._after_item()
        if self._said == ",":
            self._state, self._quick = self._object, OBJECT
            return False
        if self._kind != MARK:
            raise Unfollowed(self._at)
        self._state = self._verb_or_end
        return True

    def _after_item(self) -> bool:
        cell, at = self._subject, self._subject_at
        if self._said == ")":
            self._done.append((cell, _REST, _NIL, at, self._at, self._at))
            self._close()
            return False
        self._subject = self._new()
        self._done.append((cell, _REST, self._subject, at, self._at, self._at))
        self._subject_at = self._predicate_at = self._at
        self._state = self._object
        return True

    def _open(self, what: str) -> None:
        outer = (self._subject, self._subject_at, self._predicate, self._predicate_at)
        self._outer.append((what, outer))

    def _close(self) -> None:
        inner, inner_at = self._subject, self._subject_at
        what, outer = self._outer.pop()
        self._subject, self._subject_at, self._predicate, self._predicate_at = outer
        self._state = self._verb_or_end if what.startswith("subject") else self._after
        if what == "object":
            self._object_at = inner_at
            self._say(inner)

    def _say(self, term: Term) -> None:
        self._done.append(
            (self._subject, self._predicate, term, self._subject_at, self._predicate_at, self._object_at)
        )

    def _new(self) -> int:
        self._nodes += 1
        return self._nodes

    def _node(self) -> Node:
        token = self._said
        if self._kind == NAME:
            return self._named(token, self._at)
        if self._kind == LABEL:
            return token
        if self._kind == IRI:
            return self._iri(token, self._at)
        raise Unfollowed(self._at)

    def _declare(self, what: str) -> None:
        name = self._take() if what == "prefix" else ""
        value = self._take()
        if what == "prefix":
            self._names.bind(name.removesuffix(":"), self._iri(value, self._at))
        elif what == "base":
            self._names.base = self._iri(value, self._at)

    def _take(self) -> str:
        match = TOKEN.match(self._text, self._end)
        if match is None:
            raise Unfollowed(self._end)
        self._end = match.end()
        return match[match.lastindex or 0]


def _tag(token: str) -> str:
    """Give the language of a token; the store keeps it in lower case, and its direction elsewhere."""
    return token[1:].partition("--")[0].lower()


def _number_type(number: str) -> str:
    if "e" in number or "E" in number:
        return "double"
    return "decimal" if "." in number else "integer"
