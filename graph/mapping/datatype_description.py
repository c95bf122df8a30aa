"""Datatype descriptions in metadata files (Metadata Vocabulary for Tabular Data, section 5.11)."""

import operator
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Final

import pyoxigraph

from iurc.graph.mapping import context, xsd
from iurc.graph.mapping.datatype import LENGTHY, Datatype, Format, Limit
from iurc.graph.mapping.date_format import DateFormat
from iurc.graph.mapping.node import Node
from iurc.graph.mapping.number_format import NumberFormat
from iurc.graph.mapping.refusal import Refusal
from iurc.graph.mapping.spelling import listed, meant

_ALIASES: Final = {
    "number": "double",
    "binary": "base64Binary",
    "datetime": "dateTime",
    "any": "anyAtomicType",
}
_IRIS: Final = {
    "xml": context.RDF + "XMLLiteral",
    "html": context.RDF + "HTML",
    "json": context.CSVW + "#JSON",
}
_NUMBERS: Final = {"integer", "decimal", "double", "float"}
_DATES: Final = {"date", "dateTime", "time"}
_KNOWN: Final = {
    *(LENGTHY | _NUMBERS | _DATES),
    *("boolean", "gDay", "gMonth", "gMonthDay", "gYear", "gYearMonth"),
    *("duration", "dayTimeDuration", "yearMonthDuration"),
}
_ORDERED: Final = _KNOWN - LENGTHY - {"boolean", "duration", "dayTimeDuration", "yearMonthDuration"}
# What the store keeps as another type; in the place of each, what to write.
_NOT_KEPT: Final = {
    "long": '"integer"',
    "int": '"integer", with "minimum" and "maximum"',
    "short": '"integer" with "minimum": -32768 and "maximum": 32767',
    "byte": '"integer" with "minimum": -128 and "maximum": 127',
    "nonNegativeInteger": '"integer" with "minimum": 0',
    "positiveInteger": '"integer" with "minimum": 1',
    "unsignedLong": '"integer" with "minimum": 0',
    "unsignedInt": '"integer" with "minimum": 0',
    "unsignedShort": '"integer" with "minimum": 0 and "maximum": 65535',
    "unsignedByte": '"integer" with "minimum": 0 and "maximum": 255',
    "nonPositiveInteger": '"integer" with "maximum": 0',
    "negativeInteger": '"integer" with "maximum": -1',
    "dateTimeStamp": '"dateTime"',
}
# A format that only lists what a cell may be.
_WORDS: Final = re.compile(r"[\w-]+(?:\|[\w-]+)+")
_PROPERTIES: Final = {"base", "format", "length", "minLength", "maxLength"}
_LIMITS: Final[dict[str, tuple[Callable[..., bool], str]]] = {
    "minimum": (operator.ge, "at least"),
    "minInclusive": (operator.ge, "at least"),
    "minExclusive": (operator.gt, "more than"),
    "maximum": (operator.le, "at most"),
    "maxInclusive": (operator.le, "at most"),
    "maxExclusive": (operator.lt, "less than"),
}


def parse(node: Node) -> Datatype:
    """Read the `datatype` of a metadata file.

    Raises:
        Unreadable: It is unknown, contradictory, or one that the store would not keep.
    """
    if isinstance(node.value, str):
        base = _base(node)
        return Datatype(base, _iri(base))
    node.only(_PROPERTIES | _LIMITS.keys(), "a datatype", "Datatype")
    base_node = node.get("base")
    base = _base(base_node) if base_node else "string"
    id_node = node.get("@id")
    iri = _iri(base)
    if id_node:
        try:
            iri = pyoxigraph.NamedNode(context.expand(id_node.string()))
        except ValueError as error:
            id_node.fail(f"'{id_node.value}' is not an IRI: {error}", "write the IRI of the datatype in full")
        if iri.value.removeprefix(context.XSD) in _KNOWN | _NOT_KEPT.keys():
            id_node.fail("the '@id' of a datatype is not that of a built-in one", "say it in 'base'")
    format_node = node.get("format")
    _refuse_contradictions(node, base)
    return Datatype(
        base,
        iri,
        _format(format_node, base) if format_node else None,
        tuple(_limit(node, name, base) for name in _LIMITS if node.get(name)),
        _length(node, base),
    )


def _base(node: Node) -> str:
    name = node.string().removeprefix("xsd:").removeprefix(context.XSD)
    name = _ALIASES.get(name, name)
    if name in _NOT_KEPT:
        node.fail(f"the store would not keep the type {name} as such", f"write {_NOT_KEPT[name]}")
    if name not in _KNOWN:
        node.fail(f"there is no datatype '{name}' in CSVW", meant(name, _KNOWN | _ALIASES.keys()))
    return name


def _iri(base: str) -> pyoxigraph.NamedNode:
    return pyoxigraph.NamedNode(_IRIS.get(base, context.XSD + base))


def _format(node: Node, base: str) -> Format:
    try:
        if base in _NUMBERS:
            return _number_format(node).plain
        if base in _DATES:
            return DateFormat.parse(node.string(), base).plain
        if base == "boolean":
            return _boolean_format(node)
        return _regular_expression(node.string())
    except Refusal as refusal:
        node.fail(refusal.message, refusal.remedy)


def _number_format(node: Node) -> NumberFormat:
    if isinstance(node.value, str):
        return NumberFormat.parse(node.value, ".", None)
    node.only({"pattern", "decimalChar", "groupChar"}, "a number format")
    pattern, decimal, group = (node.get(name) for name in ("pattern", "decimalChar", "groupChar"))
    return NumberFormat.parse(
        pattern.string() if pattern else None,
        decimal.string() if decimal else ".",
        group.string() if group else None,
    )


def _boolean_format(node: Node) -> Format:
    yes, bar, no = node.string().partition("|")
    if not bar or not yes or not no or "|" in no or yes == no:
        node.fail("the format of a boolean is two words", 'such as "yes|no"')
    meanings = {yes: "true", no: "false"}

    def plain(text: str) -> str:
        if text not in meanings:
            raise Refusal(
                f"'{text}' is neither '{yes}' nor '{no}'", "write one of them, or correct the format"
            )
        return meanings[text]

    return plain


def _regular_expression(pattern: str) -> Format:
    try:
        compiled = re.compile(pattern)
    except re.error as error:
        raise Refusal(f"'{pattern}' is not a regular expression: {error}") from None

    words = pattern.split("|") if _WORDS.fullmatch(pattern) else ()

    def plain(text: str) -> str:
        if compiled.fullmatch(text):
            return text
        if words:
            raise Refusal(
                f"'{text}' is none of the values that stand here",
                meant(text, words) or f"write {listed(words)}",
            )
        raise Refusal(f"'{text}' does not match {pattern}")

    return plain


def _refuse_contradictions(node: Node, base: str) -> None:
    """Refuse limits that no value can be within (section 5.11.2)."""
    for inclusive, exclusive in (("minInclusive", "minExclusive"), ("maxInclusive", "maxExclusive")):
        both = node.get(exclusive)
        if both and node.get(inclusive):
            both.fail(f"{inclusive} and {exclusive} exclude each other", "keep one of them")
    lowest = [found for name in _LIMITS if name.startswith("min") and (found := node.get(name))]
    highest = [found for name in _LIMITS if name.startswith("max") and (found := node.get(name))]
    for low in lowest:
        for high in highest:
            least, most = (_limit(node, str(found.path[-1]), base)[2] for found in (low, high))
            names = (low.path[-1], high.path[-1])
            one_is_exclusive = ("minExclusive" in names) != ("maxExclusive" in names)
            # Both are the order of one datatype, so they compare, whatever type that is.
            if least > most or (least == most and one_is_exclusive):  # type: ignore[operator]
                high.fail(f"{names[1]} is less than {names[0]} allows", "correct one of them")


def _limit(node: Node, name: str, base: str) -> Limit:
    limit = node.get(name)
    assert limit is not None  # noqa: S101 - asked only for members that are there
    if base not in _ORDERED:
        limit.fail(f"'{name}' has no meaning for the type {base}")
    text = limit.value if isinstance(limit.value, str) else str(Decimal(str(limit.value)))
    try:
        order = xsd.check(base, text)
    except Refusal as refusal:
        limit.fail(refusal.message, refusal.remedy)
    holds, words = _LIMITS[name]
    return holds, words, order, text


def _length(node: Node, base: str) -> tuple[int, int | None]:
    exact, least, most = (node.get(name) for name in ("length", "minLength", "maxLength"))
    for given in (exact, least, most):
        if given and base not in LENGTHY:
            given.fail(f"'{given.path[-1]}' has no meaning for the type {base}")
    if exact:
        if (least and least.count() > exact.count()) or (most and most.count() < exact.count()):
            exact.fail("length is not between minLength and maxLength", "keep length alone")
        return exact.count(), exact.count()
    lower, upper = (least.count() if least else 0), (most.count() if most else None)
    if most and upper is not None and lower > upper:
        most.fail("maxLength is less than minLength")
    return lower, upper
