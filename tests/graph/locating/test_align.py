"""iurc.graph.locating.align: only what both readings agree on has a place."""

import pyoxigraph
import pytest

from iurc.graph.locating.align import Role, by_content, in_order
from iurc.graph.locating.found import XSD, Found, Term, Unfollowed, Walk

A, P = pyoxigraph.NamedNode("urn:a"), pyoxigraph.NamedNode("urn:p")


def said(term: Term, at: int = 0, subject: str | int = "urn:a") -> Found:
    """A statement of the second reading."""
    return subject, "urn:p", term, at, at + 1, at + 2


def quad(object_: pyoxigraph.Literal | pyoxigraph.NamedNode | pyoxigraph.BlankNode) -> pyoxigraph.Quad:
    """A statement of the first reading."""
    return pyoxigraph.Quad(A, P, object_)


def typed(text: str, name: str) -> pyoxigraph.Literal:
    """A literal of a type of XML Schema."""
    return pyoxigraph.Literal(text, datatype=pyoxigraph.NamedNode(XSD + name))


@pytest.mark.parametrize(
    ("mine", "native"),
    [
        ("urn:b", pyoxigraph.NamedNode("urn:b")),
        (("x", None, None), pyoxigraph.Literal("x")),
        (("x", XSD + "string", None), pyoxigraph.Literal("x")),
        (("x", None, "en"), pyoxigraph.Literal("x", language="EN")),
        (("01", XSD + "integer", None), typed("1", "integer")),
        (("1.50", XSD + "decimal", None), typed("1.5", "decimal")),
        (("300", XSD + "byte", None), typed("300", "byte")),
        ("_:x", pyoxigraph.BlankNode("whatever")),
        (7, pyoxigraph.BlankNode("whatever")),
    ],
)
def test_the_same_terms_agree(mine: Term, native: pyoxigraph.Literal) -> None:
    """Spellings that the store makes one, and names of blank nodes, do not part the readings."""
    spots = in_order(iter([said(mine, 5)]), [quad(native)])
    assert [spots.at(0, role) for role in Role] == [5, 6, 7]


@pytest.mark.parametrize(
    ("mine", "native"),
    [
        ("urn:b", pyoxigraph.NamedNode("urn:c")),
        ("urn:b", pyoxigraph.Literal("urn:b")),
        ("urn:b", pyoxigraph.BlankNode("b")),
        (("x", None, None), pyoxigraph.Literal("y")),
        (("x", None, "en"), pyoxigraph.Literal("x")),
        (("x", None, None), pyoxigraph.Literal("x", language="en")),
        (("1", None, None), typed("1", "integer")),
        (("2", XSD + "integer", None), typed("1", "integer")),
        (("x", None, None), pyoxigraph.NamedNode("x:x")),
        (7, pyoxigraph.NamedNode("urn:b")),
    ],
)
def test_other_terms_part_the_readings(mine: Term, native: pyoxigraph.Literal) -> None:
    """From the first statement on which the readings differ, nothing has a place."""
    quads = [quad(A), quad(native), quad(A)]
    spots = in_order(iter([said("urn:a"), said(mine), said("urn:a")]), quads)
    assert [spots.at(number, Role.OBJECT) is None for number in range(3)] == [False, True, True]


def test_blank_nodes_correspond_one_to_one() -> None:
    """One node here is not two there, nor two here one there."""
    x, y = pyoxigraph.BlankNode("x"), pyoxigraph.BlankNode("y")
    assert len(in_order(iter([said(1), said(2), said(1)]), [quad(x), quad(y), quad(x)])) == 3
    assert len(in_order(iter([said(1), said(1)]), [quad(x), quad(y)])) == 1
    assert len(in_order(iter([said(1), said(2)]), [quad(x), quad(x)])) == 1


def ending(*found: Found) -> Walk:
    """A reading that comes upon something it does not know."""
    yield from found
    raise Unfollowed(40)


def test_where_the_reading_stopped_is_kept() -> None:
    """What stands before has its place, and the offset of the unknown thing is told."""
    spots = in_order(ending(said("urn:a", 3)), [quad(A), quad(P)])
    assert (len(spots), spots.stopped) == (1, 40)


def test_by_content_order_does_not_matter() -> None:
    """Statements that are said somewhere are found there, the first time; others and blank nodes are not."""
    native = [quad(typed("1", "integer")), quad(A), quad(pyoxigraph.BlankNode("b")), quad(P)]
    spots = by_content(
        ending(said("urn:a", 10), said(1, 20), said(("01", XSD + "integer", None), 30), said("urn:a", 40)),
        native,
    )
    assert [spots.at(number, Role.SUBJECT) for number in range(4)] == [30, 10, None, None]
