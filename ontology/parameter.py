"""A parameter of a competency question: one `VALUES` block of its query, whose data may be exchanged."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

_XSD = "http://www.w3.org/2001/XMLSchema#"
_DECLARATION = re.compile(r"(?P<name>[a-z][A-Za-z0-9]*) (?P<type>[a-z]+) - (?P<text>.+)")
_TERM = re.compile(
    r"""\s*(?:<(?P<iri>[^>]*)>|"(?P<string>(?:[^"\\]|\\.)*)"(?:\^\^(?:<[^>]*>|xsd:\w+))?|(?P<bare>[^\s<>"{}]+))\s*"""
)
_IRI = re.compile(r"""[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]+""")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


class BadHeader(ValueError):
    """A question file whose header and query do not fit together."""


class BadParameter(ValueError):
    """A parameter that the question does not have, or a value that is not of its type."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that the one who asks may choose.

    Attributes:
        name: The variable of the query, without the question mark.
        type: One of `string`, `iri`, `integer`, `decimal`, `date`.
        default: The values in the query as it is written, as plain text.
        description: What may be given.
    """

    name: str
    type: str
    default: tuple[str, ...]
    description: str

    def bind(self, text: str, values: Sequence[str]) -> str:
        """Put values into the parameter's `VALUES` block.

        Args:
            text: The query, in which the block stands once.
            values: Plain text, at least one.

        Returns:
            The query with the values in place of what stood in the block; each has been written as a term of
            the parameter's type, so none can change the query itself (SPARQL 1.1 Query, section 19.8,
            production `DataBlockValue`).

        Raises:
            BadParameter: No value, or one that is not of the type.
        """
        if not values:
            raise BadParameter(f"parameter {self.name} needs at least one value")
        terms = " ".join(self._term(value) for value in values)
        block = _blocks(self.name, text)[0]
        return f"{text[: block.start('data')]} {terms} {text[block.end('data') :]}"

    def _term(self, value: str) -> str:
        try:
            return _WRITERS[self.type](value)
        except ValueError as wrong:
            raise BadParameter(
                f"parameter {self.name} takes a value of type {self.type}, not {value!r}"
            ) from wrong


def declared(line: str, text: str) -> Parameter:
    """Read the declaration of a parameter, `name type - description`, and its default from the query.

    Args:
        line: The declaration.
        text: The query with the parameter's `VALUES` block.

    Returns:
        The parameter.

    Raises:
        BadHeader: Another form, an unknown type, or not exactly one block of that variable.
    """
    match = _DECLARATION.fullmatch(line)
    if not match or match["type"] not in _WRITERS:
        raise BadHeader(f"a parameter is written `name type - description`, its type {_TYPES}: {line}")
    blocks = _blocks(match["name"], text)
    if len(blocks) != 1:
        raise BadHeader(f"parameter {match['name']} needs exactly one block VALUES ?{match['name']} {{ … }}")
    return Parameter(match["name"], match["type"], tuple(_plain(blocks[0]["data"])), match["text"])


def _blocks(parameter: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"VALUES\s+\?{parameter}\s*\{{(?P<data>[^}}]*)\}}", text))


def _plain(data: str) -> Iterator[str]:
    at = 0
    while at < len(data.rstrip()):
        term = _TERM.match(data, at)
        if not term:
            raise BadHeader(f"cannot read the default of a parameter: {data.strip()}")
        value = next(group for group in (term["iri"], term["string"], term["bare"]) if group is not None)
        yield value if term["string"] is None else re.sub(r"\\(.)", r"\1", value)
        at = term.end()


def _string(value: str) -> str:
    return '"' + "".join(_ESCAPES.get(character, character) for character in value) + '"'


def _iri(value: str) -> str:
    if not _IRI.fullmatch(value):
        raise ValueError(value)
    return f"<{value}>"


def _number(datatype: str, pattern: str) -> Callable[[str], str]:
    def write(value: str) -> str:
        if not re.fullmatch(pattern, value, re.ASCII):
            raise ValueError(value)
        return f'"{value}"^^<{_XSD}{datatype}>'

    return write


def _date(value: str) -> str:
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        raise ValueError(value)
    return f'"{date.fromisoformat(value)}"^^<{_XSD}date>'


_WRITERS: dict[str, Callable[[str], str]] = {
    "string": _string,
    "iri": _iri,
    "integer": _number("integer", r"[+-]?\d+"),
    "decimal": _number("decimal", r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "date": _date,
}
_TYPES = ", ".join(_WRITERS)
