"""Comparing values with <, <= and their like, where rdflib and Oxigraph are known to agree (SHACL sections 4.3, 4.5.3).

They agree on integers and decimals, on plain strings, and on dates and date-times that are spelt out in four-digit
years, either both with the time zone Z or both without. Floating-point numbers are compared as decimals by rdflib,
so only a strict order is certain. Everything else is undecided.
"""

from rdflib import XSD, Literal

from iurc.shapes.narrowing.terms import sparql
from iurc.shapes.narrowing.truth import UNKNOWN, Truth, both

_DAY = (
    "([1-9][0-9][0-9][0-9]-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)"
    "|02-(0[1-9]|1[0-9]|2[0-8])))"
)
_TIME = "(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\\\.[0-9]{1,6})?)"
DATE_TIME = f"^{_DAY}T{_TIME}Z?$"
TIME = f"^{_TIME}Z?$"
_EXACT = f"<{XSD.integer}>, <{XSD.decimal}>"
_FLOATING = f"<{XSD.double}>, <{XSD.float}>"
_NUMBERS = frozenset({XSD.integer, XSD.decimal})


def plain_date(term: str) -> str:
    """Write where a term of type `xsd:date` is a day that both engines read alike; it may raise an error."""
    return f'(YEAR({term}) >= 1000 && YEAR({term}) <= 9999 && TZ({term}) = "")'


def compared(left: str, operator: str, right: str) -> Truth:
    """Compare two terms of which nothing is known.

    Args:
        left: A SPARQL expression for a term; evaluated several times.
        operator: One of `<`, `<=`, `>`, `>=`.
        right: Another expression for a term.

    Returns:
        Where the comparison holds.
    """
    types = f"DATATYPE({left}), DATATYPE({right})"
    alike = f"(DATATYPE({left}) = DATATYPE({right}))"
    first = types.split(", ", maxsplit=1)[0]
    # An ill-typed literal is not numeric, whatever its type; Oxigraph finds it equal to itself.
    exact = f"{first} IN ({_EXACT}) && DATATYPE({right}) IN ({_EXACT})"
    numbers = f"({exact} && isNumeric({left}) && isNumeric({right}))"
    strings = f"({alike} && {first} = <{XSD.string}>)"
    certain = f"({numbers} || {strings} || {_dates(left, right, alike)})"
    return _under(certain, f"({left} {operator} {right})")


def bounded(value: str, operator: str, bound: Literal) -> Truth:
    """Compare a term with a bound that is given in the shapes.

    Args:
        value: A SPARQL expression for a term.
        operator: One of `<`, `<=`, `>`, `>=`.
        bound: A literal.

    Returns:
        Where the comparison holds.
    """
    text = sparql(bound)
    if text is None:
        return UNKNOWN
    holds = f"({value} {operator} {text})"
    if bound.datatype in _NUMBERS and bound.value is not None:
        exact = _under(f"DATATYPE({value}) IN ({_EXACT})", holds)
        strictly = f"({value} {operator[0]} {text})"
        floating = f"COALESCE(DATATYPE({value}) IN ({_FLOATING}) && {strictly}, false)"
        return Truth(exact.may, f"({exact.must} || {floating})")
    if bound.datatype in (None, XSD.string) and not bound.language:
        return _under(f"DATATYPE({value}) = <{XSD.string}>", holds)
    if bound.datatype in (XSD.date, XSD.dateTime) and bound.value is not None:
        alike = f"(DATATYPE({value}) = <{bound.datatype}>)"
        return _under(_dates(value, text, alike), holds)
    return UNKNOWN


def _dates(left: str, right: str, alike: str) -> str:
    """Where two terms are dates, or two are date-times, that both engines read alike."""
    date = f"DATATYPE({left}) = <{XSD.date}> && {plain_date(left)} && {plain_date(right)}"
    moment = (
        f'DATATYPE({left}) = <{XSD.dateTime}> && REGEX(STR({left}), "{DATE_TIME}")'
        f' && REGEX(STR({right}), "{DATE_TIME}") && STRENDS(STR({left}), "Z") = STRENDS(STR({right}), "Z")'
    )
    return f"({alike} && (({date}) || ({moment})))"


def _under(certain: str, holds: str) -> Truth:
    """A comparison that is decided where something is certain."""
    yes = f"COALESCE({both(certain, holds)}, false)"
    no = f"COALESCE({both(certain, f'(!{holds})')}, false)"
    return Truth(f"(!{no})", yes)
