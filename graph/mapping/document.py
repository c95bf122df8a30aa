"""A JSON file that remembers where each of its parts stands."""

import re
from bisect import bisect_right
from json import JSONDecodeError, JSONDecoder
from typing import Any, Final, NoReturn

from iurc.graph.errors import Unreadable
from iurc.graph.mapping.node import Node, Path
from iurc.shapes.position import Position

_SPACE: Final = re.compile(r"[ \t\n\r]*")
_NUMBER: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_WORDS: Final = {"true": True, "false": False, "null": None}
_DECODER: Final = JSONDecoder()
_DEEPEST: Final = 40
_BOM: Final = b"\xef\xbb\xbf"


def read(data: bytes, name: str) -> Node:
    """Read a JSON text.

    Args:
        data: Its bytes, in UTF-8; a byte order mark is passed over.
        name: What positions call it.

    Returns:
        The outermost value.

    Raises:
        Unreadable: It is not UTF-8, not JSON (RFC 8259), names a member twice, or is nested beyond any sense.
    """
    data = data.removeprefix(_BOM)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        raise Unreadable(
            f"byte {data[error.start]:#04x} is not UTF-8",
            remedy="save the file as UTF-8",
            position=Position(name, before.count(b"\n") + 1, column),
        ) from None
    return _Reader(text, name).read()


class _Reader:
    def __init__(self, text: str, name: str) -> None:
        self._text = text
        self._name = name
        self._lines = [0, *(match.end() for match in re.finditer("\n", text))]
        self._places: dict[Path, int] = {}

    def read(self) -> Node:
        value, end = self._value(self._skip(0), ())
        end = self._skip(end)
        if end < len(self._text):
            self._refuse("text follows the end of the JSON value", end)
        return Node(value, (), lambda path: self._position(self._places[path]))

    def _value(self, at: int, path: Path) -> tuple[Any, int]:
        self._places.setdefault(path, at)
        if len(path) > _DEEPEST:
            self._refuse(f"it is nested more than {_DEEPEST} deep", at)
        start = self._text[at : at + 1]
        if start == "{":
            return self._object(at + 1, path)
        if start == "[":
            return self._array(at + 1, path)
        if start == '"':
            return self._string(at)
        for word, meaning in _WORDS.items():
            if self._text.startswith(word, at):
                return meaning, at + len(word)
        number = _NUMBER.match(self._text, at)
        if number is None:
            self._refuse("a JSON value is missing" if start else "the file ends inside the JSON text", at)
        text = number.group()
        return (int(text) if text.lstrip("-").isdigit() else float(text)), number.end()

    def _object(self, at: int, path: Path) -> tuple[dict[str, Any], int]:
        result: dict[str, Any] = {}
        at = self._skip(at)
        if self._text.startswith("}", at):
            return result, at + 1
        while True:
            if not self._text.startswith('"', at):
                self._refuse("the name of a member in double quotes is missing", at)
            key, end = self._string(at)
            if key in result:
                self._refuse(f"the member '{key}' stands twice in one object", at)
            self._places[(*path, key)] = at
            end = self._skip(end)
            if not self._text.startswith(":", end):
                self._refuse(f"a colon is missing after '{key}'", end)
            result[key], end = self._value(self._skip(end + 1), (*path, key))
            at, more = self._next(end, "}")
            if not more:
                return result, at

    def _array(self, at: int, path: Path) -> tuple[list[Any], int]:
        result: list[Any] = []
        at = self._skip(at)
        if self._text.startswith("]", at):
            return result, at + 1
        while True:
            value, end = self._value(at, (*path, len(result)))
            result.append(value)
            at, more = self._next(end, "]")
            if not more:
                return result, at

    def _next(self, at: int, closing: str) -> tuple[int, bool]:
        at = self._skip(at)
        if self._text.startswith(closing, at):
            return at + 1, False
        if not self._text.startswith(",", at):
            self._refuse(f"a comma or {closing} is missing", at)
        return self._skip(at + 1), True

    def _string(self, at: int) -> tuple[str, int]:
        try:
            text, end = _DECODER.raw_decode(self._text, at)
        except JSONDecodeError as error:
            self._refuse(error.msg[0].lower() + error.msg[1:], min(error.pos, len(self._text)))
        return str(text), end

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _position(self, at: int) -> Position:
        line = bisect_right(self._lines, at)
        return Position(self._name, line, at - self._lines[line - 1] + 1)

    def _refuse(self, message: str, at: int) -> NoReturn:
        raise Unreadable(
            f"this is not JSON: {message}", remedy="mend the JSON there", position=self._position(at)
        )
