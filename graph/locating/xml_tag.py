"""A start tag of XML with the places of its attributes, which the XML parser does not give."""

import re
from dataclasses import dataclass
from typing import Final

_NAME: Final = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE: Final = re.compile(rb"\s+([^\s=/>]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute.

    Attributes:
        name: Its namespace and local name in one.
        value: Its value, references resolved.
        name_at: The offset of its name, in bytes.
        at: The offset of its value, in bytes.
    """

    name: str
    value: str
    name_at: int
    at: int


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag.

    Attributes:
        name: Namespace and local name in one.
        name_at: The offset of its name, in bytes.
        attributes: By name, in the order of the text, without declarations of namespaces.
    """

    name: str
    name_at: int
    attributes: dict[str, Attribute]


def read(data: bytes, name: str, values: list[str], at: int) -> Tag:
    """Find the attributes of a start tag in the text.

    Args:
        data: The document.
        name: The name of the element.
        values: The names and values of its attributes in turn, as the XML parser gives them.
        at: The offset of the tag.

    Returns:
        The tag. Where text and parser do not agree, all its attributes are placed at its name.
    """
    if not values:
        return Tag(name, at + 1, {})
    head = _NAME.match(data, at)
    end = head.end() if head else at
    places: list[tuple[int, int]] = []
    while match := _ATTRIBUTE.match(data, end):
        if not (match[1] == b"xmlns" or match[1].startswith(b"xmlns:")):
            places.append((match.start(1), match.start(2) if match[2] is not None else match.start(3)))
        end = match.end()
    pairs = list(zip(values[::2], values[1::2], strict=True))
    if len(places) != len(pairs):
        places = [(at + 1, at + 1)] * len(pairs)
    attributes = {pair[0]: Attribute(*pair, *place) for pair, place in zip(pairs, places, strict=True)}
    return Tag(name, at + 1, attributes)
