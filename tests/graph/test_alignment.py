"""iurc.graph.alignment: blank nodes named after their like."""

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph import digest
from iurc.graph.alignment import aligned
from iurc.graph.candidate import assemble
from iurc.graph.named_graph import of_dataset
from iurc.graph.parse import statements
from iurc.graph.source import take

G = pyoxigraph.NamedNode("urn:g")
PREDICATES = [pyoxigraph.NamedNode(f"urn:p{n}") for n in range(2)]


def graph(edges: list[tuple[int, int, int]], prefix: str) -> frozenset[pyoxigraph.Quad]:
    """A graph of numbered blank nodes; numbers from 5 on are literals."""

    def term(number: int) -> pyoxigraph.BlankNode | pyoxigraph.Literal:
        return pyoxigraph.BlankNode(f"{prefix}{number}") if number < 5 else pyoxigraph.Literal(number)

    return frozenset(
        pyoxigraph.Quad(pyoxigraph.BlankNode(f"{prefix}{s}"), PREDICATES[p], term(o), G) for s, p, o in edges
    )


edges = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 1), st.integers(0, 7)), max_size=10)


@given(edges, edges)
def test_the_renamed_graph_is_the_same_graph(
    one: list[tuple[int, int, int]], other: list[tuple[int, int, int]]
) -> None:
    """Whatever is paired with whatever, the result is isomorphic to the new graph."""
    old, new = graph(one, "a"), graph(other, "b")
    renamed = aligned(old, new)
    assert len(renamed) == len(new)
    assert digest.of_graph(renamed) == digest.of_graph(new)


@given(edges, edges)
def test_names_that_clash_do_not_merge_nodes(
    one: list[tuple[int, int, int]], other: list[tuple[int, int, int]]
) -> None:
    """Old and new graph may use the same labels for different nodes."""
    renamed = aligned(graph(one, "a"), graph(other, "a"))
    assert digest.of_graph(renamed) == digest.of_graph(graph(other, "b"))


def quads(text: str) -> frozenset[pyoxigraph.Quad]:
    """A graph as an import would make it."""
    source = take("f", text.encode(), "text/turtle")
    return assemble(of_dataset("d"), statements(source), [source]).quads


def test_a_changed_file_differs_only_where_it_changed() -> None:
    """One more statement in a file of many blank nodes is a difference of one statement."""
    text = "".join(
        f"<urn:{n}> <urn:at> [ <urn:lat> {n} ; <urn:in> [ <urn:name> 'x{n}' ] ] .\n" for n in range(50)
    )
    old, new = quads(text), quads(text + "<urn:7> <urn:q> 1 .")
    assert len(old & new) == 0 or old != new
    renamed = aligned(old, new)
    assert len(renamed - old) == 1
    assert not old - renamed


def test_a_change_inside_a_nested_node_leaves_the_others_alone() -> None:
    """Other value, same shape: the nodes on the way to it are new, the rest keep their names."""
    parts = [f"<urn:{n}> <urn:at> [ <urn:lat> {n} ] .\n" for n in range(50)]
    old = quads("".join(parts))
    parts[10] = "<urn:10> <urn:at> [ <urn:lat> 999 ] .\n"
    renamed = aligned(old, quads("".join(parts)))
    assert len(renamed - old) == len(old - renamed) == 2
