"""Expressions of SPARQL constraints: where rdflib evaluates them as true (SPARQL 1.1 section 17).

rdflib and Oxigraph differ in casts, comparisons and errors. An expression is taken over where the two are known
to agree; elsewhere it is undecided.
"""

from collections.abc import Callable, Sequence
from typing import Any

from rdflib import RDF, XSD, BNode, Literal, URIRef, Variable

from iurc.shapes.narrowing.ordering import compared
from iurc.shapes.narrowing.pattern import ASCII, shared
from iurc.shapes.narrowing.terms import sparql, stored
from iurc.shapes.narrowing.truth import NEVER, UNKNOWN, Truth, both, exactly

Names = Callable[[Variable], str | None]
Pattern = Callable[[Any], Truth]
_TESTS = {"Builtin_isIRI": "isIRI", "Builtin_isURI": "isIRI", "Builtin_isBLANK": "isBlank"}
_TESTS["Builtin_isLITERAL"] = "isLiteral"
_TEXT_TESTS = {"Builtin_CONTAINS": "CONTAINS", "Builtin_STRSTARTS": "STRSTARTS", "Builtin_STRENDS": "STRENDS"}
_OF_TERM = {"Builtin_STR": "STR", "Builtin_LANG": "LANG", "Builtin_DATATYPE": "DATATYPE"}
_FAMILIES = (
    (XSD.string,),
    (RDF.langString,),
    (XSD.boolean,),
    (XSD.integer, XSD.decimal),
)
_ORDERS = frozenset({"<", "<=", ">", ">="})


class Expressions:
    """Translates expressions that see some variables."""

    def __init__(self, names: Names, pattern: Pattern) -> None:
        self._names = names
        self._pattern = pattern

    def true(self, node: Any) -> Truth:
        """Where an expression is true.

        Args:
            node: An expression of rdflib's algebra.

        Returns:
            The condition.
        """
        kind = getattr(node, "name", None)
        if kind == "TrueFilter":
            return exactly("true")
        if kind == "UnaryNot":
            return self._not(node.expr)
        if kind == "ConditionalAndExpression":
            return self._all([node.expr, *node.other])
        if kind == "ConditionalOrExpression":
            truth = NEVER
            for each in (node.expr, *node.other):
                truth = truth | self.true(each)
            return truth
        if kind == "RelationalExpression":
            return self._relation(node)
        if kind == "Builtin_EXISTS":
            return self._pattern(node.graph)
        if kind == "Builtin_NOTEXISTS":
            return ~self._pattern(node.graph)
        if kind == "Builtin_BOUND":
            name = self._names(node.arg) if isinstance(node.arg, Variable) else None
            return UNKNOWN if name is None else exactly(f"BOUND({name})")
        return self._function(kind, node)

    def _all(self, nodes: Sequence[Any]) -> Truth:
        truth = exactly("true")
        for each in nodes:
            truth = truth & self.true(each)
        return truth

    def _not(self, node: Any) -> Truth:
        truth = self.true(node)
        if getattr(node, "name", None) == "ConditionalAndExpression" and not truth.exact:
            # rdflib raises an error for `false && error`, so that its negation is no longer certain.
            return Truth((~truth).may, "false")
        return ~truth

    def _function(self, kind: str | None, node: Any) -> Truth:
        if kind in _TESTS:
            term = self.term(node.arg)
            return UNKNOWN if term is None else _sure(f"{_TESTS[kind]}({term})")
        if kind == "Builtin_sameTerm":
            return self._same(node.arg1, node.arg2)
        if kind in _TEXT_TESTS:
            first, second = self.term(node.arg1), self.term(node.arg2)
            if first is None or second is None:
                return UNKNOWN
            plain = f"DATATYPE({first}) = <{XSD.string}> && DATATYPE({second}) = <{XSD.string}>"
            return _under(f"({plain})", f"{_TEXT_TESTS[kind]}({first}, {second})")
        if kind == "Builtin_REGEX":
            return self._regex(node)
        return UNKNOWN

    def _regex(self, node: Any) -> Truth:
        text = self.term(node.text)
        flags = node.flags if node.flags is not None else Literal("")
        if text is None or not isinstance(node.pattern, Literal) or not isinstance(flags, Literal):
            return UNKNOWN
        alike, everywhere = shared(str(node.pattern))
        if not alike or set(str(flags)) - {"i"}:
            return UNKNOWN
        certain = f"DATATYPE({text}) = <{XSD.string}>"
        if not everywhere or str(flags):
            certain = both(certain, f'REGEX({text}, "{ASCII}")')
        found = f"REGEX({text}, {sparql(Literal(str(node.pattern)))}, {sparql(Literal(str(flags)))})"
        sides = _under(f"({certain})", found)
        line = f'COALESCE(CONTAINS({text}, "\\n"), true)'
        return Truth(f"({sides.may} || {line})", sides.must)

    def _relation(self, node: Any) -> Truth:
        left = self.term(node.expr)
        if node.op in ("IN", "NOT IN"):
            listed = [] if node.other == RDF.nil else list(node.other)
            if left is None or any(isinstance(each, Variable) for each in listed):
                return UNKNOWN
            truth = NEVER
            for each in listed:
                truth = truth | self._same(node.expr, each)
            return truth if node.op == "IN" else ~truth
        right = self.term(node.other)
        if left is None or right is None:
            return UNKNOWN
        if node.op in _ORDERS:
            return compared(left, node.op, right)
        families = " || ".join(_within(left, right, family) for family in _FAMILIES)
        equal = _under(
            f"((!isLiteral({left}) && !isLiteral({right})) || COALESCE({families}, false))",
            f"({left} = {right})",
        )
        return equal if node.op == "=" else ~equal

    def _same(self, left: Any, right: Any) -> Truth:
        if any(isinstance(each, Literal) and stored(each) != each for each in (left, right)):
            return UNKNOWN
        first, second = self.term(left), self.term(right)
        return UNKNOWN if first is None or second is None else _sure(f"sameTerm({first}, {second})")

    def term(self, node: Any) -> str | None:
        """Write an expression whose value both engines agree on.

        Args:
            node: An expression of rdflib's algebra.

        Returns:
            SPARQL text; `None` where nothing is known of the value.
        """
        if isinstance(node, Variable):
            return self._names(node)
        if isinstance(node, (URIRef, Literal)) and not isinstance(node, BNode):
            return sparql(node)
        kind = getattr(node, "name", None)
        if kind in _OF_TERM:
            inner = self.term(node.arg)
            return None if inner is None else f"{_OF_TERM[kind]}({inner})"
        return None


def _within(left: str, right: str, family: Sequence[URIRef]) -> str:
    types = ", ".join(f"<{each}>" for each in family)
    number = f" && isNumeric({left}) && isNumeric({right})" if XSD.decimal in family else ""
    return f"(DATATYPE({left}) IN ({types}) && DATATYPE({right}) IN ({types}){number})"


def _sure(expression: str) -> Truth:
    """An expression on which the engines agree; an unbound variable is an error in both."""
    return Truth(f"COALESCE({expression}, true)", f"COALESCE({expression}, false)")


def _under(certain: str, holds: str) -> Truth:
    """An expression on which the engines agree where something is certain."""
    return Truth(f"(!COALESCE({certain} && !{holds}, false))", f"COALESCE({certain} && {holds}, false)")
