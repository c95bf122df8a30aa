"""IRI templates (RFC 6570, all four levels), strict where a broken IRI would slip in.

CSVW makes IRIs of cells by such templates (Metadata Vocabulary for Tabular Data, section 5.1.3). Two things are
stricter than the RFC: `{x}` and `{+x}` want a value, where the RFC would leave a hole in the IRI, and `{+x}` refuses what
no IRI may hold, where the RFC would hide it behind a percent sign.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import quote

from iurc.graph.mapping.refusal import Refusal

Value = str | tuple[str, ...] | None

_EXPRESSION: Final = re.compile(r"\{([^{}]*)\}")
_VARIABLE: Final = re.compile(
    r"((?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_]|%[0-9A-Fa-f]{2}))*)(\*|:[1-9][0-9]{0,3})?"
)
_RESERVED: Final = ":/?#[]@!$&'()*+,;="
_NOT_IN_AN_IRI: Final = re.compile(r"[\x00-\x20<>\"{}|\\^`\x7f]|%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class _Operator:
    first: str = ""
    between: str = ","
    named: bool = False
    if_empty: str = ""
    reserved: bool = False
    optional: bool = True


# RFC 6570, appendix A. `{x}` and `{+x}` are not optional here.
_OPERATORS: Final = {
    "": _Operator(optional=False),
    "+": _Operator(reserved=True, optional=False),
    "#": _Operator(first="#", reserved=True),
    ".": _Operator(first=".", between="."),
    "/": _Operator(first="/", between="/"),
    ";": _Operator(first=";", between=";", named=True),
    "?": _Operator(first="?", between="&", named=True, if_empty="="),
    "&": _Operator(first="&", between="&", named=True, if_empty="="),
}


@dataclass(frozen=True, slots=True)
class _Variable:
    name: str
    explode: bool = False
    prefix: int | None = None


@dataclass(frozen=True, slots=True)
class _Expression:
    operator: _Operator
    variables: tuple[_Variable, ...]

    def expand(self, values: Mapping[str, Value]) -> str:
        parts = []
        for variable in self.variables:
            value = values[variable.name]
            if value is None or value == ():
                if not self.operator.optional:
                    raise Refusal(
                        f"an IRI needs a value of '{variable.name}', which is empty here",
                        f'fill the cell, or say "iurc:when": "{variable.name}" on the column that makes the IRI',
                    )
                continue
            parts.append(self._expanded(variable, value))
        return self.operator.first + self.operator.between.join(parts) if parts else ""

    def _expanded(self, variable: _Variable, value: str | tuple[str, ...]) -> str:
        operator = self.operator
        if isinstance(value, tuple) and variable.explode:
            return operator.between.join(self._pair(variable.name, self._encoded(item)) for item in value)
        if isinstance(value, tuple):
            return self._pair(variable.name, ",".join(self._encoded(item) for item in value))
        return self._pair(variable.name, self._encoded(value[: variable.prefix]))

    def _pair(self, name: str, encoded: str) -> str:
        if not self.operator.named:
            return encoded
        return f"{name}={encoded}" if encoded else name + self.operator.if_empty

    def _encoded(self, text: str) -> str:
        if not self.operator.reserved:
            return quote(text, safe="")
        wrong = _NOT_IN_AN_IRI.search(text)
        if wrong:
            raise Refusal(*_unfit(text, wrong.start()))
        return quote(text, safe=_RESERVED + "%")


@dataclass(frozen=True, slots=True)
class Template:
    """A template, taken apart once.

    Attributes:
        text: As it is written.
        names: The variables that it uses.
    """

    text: str
    _parts: tuple[str | _Expression, ...] = field(repr=False)
    names: frozenset[str] = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> "Template":
        """Take a template apart.

        Raises:
            Refusal: It is not a template of RFC 6570.
        """
        parts: list[str | _Expression] = []
        at = 0
        for match in _EXPRESSION.finditer(text):
            parts.append(_literal(text[at : match.start()]))
            parts.append(_expression(match[1]))
            at = match.end()
        parts.append(_literal(text[at:]))
        names = {v.name for part in parts if isinstance(part, _Expression) for v in part.variables}
        return cls(text, tuple(part for part in parts if part), frozenset(names))

    @property
    def start(self) -> str:
        """The text before the first expression."""
        return self._parts[0] if self._parts and isinstance(self._parts[0], str) else ""

    def starting_with(self, start: str) -> "Template":
        """Give the same template with another text before the first expression."""
        parts = self._parts[1:] if self.start else self._parts
        return Template(self.text, (start, *parts), self.names)

    def expand(self, values: Mapping[str, Value]) -> str:
        """Fill in the values.

        Args:
            values: A value, a list, or `None` for each of `names`.

        Raises:
            Refusal: A value is missing or cannot stand in an IRI.
        """
        return "".join(part if isinstance(part, str) else part.expand(values) for part in self._parts)


def fill(template: Template, values: Mapping[str, Value]) -> str:
    """Fill plain text: `{x}` stands for the value as it is, nothing is encoded.

    Raises:
        Refusal: A value is missing.
    """

    def value(match: re.Match[str]) -> str:
        found = values[match[1]]
        if found is None or found == ():
            raise Refusal(
                f"the text needs a value of '{match[1]}', which is empty here",
                f'fill the cell, or say "iurc:when": "{match[1]}"',
            )
        return found if isinstance(found, str) else ", ".join(found)

    return _EXPRESSION.sub(value, template.text)


def _literal(text: str) -> str:
    for brace in "{}":
        if brace in text:
            raise Refusal(f"the template has a lone {brace}", "write variables as {name}")
    return text


def _expression(text: str) -> _Expression:
    symbol = text[:1] if text[:1] in _OPERATORS else ""
    variables = []
    for part in text.removeprefix(symbol).split(","):
        match = _VARIABLE.fullmatch(part)
        if match is None:
            raise Refusal(
                f"'{{{text}}}' is no expression of a URI template",
                "variables are letters, digits, _ and dots; RFC 6570 has the operators + # . / ; ? &",
            )
        modifier = match[2] or ""
        prefix = int(modifier[1:]) if modifier.startswith(":") else None
        variables.append(_Variable(match[1], modifier == "*", prefix))
    return _Expression(_OPERATORS[symbol], tuple(variables))


def _unfit(text: str, at: int) -> tuple[str, str]:
    if text[at] == " ":
        return (
            f"'{text}' has a space at character {at + 1} and is no IRI",
            "write %20 in its place, or mend the address",
        )
    if text[at] == "%":
        return f"'{text}' has a % at character {at + 1} that begins no %XX", "write %25 for a percent sign"
    return (
        f"'{text}' has {text[at]!r} at character {at + 1} and is no IRI",
        "percent-encode it, or mend the address",
    )
