"""Property paths survive the way to text and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, SH, BNode, Graph, Literal, URIRef
from rdflib.compare import isomorphic

from iurc.shapes.path import path_node, path_text

IRIS = st.sampled_from(["<http://example.org/a>", "<http://example.org/b>", "<http://example.org/c#d>"])


def _deeper(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    grouped = inner.map(
        lambda text: (
            text
            if text.startswith("<") and text.endswith(">") and " " not in text and text.count("<") == 1
            else f"({text})"
        )
    )
    return st.one_of(
        grouped.map(lambda text: f"^{text}"),
        st.tuples(grouped, st.sampled_from("*+?")).map("".join),
        st.lists(grouped, min_size=2, max_size=3).map("/".join),
        st.lists(grouped, min_size=2, max_size=3).map("|".join),
    )


@given(st.recursive(IRIS, _deeper, max_leaves=6))
def test_round_trip(text: str) -> None:
    """The text of a path is read into a node whose text is the same."""
    graph = Graph()
    assert path_text(graph, path_node(text, graph)) == text


def test_paths_as_shacl_writes_them() -> None:
    """Each kind of path is described as in SHACL section 2.3.1."""
    wanted = Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        [] sh:path ( [ sh:inversePath ex:a ] [ sh:alternativePath ( ex:b [ sh:zeroOrMorePath ex:c ] ) ] ) .""",
        format="turtle",
    )
    graph = Graph()
    node = path_node("(^<http://example.org/a>)/(<http://example.org/b>|(<http://example.org/c>*))", graph)
    graph.add((BNode(), SH.path, node))
    assert isomorphic(graph, wanted)


@pytest.mark.parametrize("text", ["", "<a>/", "(<a>", "<a>)", "a", "<a> <b>", "^", "|<a>", "<a>**"])
def test_no_path(text: str) -> None:
    """Text that is no path is refused."""
    with pytest.raises(ValueError, match="path"):
        path_node(text, Graph())


def test_no_path_node() -> None:
    """A blank node that describes no path, and a literal, are refused."""
    graph = Graph()
    node = BNode()
    graph.add((node, RDF.type, URIRef("http://example.org/Thing")))
    for wrong in (node, Literal("a")):
        with pytest.raises(ValueError, match="path"):
            path_text(graph, wrong)
