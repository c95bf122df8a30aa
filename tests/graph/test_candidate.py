"""iurc.graph.candidate: the statements of an import before they are judged."""

import pyoxigraph
import pytest

from iurc.graph import named_graph
from iurc.graph.candidate import Candidate, assemble
from iurc.graph.errors import BadUsage
from iurc.graph.locating.align import Role
from iurc.graph.parse import statements
from iurc.graph.source import take
from iurc.graph.statement import Statement
from iurc.shapes.position import Position

DATASET = named_graph.of_dataset("mine")


def candidate(text: str, syntax: str = "text/turtle", name: str = "f") -> Candidate:
    """What an import of a text would be."""
    source = take(name, text.encode(), syntax)
    return assemble(DATASET, statements(source), [source])


def test_statements_go_to_the_dataset_unless_the_source_names_a_graph() -> None:
    """The graph a source names is kept, everything else is the dataset's."""
    made = candidate("<urn:g> { <urn:a> <urn:b> 1 } <urn:a> <urn:b> 2 .", "application/trig")
    assert made.graphs == {DATASET, pyoxigraph.NamedNode("urn:g")}
    assert {(q.object.value, q.graph_name) for q in made.quads} == {
        ("1", pyoxigraph.NamedNode("urn:g")),
        ("2", DATASET),
    }


def test_an_import_without_statements_still_names_its_graph() -> None:
    """Replacing a dataset by nothing is a change of that dataset."""
    assert candidate("# nothing\n").graphs == {DATASET}


def test_blank_nodes_follow_from_the_bytes() -> None:
    """The same bytes give the same blank nodes, anonymous ones too; other bytes share none with them."""
    text = "[] <urn:b> _:x . _:x <urn:c> [ <urn:d> 1 ] ."
    assert candidate(text).quads == candidate(text).quads
    nodes = [
        {t for q in made.quads for t in (q.subject, q.object) if isinstance(t, pyoxigraph.BlankNode)}
        for made in (candidate(text), candidate(text + "\n"))
    ]
    assert len(nodes[0]) == len(nodes[1]) == 3
    assert not nodes[0] & nodes[1]


def test_blank_nodes_of_two_files_are_two() -> None:
    """The same label in two files of one import names two nodes."""
    files = [take(name, b"_:x <urn:b> 1 .", "text/turtle") for name in ("one", "two")]
    made = assemble(DATASET, [each for file in files for each in statements(file)], files)
    assert len({quad.subject for quad in made.quads}) == 2


def test_each_source_is_an_origin_of_its_own() -> None:
    """Statements are kept in the order of reading, repetitions too, so that a second reading can be held against them."""
    files = [take(name, b"<urn:a> <urn:b> 1, 2 , 1 .", "text/turtle") for name in ("one", "two")]
    made = assemble(DATASET, [each for file in files for each in statements(file)], files)
    assert len(made.quads) == 2
    assert [len(origin.quads) for origin in made.origins] == [3, 3]
    assert made.origins[1].position(2, Role.OBJECT) == Position("two", 1, 24)


def test_places_that_are_exact_are_kept_as_told() -> None:
    """What a table says of its cells needs no second reading; a near place without a source stays near."""
    terms = pyoxigraph.NamedNode("urn:a"), pyoxigraph.NamedNode("urn:b"), pyoxigraph.Literal("c")
    places = [Position("t.csv", 2, 3), Position("t.csv", 3, 1), Position("gone", 4, exact=False)]
    made = assemble(DATASET, [Statement(*terms, None, place) for place in places], [])
    (origin,) = made.origins
    assert [origin.position(number, Role.OBJECT) for number in range(3)] == places


@pytest.mark.parametrize("graph", sorted(graph.value for graph in named_graph.SYSTEM))
def test_the_products_own_graphs_are_not_imported_into(graph: str) -> None:
    """Neither a dataset's name nor a quad can reach a system graph, and the line is told."""
    with pytest.raises(BadUsage, match="the product itself"):
        assemble(pyoxigraph.NamedNode(graph), [], [])
    with pytest.raises(BadUsage, match=r"f:2:1: "):
        candidate(f"\n<urn:a> <urn:b> <urn:c> <{graph}> .", "application/n-quads")
