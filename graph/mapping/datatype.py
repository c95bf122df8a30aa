"""The datatype of a column: what its cells may hold, and the literals they become."""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

import pyoxigraph

from iurc.graph.errors import Unreadable
from iurc.graph.lexical import canonical
from iurc.graph.mapping import context, xsd
from iurc.graph.mapping.refusal import Refusal
from iurc.shapes.position import Position

LENGTHY: Final = frozenset(
    {
        *(
            "string",
            "normalizedString",
            "token",
            "language",
            "Name",
            "NMTOKEN",
            "xml",
            "html",
            "json",
            "anyURI",
        ),
        *("QName", "hexBinary", "base64Binary", "anyAtomicType"),
    }
)
"""The built-in types whose values have a length and are kept as they are written."""

_AS_WRITTEN: Final = {"string", "json", "xml", "html", "anyAtomicType"}
_LINE_BREAKS: Final = str.maketrans("\r\n\t", "   ")
_NOWHERE: Final = Position("", 1)

Limit = tuple[Callable[..., bool], str, xsd.Order, str]
Format = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Datatype:
    """A datatype with its format and limits (Metadata Vocabulary for Tabular Data, section 5.11.2).

    Attributes:
        base: The local name of the built-in type, aliases resolved.
        iri: The type of the literals.
        format: Turns the spelling of the column into that of XML Schema.
        limits: How a value has to compare with others.
        length: The least and the greatest length.
    """

    base: str = "string"
    iri: pyoxigraph.NamedNode = field(default_factory=lambda: pyoxigraph.NamedNode(context.XSD + "string"))
    format: Format | None = None
    limits: tuple[Limit, ...] = ()
    length: tuple[int, int | None] = (0, None)

    @property
    def is_string(self) -> bool:
        """Whether its literals may carry a language."""
        return self.base == "string" and self.iri.value == context.XSD + "string"

    @property
    def takes_anything(self) -> bool:
        """Whether every text is a value as it stands."""
        return self.base == "string" and self.format is None and self.length == (0, None)

    def trimmed(self, text: str) -> str:
        """Treat white space as the type wants it (Model for Tabular Data, section 6.4, steps 1 and 2)."""
        if self.base in _AS_WRITTEN:
            return text
        text = text.translate(_LINE_BREAKS)
        return text if self.base == "normalizedString" else " ".join(part for part in text.split(" ") if part)

    def item(self, text: str) -> str:
        """Treat white space in an item of a list, where all but plain text loses it at both ends (section 6.4, step 5.3)."""
        return text if self.base in {"string", "anyAtomicType"} else self.trimmed(text).strip(" \t\r\n")

    def read(self, text: str) -> str:
        """Read a value.

        Args:
            text: The cell, or an item of it, white space dealt with.

        Returns:
            The canonical form of the value, as the store spells it.

        Raises:
            Refusal: The text is not of the format, not of the type, outside its limits, or would change in the store.
        """
        if self.takes_anything:
            return text
        plain = self.format(text) if self.format else text
        order = xsd.check(self.base, plain)
        for holds, words, limit, shown in self.limits:
            if not holds(order, limit):
                raise Refusal(f"{text} is not {words} {shown}")
        self._check_length(plain)
        if self.base in LENGTHY:
            return plain
        built_in = pyoxigraph.NamedNode(context.XSD + self.base)
        try:
            return canonical(pyoxigraph.Literal(plain, datatype=built_in), _NOWHERE).value
        except Unreadable as error:
            raise Refusal(error.message, error.remedy) from None

    def literal(self, value: str, language: str | None) -> pyoxigraph.Literal:
        """Make the literal of a value that `read` gave."""
        if language is not None and self.is_string:
            return pyoxigraph.Literal(value, language=language)
        return pyoxigraph.Literal(value) if self.is_string else pyoxigraph.Literal(value, datatype=self.iri)

    def _check_length(self, text: str) -> None:
        least, most = self.length
        if (least, most) == (0, None):
            return
        length = len(text)
        if self.base == "hexBinary":
            length //= 2
        elif self.base == "base64Binary":
            length = len(base64.b64decode(text))
        if length < least or (most is not None and length > most):
            wanted = f"{least} to {most}" if most is not None else f"at least {least}"
            raise Refusal(f"the value has a length of {length}, not {wanted}")
