"""iurc.graph.locating.statements: statements asked by what they are about."""

import pyoxigraph

from iurc.graph.locating.align import Role
from iurc.graph.locating.origin import Told
from iurc.graph.locating.statements import Statements
from iurc.shapes.position import Position


def told(text: str, file: str) -> Told:
    """Statements that stand on the lines of a file."""
    made = Told()
    for line, quad in enumerate(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.N_TRIPLES), start=1):
        made.add(quad, Position(file, line))
    return made


ONE = told('<urn:a> <urn:p> "x" .\n<urn:b> <urn:p> <urn:c> .\n<urn:a> <urn:q> "x" .\n', "one")
TWO = told('<urn:a> <urn:p> "y" .\n<urn:b> <urn:p> <urn:c> .\n<urn:a> <urn:p> "x" .\n', "two")


def test_statements_about_a_node_are_found_in_all_origins() -> None:
    """Predicate and object, either or neither lead to the first statement."""
    statements = Statements([ONE, Told(), TWO])
    facts = statements.about("<urn:a>")
    assert facts["<urn:p>", '"x"'] == facts["<urn:p>", None] == facts[None, None] == facts[None, '"x"'] == 0
    assert facts["<urn:q>", None] == 2
    assert facts["<urn:p>", '"y"'] == 3
    assert statements.place(3, Role.OBJECT) == Position("two", 1)
    assert list(statements.values("<urn:a>", "<urn:p>")) == [('"x"', 0), ('"y"', 3)]
    assert statements.about("<urn:c>") == {}


def test_mentions_are_nodes_and_literals() -> None:
    """The first statement with a node as its object; a predicate is no mention."""
    statements = Statements([ONE, TWO])
    assert statements.mention("<urn:c>") == 1
    assert statements.mention('"y"') == 3
    assert statements.mention("<urn:p>") is None
    assert statements.describes("<urn:b>")
    assert not statements.describes("<urn:c>")
