"""The values of JSON-LD as terms (JSON-LD 1.1 API, sections 5.3 and 8.2.2)."""

from decimal import Decimal, InvalidOperation
from typing import Final

from iurc.graph.locating.found import XSD, Literal, Term
from iurc.graph.locating.json_ld_context import Context, Definition
from iurc.graph.locating.json_text import Number
from iurc.graph.locating.resolve import is_valid

_INTEGER: Final = XSD + "integer"
_DOUBLE: Final = XSD + "double"
_LARGE: Final = Decimal("1e21")


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
    if isinstance(value, str) and not isinstance(value, Number):
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
    # Section 8.2.2: whole numbers are integers, others doubles in canonical form.
    try:
        number = Decimal(value)
    except InvalidOperation:
        return str(value), datatype or _DOUBLE, None
    if number == number.to_integral_value() and abs(number) < _LARGE and datatype != _DOUBLE:
        return str(int(number)), datatype or _INTEGER, None
    mantissa, _, exponent = f"{float(number):.15E}".partition("E")
    mantissa = mantissa.rstrip("0")
    mantissa += "0" if mantissa.endswith(".") else ""
    return f"{mantissa}E{int(exponent)}", datatype or _DOUBLE, None
