"""What is said over the socket between a face and a worker: frames of a kind, a length and a content.

A question is one `ASK` frame. The answer is a `HEAD`, any number of `DATA` and an `END`; an `ERROR` may stand before the
`END` at any point. A socket that closes before `END` means that the worker was ended: nothing short can be taken for whole.
"""

import json
import struct
from dataclasses import dataclass
from enum import IntEnum
from typing import Any, Self

from iurc.graph import errors
from iurc.graph.errors import IurcError
from iurc.shapes.position import Position

_HEADER = struct.Struct("!BI")
_ERRORS = {kind.__name__: kind for kind in (errors.QueryRefused, errors.NotFinished, errors.Unreadable)}


class Kind(IntEnum):
    """The kinds of frame."""

    ASK = 1
    HEAD = 2
    DATA = 3
    END = 4
    ERROR = 5


@dataclass(frozen=True, slots=True)
class Question:
    """What a worker is asked; every value survives JSON.

    Attributes:
        text: The query.
        format: The name of a format.
        default: The graphs of the default graph, or `None` for the default dataset.
        named: The graphs that `GRAPH` reaches, or `None` for the default dataset.
        seconds: See `Limits`.
        rows: See `Limits`.
        size: See `Limits`.
        only_head: Stop as soon as it is known that there is an answer (HTTP's HEAD).
    """

    text: str
    format: str
    default: tuple[str, ...] | None
    named: tuple[str, ...] | None
    seconds: float
    rows: int
    size: int
    only_head: bool = False

    def to_frame(self) -> bytes:
        """Write it as a frame."""
        return pack(Kind.ASK, json.dumps(_values(self)).encode())

    @classmethod
    def from_content(cls, content: bytes) -> Self:
        """Read the content of an `ASK` frame."""
        text, form, default, named, *rest = json.loads(content)
        return cls(text, form, _tuple(default), _tuple(named), *rest)


@dataclass(frozen=True, slots=True)
class Spent:
    """What an answer has cost, told in an `END` frame.

    Attributes:
        seconds: From the question to the last byte.
        cpu: Seconds of processor time.
        size: Bytes of the answer.
        retires: Whether the worker ends now, so that it must not be asked again.
    """

    seconds: float
    cpu: float
    size: int
    retires: bool = False

    def to_frame(self) -> bytes:
        """Write it as a frame."""
        return pack(Kind.END, json.dumps(_values(self)).encode())

    @classmethod
    def from_content(cls, content: bytes) -> Self:
        """Read the content of an `END` frame."""
        return cls(*json.loads(content))


def _tuple(names: list[str] | None) -> tuple[str, ...] | None:
    return None if names is None else tuple(names)


def _values(message: Question | Spent) -> list[object]:
    # `dataclasses.astuple` copies deeply, which takes as long as a small query.
    return [getattr(message, name) for name in message.__slots__]


def pack(kind: Kind, content: bytes = b"") -> bytes:
    """Put a content into a frame."""
    return _HEADER.pack(kind, len(content)) + content


def pack_error(error: IurcError) -> bytes:
    """Put an error into a frame, so that it can be raised at the other end."""
    place = error.position
    return pack(
        Kind.ERROR,
        json.dumps(
            {
                "kind": type(error).__name__,
                "message": error.message,
                "remedy": error.remedy,
                "position": [place.file, place.line, place.column, place.exact] if place else None,
            }
        ).encode(),
    )


def unpack_error(content: bytes) -> IurcError:
    """Take an error out of an `ERROR` frame."""
    fields: dict[str, Any] = json.loads(content)
    place = Position(*fields["position"]) if fields["position"] else None
    kind = _ERRORS.get(fields["kind"], IurcError)
    return kind(fields["message"], remedy=fields["remedy"], position=place)


class Reader:
    """Cuts a stream of bytes into frames."""

    def __init__(self) -> None:
        self._buffer = bytearray()

    def feed(self, data: bytes) -> list[tuple[Kind, bytes]]:
        """Take what arrived, give the frames that are whole now."""
        self._buffer += data
        frames = []
        start = 0
        while len(self._buffer) - start >= _HEADER.size:
            kind, length = _HEADER.unpack_from(self._buffer, start)
            end = start + _HEADER.size + length
            if len(self._buffer) < end:
                break
            frames.append((Kind(kind), bytes(self._buffer[start + _HEADER.size : end])))
            start = end
        del self._buffer[:start]
        return frames
