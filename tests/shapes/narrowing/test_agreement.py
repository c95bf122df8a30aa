"""Where the compiler says that Oxigraph and Python agree, they do: regular expressions, orders, paths."""

import itertools
import re
import warnings

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import XSD, Graph, Literal, URIRef

from iurc.shapes.narrowing.ordering import bounded, compared
from iurc.shapes.narrowing.pattern import shared
from iurc.shapes.narrowing.scope import read_path
from iurc.shapes.narrowing.terms import stored, to_oxigraph

STORE = ox.Store()
TEXTS = ("", "x", "X9", "abc-12", "a b", "é", "ſ", "K", "\n", "x\n", "٣", "\x1c", "12", "a.b", "[]")
VALUES = (
    *(stored(Literal(text, datatype=XSD[kind], normalize=False))
    for text, kind in (
        ("1", "integer"), ("2", "integer"), ("99999999999999999999", "integer"), ("1.5", "decimal"), ("2.0", "decimal"),
        ("0.1", "decimal"), ("0.1", "double"), ("1.5", "float"), ("NaN", "double"), ("INF", "double"), ("x", "integer"),
        ("2020-01-01", "date"), ("2020-02-29", "date"), ("2020-02-30", "date"), ("2020-01-01Z", "date"),
        ("2020-01-01T00:00:00", "dateTime"), ("2020-01-01T00:00:00Z", "dateTime"), ("2020-01-01T10:00:00Z", "dateTime"),
        ("2020", "gYear"), ("true", "boolean"),
    )),
    Literal("a"), Literal("b"), Literal("a", lang="en"),
)  # fmt: skip
ORDERS = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
}


def holds(expression: str) -> bool:
    """Ask Oxigraph whether an expression without variables is true."""
    return bool(STORE.query(f"ASK {{ FILTER({expression}) }}"))


def python_says(left: Literal, operator: str, right: Literal) -> bool:
    """Compare as pySHACL does; what it cannot compare does not hold."""
    strings = [isinstance(each.value, str) for each in (left, right)]
    if left.value is None or right.value is None or strings[0] != strings[1]:
        return False
    try:
        return bool(ORDERS[operator](left, right))
    except (TypeError, ArithmeticError):  # NaN against a decimal
        return False


@pytest.mark.parametrize("operator", ORDERS)
def test_orders(operator: str) -> None:
    """What must hold does, and what cannot hold does not, for all pairs of values."""
    for left, right in itertools.product(VALUES, VALUES):
        said = python_says(left, operator, right)
        for truth in (
            compared(str(to_oxigraph(left)), operator, str(to_oxigraph(right))),
            bounded(str(to_oxigraph(left)), operator, right),
        ):
            assert holds(truth.may) or not said, (left, operator, right)
            assert said or not holds(truth.must), (left, operator, right)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*r"abx09^$.|?*+()[]{},-\&~ ", r"\d", r"\w", r"\s", r"\.", "[a-z]", "[^x]", "(?:", "{2}", "(?!"]
        ),
        max_size=7,
    ).map("".join)
)
def test_regular_expressions(pattern: str) -> None:
    """A pattern that is taken over is found by Oxigraph only where Python finds it, and missed only as described."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        alike, everywhere = shared(pattern)
        if not alike:
            return
        matcher = re.compile(pattern)
    for text in TEXTS:
        if not everywhere and not (text.isascii() and "\x1c" not in text):
            continue
        expression = f"REGEX({to_oxigraph(Literal(text))}, {to_oxigraph(Literal(pattern))})"
        found = matcher.search(text) is not None
        assert found or not holds(f"COALESCE({expression}, false)"), (pattern, text)
        assert not found or "\n" in text or holds(f"COALESCE({expression}, true)"), (pattern, text)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("e:p", "<http://example.org/p>"),
        ("[ sh:inversePath e:p ]", "^<http://example.org/p>"),
        ("( e:p [ sh:zeroOrMorePath e:q ] )", "(<http://example.org/p>/(<http://example.org/q>)*)"),
        (
            "[ sh:inversePath [ sh:alternativePath ( e:p e:q ) ] ]",
            "(^<http://example.org/p>|^<http://example.org/q>)",
        ),
        ("[ sh:inversePath ( e:p e:q ) ]", None),
        ("[ sh:oneOrMorePath [ sh:zeroOrOnePath e:p ] ]", None),
        ("( e:p )", None),
        ("[ sh:alternativePath ( e:p ) ]", None),
    ],
)
def test_paths(path: str, text: str | None) -> None:
    """Paths that pySHACL refuses, or follows otherwise than SPARQL, are not compiled."""
    graph = Graph().parse(
        data=f"@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> . e:s sh:path {path} ."
    )
    node = graph.value(URIRef("http://example.org/s"), URIRef("http://www.w3.org/ns/shacl#path"))
    assert node is not None
    step = read_path(graph, node)
    assert (None if step is None else str(step)) == text
