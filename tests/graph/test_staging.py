"""iurc.graph.staging: the graph as it would become."""

import itertools

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph import named_graph
from iurc.graph.candidate import Candidate, Mode
from iurc.graph.staging import stage

P = pyoxigraph.NamedNode("urn:p")
GRAPHS = [pyoxigraph.NamedNode(f"urn:g{n}") for n in range(3)]
quads = st.frozensets(
    st.builds(
        lambda s, o, g: pyoxigraph.Quad(
            pyoxigraph.NamedNode(f"urn:{s}"), P, pyoxigraph.Literal(o), GRAPHS[g]
        ),
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 2),
    ),
    max_size=12,
)
candidates = st.lists(
    st.builds(
        lambda members, g, mode: Candidate(
            GRAPHS[g], frozenset(q for q in members if q.graph_name == GRAPHS[g]), (), mode, ()
        ),
        quads,
        st.integers(0, 2),
        st.sampled_from(Mode),
    ),
    max_size=3,
)


@given(quads, candidates)
def test_the_difference_leads_from_the_present_to_what_would_become(
    present: frozenset[pyoxigraph.Quad], imports: list[Candidate]
) -> None:
    """Taking out the removals and putting in the additions gives the staged contents, and neither overlaps the other."""
    staged = stage(present, imports, {})
    after = frozenset().union(*staged.contents.values()) if staged.contents else frozenset()
    assert (present - staged.removals) | staged.additions == after
    assert staged.removals <= present
    assert not staged.additions & present
    assert staged.changed == {q.graph_name for q in staged.removals | staged.additions}


@given(quads, candidates)
def test_an_import_replaces_or_joins_its_graph_and_touches_no_other(
    present: frozenset[pyoxigraph.Quad], imports: list[Candidate]
) -> None:
    """The imports applied one by one by set arithmetic give the same contents."""
    model = {graph: {q for q in present if q.graph_name == graph} for graph in GRAPHS}
    for candidate in imports:
        kept = model[candidate.dataset] if candidate.mode is Mode.ADD else set()
        model[candidate.dataset] = kept | candidate.quads
    staged = stage(present, imports, {})
    assert {graph: set(staged.contents.get(graph, ())) for graph in GRAPHS} == model


def test_the_same_graph_under_other_blank_node_names_is_no_change() -> None:
    """An import that says the same with other labels changes nothing."""

    def chain(*names: str) -> frozenset[pyoxigraph.Quad]:
        nodes = [pyoxigraph.BlankNode(name) for name in names]
        return frozenset(pyoxigraph.Quad(a, P, b, GRAPHS[0]) for a, b in itertools.pairwise(nodes))

    staged = stage(
        chain("a", "b", "c"), [Candidate(GRAPHS[0], chain("x", "y", "z"), (), Mode.REPLACE, ())], {}
    )
    assert not staged.changed
    assert not staged.additions


def test_the_judge_sees_facts_and_words_but_no_provenance() -> None:
    """Graphs that speak about statements are not judged with them."""
    aside = pyoxigraph.Quad(P, P, P, named_graph.PROVENANCE)
    fact = pyoxigraph.Quad(P, P, P, GRAPHS[0])
    words = pyoxigraph.Quad(P, P, pyoxigraph.Literal("w"), named_graph.ONTOLOGY)
    staged = stage([aside, fact], [], {named_graph.ONTOLOGY: frozenset({words})})
    assert set(staged.to_judge()) == {fact, words}
