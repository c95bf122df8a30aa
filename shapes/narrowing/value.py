"""Constraints on each value node by itself (SHACL sections 4.1, 4.3, 4.4 and 4.8).

Each function takes the constraint as pySHACL has read it and a variable for the value node, and says where
the value node violates it. What pySHACL does is the measure, not what it ought to do.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal
from rdflib.term import Node

from iurc.shapes.narrowing.ordering import DATE_TIME, TIME, bounded, plain_date
from iurc.shapes.narrowing.pattern import ASCII, shared
from iurc.shapes.narrowing.terms import sparql
from iurc.shapes.narrowing.truth import (
    ALWAYS,
    NEVER,
    UNKNOWN,
    Truth,
    any_of,
    both,
    exactly,
)

Classes = Callable[[Node], Sequence[Node]]
Violates = Callable[[Any, str], Truth]
_MANY = 40
_KINDS: dict[Node, tuple[str, ...]] = {
    SH.IRI: ("isIRI",),
    SH.BlankNode: ("isBlank",),
    SH.Literal: ("isLiteral",),
    SH.BlankNodeOrIRI: ("isBlank", "isIRI"),
    SH.BlankNodeOrLiteral: ("isBlank", "isLiteral"),
    SH.IRIOrLiteral: ("isIRI", "isLiteral"),
}
# Where rdflib is certain to find a literal of the type well-typed, spelt as the store spells it.
_WELL_TYPED: dict[Node, Callable[[str], str]] = {
    XSD.boolean: lambda v: f'STR({v}) IN ("true", "false")',
    XSD.date: plain_date,
    XSD.dateTime: lambda v: f'REGEX(STR({v}), "{DATE_TIME}")',
    XSD.time: lambda v: f'REGEX(STR({v}), "{TIME}")',
}
_NUMERIC = [
    "integer",
    "decimal",
    "double",
    "float",
    "long",
    "int",
    "short",
    "byte",
    "nonNegativeInteger",
    "positiveInteger",
]
_NUMERIC += [
    "nonPositiveInteger",
    "negativeInteger",
    "unsignedLong",
    "unsignedInt",
    "unsignedShort",
    "unsignedByte",
]
_WELL_TYPED.update(dict.fromkeys((XSD[name] for name in _NUMERIC), lambda v: f"isNumeric({v})"))
# Types whose literals rdflib never finds ill-typed.
_ANY_SPELLING = frozenset({XSD.string, XSD.anyURI, XSD.token, XSD.language, XSD.normalizedString})


def of_class(constraint: Any, value: str, classes: Classes) -> Truth:
    """`sh:class`: not an instance of the class or of one of its subclasses (section 4.1.1)."""
    return any_of(~_instance(value, name, classes) for name in constraint.class_rules)


def _instance(value: str, name: Node, classes: Classes) -> Truth:
    names = [sparql(each) for each in classes(name)]
    top = sparql(name)
    if top is None:
        return UNKNOWN
    if None in names or len(names) > _MANY:
        kind = f"EXISTS {{ {value} <{RDF.type}>/<{RDFS.subClassOf}>* {top} . }}"
    elif len(names) == 1:
        kind = f"EXISTS {{ {value} <{RDF.type}> {top} . }}"
    else:
        listed = ", ".join(str(each) for each in names)
        kind = f"EXISTS {{ {value} <{RDF.type}> {value}t . FILTER({value}t IN ({listed})) }}"
    return exactly(both(f"(!isLiteral({value}))", kind))


def of_datatype(constraint: Any, value: str) -> Truth:
    """`sh:datatype`: not a literal of the type, or ill-typed (section 4.1.2)."""
    datatype = constraint.datatype_rule
    name = sparql(datatype)
    if name is None or datatype == RDFS.Datatype:
        return UNKNOWN
    if datatype == RDFS.Literal:
        return exactly(f"(!isLiteral({value}))")
    other = f"COALESCE(DATATYPE({value}) != {name}, true)"
    well_typed = _WELL_TYPED.get(datatype)
    if well_typed is not None:
        return Truth(f"({other} || !COALESCE({well_typed(value)}, false))", other)
    if datatype in _ANY_SPELLING or datatype == RDF.langString or _unchecked(datatype):
        return exactly(other)
    return Truth("true", other)


@lru_cache
def _unchecked(datatype: Node) -> bool:
    """Whether rdflib has no opinion on what is well-typed."""
    return Literal("\u0000", datatype=str(datatype), normalize=False).ill_typed is None


def of_kind(constraint: Any, value: str) -> Truth:
    """`sh:nodeKind` (section 4.1.3)."""
    tests = _KINDS.get(constraint.nodekind_rule)
    if tests is None:
        return ALWAYS
    return exactly("(!(" + " || ".join(f"{test}({value})" for test in tests) + "))")


def in_range(bounds: Iterable[Any], value: str, operator: str) -> Truth:
    """`sh:minExclusive` and its like: not certain to compare with every bound (section 4.3)."""
    fails = NEVER
    for bound in bounds:
        if not isinstance(bound, Literal):
            return UNKNOWN
        fails = fails | ~bounded(value, operator, bound)
    return Truth(fails.may, f"(isIRI({value}) || isBlank({value}) || {fails.must})")


def of_length(constraint: Any, value: str, operator: str) -> Truth:
    """`sh:minLength` and `sh:maxLength`: a blank node, or text that is too short or too long (section 4.4)."""
    length = int(constraint.string_rules[0].value)
    if operator == ">=" and length == 0:
        return NEVER
    fits = f"COALESCE(STRLEN(STR({value})) {operator} {length}, false)"
    return exactly(f"(isBlank({value}) || !{fits})")


def of_pattern(constraint: Any, value: str) -> Truth:
    """`sh:pattern`: a blank node, or text in which the pattern is not found (section 4.4.3)."""
    given = str(constraint.flags.value).lower() if constraint.flags else ""
    flags = "".join(flag for flag in "im" if flag in given)
    return any_of(_unmatched(_expression(rule), flags, value) for rule in constraint.string_rules)


def _expression(rule: Any) -> str:
    return str(rule.value) if rule.value is not None and len(rule.value) > 1 else str(rule)


def _unmatched(pattern: str, flags: str, value: str) -> Truth:
    alike, everywhere = shared(pattern)
    if not alike:
        return Truth("true", f"isBlank({value})")
    text = sparql(Literal(pattern))
    found = f'REGEX(STR({value}), {text}, "{flags}")'
    certain = "true" if everywhere and "i" not in flags else f'REGEX(STR({value}), "{ASCII}")'
    passes = f"COALESCE({both(certain, found)}, false)"
    # Python's `$` also matches before a last line feed, which Rust's does not.
    fails = both(certain, f'(!CONTAINS(STR({value}), "\\n") && !{found})')
    return Truth(f"(isBlank({value}) || !{passes})", f"(isBlank({value}) || COALESCE({fails}, false))")


def in_languages(constraint: Any, value: str, shapes: Graph) -> Truth:
    """`sh:languageIn`: no literal with one of the language tags (section 4.4.4)."""
    ranges = list(shapes.items(constraint.string_rules[0]))
    if not all(isinstance(item, Literal) and isinstance(item.value, str) for item in ranges):
        return UNKNOWN
    names = sorted({str(item).lower() for item in ranges})
    if "*" in names:
        return exactly(f'(!COALESCE(LANG({value}) != "", false))')
    listed = ", ".join(str(sparql(Literal(name))) for name in names)
    first = f'STRBEFORE(CONCAT(LANG({value}), "-"), "-")'
    # The store hands out language tags in lower case.
    fits = f'(LANG({value}) IN ({listed}) || {first} IN ({listed})) && LANG({value}) != ""'
    return exactly(f"(!COALESCE({fits}, false))")


def in_list(constraint: Any, value: str) -> Truth:
    """`sh:in`: not one of the terms (section 4.8.3)."""
    terms = [sparql(term) for term in constraint.in_vals if not isinstance(term, BNode)]
    if len(terms) != len(constraint.in_vals) or None in terms:
        return UNKNOWN
    tests = " || ".join(f"sameTerm({value}, {term})" for term in sorted(map(str, terms)))
    return exactly(f"(!({tests}))") if tests else ALWAYS


def closed(constraint: Any, value: str, paths: Iterable[Node]) -> Truth:
    """`sh:closed`: a property that is not listed (section 4.8.1)."""
    if not constraint.is_closed:
        return NEVER
    allowed = {
        text for node in (*paths, *constraint.ignored_props) if (text := sparql(node)) and text[0] == "<"
    }
    resource = f"({value}p = <{RDF.type}> && {value}o = <{RDFS.Resource}>)"
    listed = f"{value}p IN ({', '.join(sorted(allowed))})" if allowed else "false"
    return exactly(f"EXISTS {{ {value} {value}p {value}o . FILTER(!({listed} || {resource})) }}")
