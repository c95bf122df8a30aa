"""A JSON text with the offset of each of its values (RFC 8259)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from iurc.graph.locating.found import Unfollowed

# Commas tell nothing to one who knows that they stand where they must.
_TOKEN: Final = re.compile(
    r'[ \t\r\n,]*+(?:("(?:[^"\\]++|\\.)*+")[ \t\r\n]*+(:)?|(-?[0-9][0-9.eE+-]*+)|(true|false|null)|([{\[])|([}\]]))',
    re.DOTALL,
)
_STRING, _NAME, _NUMBER, _WORD, _BEGIN, _END = range(1, 7)
_WORDS: Final = {"true": True, "false": False, "null": None}


@dataclass(frozen=True, slots=True)
class Number:
    """A number.

    Attributes:
        text: As it is written.
    """

    text: str


@dataclass(slots=True)
class Value:
    """A value and where it begins.

    Attributes:
        at: Its offset in the text.
        value: A string, a number, a truth value, `None`, the items of an array, or the members of an object.
    """

    at: int
    value: "str | Number | bool | list[Value] | Members | None"


class Members:
    """The members of an object in the order of the text: name, offset of the name, value."""

    __slots__ = ("_members", "append")

    def __init__(self) -> None:
        self._members: list[tuple[str, int, Value]] = []
        self.append = self._members.append

    def __iter__(self) -> Iterator[tuple[str, int, Value]]:
        return iter(self._members)


def read(text: str) -> Value:
    """Read a JSON text.

    Args:
        text: JSON that another parser has accepted.

    Raises:
        Unfollowed: It is no JSON.
    """
    document: list[Value] = []
    inside: list[Value] | Members = document
    around: list[list[Value] | Members] = []
    name, name_at = "", 0
    end = 0
    while match := _TOKEN.match(text, end):
        end = match.end()
        kind = match.lastindex
        if kind == _NAME:
            name, name_at = _string(match[_STRING]), match.start(_STRING)
            continue
        if kind == _END:
            if not around:
                break
            inside = around.pop()
        else:
            value = _value(match)
            if isinstance(inside, Members):
                inside.append((name, name_at, value))
            else:
                inside.append(value)
            if isinstance(value.value, Members | list):
                around.append(inside)
                inside = value.value
        if inside is document:
            return document[0]
    raise Unfollowed(end)


def items(said: Value) -> list[Value]:
    """Give the items of an array; any other value as the only one."""
    return said.value if isinstance(said.value, list) else [said]


def _value(match: re.Match[str]) -> Value:
    kind = match.lastindex or 0
    text, at = match[kind], match.start(kind)
    if kind == _STRING:
        return Value(at, _string(text))
    if kind == _NUMBER:
        return Value(at, Number(text))
    if kind == _WORD:
        return Value(at, _WORDS[text])
    return Value(at, Members() if text == "{" else [])


def _string(token: str) -> str:
    return str(json.loads(token)) if "\\" in token else token[1:-1]
