"""The values of JSON-LD as terms (JSON-LD 1.1 API, sections 5.3 and 8.2.2)."""

from decimal import Decimal, InvalidOperation
from typing import Final

from iurc.graph.locating.found import XSD, Literal, Term
from iurc.graph.locating.json_ld_context import Context, Definition
from iurc.graph.locating.json_text import Number
from iurc.graph.locating.resolve import is_valid

_INTEGER: Final = XSD + "integer"
_DOUBLE: Final = XSD + "double"
_LARGE: Final = Decimal("1e20")


def named(iri: str | None) -> str | None:
    """Give what names a node; `None` where it is neither an IRI nor a blank node, so that nothing is said of it."""
    return iri if iri is not None and (iri.startswith("_:") or is_valid(iri)) else None


def coerced(value: object, context: Context, definition: Definition) -> Term | None:
    """Give the term that a bare value of a property stands for (section 5.3).

    Args:
        value: A string, number or truth value.
        context: What holds there.
        definition: The definition of the property.
    """
    kind = definition.type
    if isinstance(value, str):
        if kind in {"@id", "@vocab"}:
            return named(context.expanded(value, vocabulary=kind == "@vocab", document=True))
        if kind in {None, "@none"}:
            return value, None, context.language_of(definition)
    datatype = kind if kind is not None and not kind.startswith("@") else None
    return literal(value, datatype, None)


def literal(value: object, datatype: str | None, language: str | None) -> Literal:
    """Give the literal of a value whose type or language is known."""
    if isinstance(value, bool):
        return ("true" if value else "false"), datatype or XSD + "boolean", None
    if isinstance(value, Number):
        return _number(value, datatype)
    return str(value), datatype, language


def _number(value: Number, datatype: str | None) -> Literal:
    # Section 8.2.2: whole numbers are integers, others doubles in canonical form. The parser works on the digits, and its
    # integers end one digit sooner.
    try:
        number = Decimal(value.text)
    except InvalidOperation:
        return value.text, datatype or _DOUBLE, None
    if abs(number) < _LARGE and datatype != _DOUBLE and number == number.to_integral_value():
        return str(int(number)), datatype or _INTEGER, None
    sign, digits, exponent = number.as_tuple()
    written = "".join(map(str, digits)).lstrip("0") or "0"
    power = len(written) - 1 + int(exponent) if number else 0
    rest = written[1:].rstrip("0") or "0"
    return f"{'-' if sign and number else ''}{written[0]}.{rest}E{power}", datatype or _DOUBLE, None
