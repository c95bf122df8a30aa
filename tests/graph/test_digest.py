"""iurc.graph.digest: fingerprints that ignore order and blank node names."""

import hashlib

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph import digest

P = pyoxigraph.NamedNode("urn:p")


def ring(names: list[str]) -> list[pyoxigraph.Quad]:
    """Blank nodes that point to each other in a ring, one of them marked."""
    nodes = [pyoxigraph.BlankNode(name) for name in names]
    quads = [pyoxigraph.Quad(a, P, b) for a, b in zip(nodes, nodes[1:] + nodes[:1], strict=True)]
    return [*quads, pyoxigraph.Quad(nodes[0], P, pyoxigraph.Literal("first"))]


def test_a_graph_without_blank_nodes_is_the_hash_of_its_sorted_lines() -> None:
    """Anybody can compute the digest with sort and sha256sum."""
    quads = [pyoxigraph.Quad(pyoxigraph.NamedNode(f"urn:{n}"), P, pyoxigraph.Literal("é\n")) for n in "ba"]
    text = '<urn:a> <urn:p> "é\\n" .\n<urn:b> <urn:p> "é\\n" .\n'
    assert digest.of_graph(quads) == hashlib.sha256(text.encode()).hexdigest()


@given(st.permutations(range(5)), st.sets(st.text("abcdef", min_size=1), min_size=5, max_size=5))
def test_order_and_blank_node_names_do_not_count(order: list[int], names: set[str]) -> None:
    """The same ring under other names and in another order has the same digest."""
    quads = ring([f"x{name}" for name in names])
    assert digest.of_graph([quads[i] for i in order] + quads[5:]) == digest.of_graph(ring(list("vwxyz")))


def test_another_graph_has_another_digest() -> None:
    """One statement more or less is seen, with blank nodes and without."""
    assert len({digest.of_graph(ring(list("abc"))[:n]) for n in range(5)}) == 5


def test_the_digest_of_a_release_depends_on_every_graph() -> None:
    """Name and digest of each graph count, their order does not."""
    one = digest.of_release({"urn:a": "1", "urn:b": "2"})
    assert one == digest.of_release({"urn:b": "2", "urn:a": "1"})
    assert one not in {digest.of_release({"urn:a": "1"}), digest.of_release({"urn:a": "2", "urn:b": "1"})}
