"""The read-through graph says what an rdflib graph in memory would say, and avoids the traps of typed strings."""

import pyoxigraph as ox
import pytest
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef

from iurc.shapes.narrowing.judging import StoreJudge
from iurc.shapes.narrowing.terms import canonical, stored, to_oxigraph, to_rdflib
from iurc.shapes.narrowing.view import view

EX = "http://example.org/"
A, P = URIRef(EX + "a"), URIRef(EX + "p")
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix e: <http://example.org/> .
e:S a sh:NodeShape ; sh:targetSubjectsOf e:p ; sh:property [ sh:path e:p ; sh:in ( "x" 1.0 "y"@EN ) ] .
e:T a sh:NodeShape ; sh:targetSubjectsOf e:q ; sh:node [ sh:property [ sh:path ( e:q e:r ) ; sh:minCount 1 ] ] .
"""


def store_of(body: str) -> ox.Store:
    """Put statements into a store."""
    store = ox.Store()
    store.update(f"PREFIX e: <{EX}> PREFIX xsd: <{XSD}> INSERT DATA {{ {body} }}")
    return store


def test_a_plain_string_is_plain() -> None:
    """A string comes back without a datatype and is found without one, however it was written."""
    graph = view(store_of('e:a e:p "x" . e:b e:p "x"^^xsd:string'))
    assert {value.datatype for value in graph.objects(None, P) if isinstance(value, Literal)} == {None}
    assert len(set(graph.subjects(P, Literal("x")))) == 2


def test_members_of_in_are_equal() -> None:
    """`sh:in` finds strings, numbers and language-tagged texts that are stored in another spelling equal."""
    judge = StoreJudge(Graph().parse(data=SHAPES))
    good = judge.judge(store_of('e:a e:p "x" , 1.0 , "y"@en . e:b e:p "x"^^xsd:string'))
    assert good.findings == ()
    assert [finding.value for finding in judge.judge(store_of('e:a e:p "z" , "x" , 2.0')).findings]


def test_nested_shapes_see_the_whole_graph() -> None:
    """A fault behind `sh:node` is found although the nodes on the way are no candidates."""
    report = StoreJudge(Graph().parse(data=SHAPES)).judge(
        store_of("e:a e:q e:b . e:b e:s 1 . e:c e:q e:d . e:d e:r 1")
    )
    assert [finding.focus_node for finding in report.findings] == [f"<{EX}a>"]
    assert report.narrowing.candidates == 1


def test_patterns() -> None:
    """Every pattern of bound and free positions gives what a copy in memory gives."""
    graph = view(store_of('e:a e:p "x" , 1 , e:b , _:b . e:b e:p "x"@en . _:b a e:C'))
    copy = Graph() + graph
    assert set(graph) == set(copy)
    assert len(graph) == len(copy) == 6
    for triple in copy:
        for mask in range(8):
            pattern = tuple(term if mask >> at & 1 else None for at, term in enumerate(triple))
            assert set(graph.triples(pattern)) == set(copy.triples(pattern))  # type: ignore[arg-type]
    assert list(graph.triples((Literal("x"), None, None))) == []  # type: ignore[arg-type]


def test_another_spelling_is_another_term() -> None:
    """Asking for `01` does not find the stored `1`, as in rdflib."""
    graph = view(store_of("e:a e:p 1"))
    assert (A, P, Literal("01", datatype=XSD.integer, normalize=False)) not in graph
    assert (A, P, Literal(1)) in graph


def test_the_graph_is_read_only() -> None:
    """Neither a statement can be added nor one removed."""
    graph = view(store_of("e:a e:p 1"))
    with pytest.raises(TypeError, match="read-only"):
        graph.add((A, P, Literal(2)))
    with pytest.raises(TypeError, match="read-only"):
        graph.remove((A, P, None))


def test_what_is_written_later_shows_through() -> None:
    """The view copies nothing."""
    store = store_of("e:a e:p 1")
    graph = view(store)
    store.add(ox.Quad(ox.NamedNode(EX + "b"), ox.NamedNode(EX + "p"), ox.Literal("z")))
    assert set(graph.objects(None, P)) == {Literal(1), Literal("z")}


def test_terms_go_to_and_fro() -> None:
    """A term that comes from the store is the same term when it goes back."""
    for quad in store_of('e:a e:p "x" , "x"@en , 1 , 1.5 , 1e0 , true , "2020-02-30"^^xsd:date , _:b , e:b'):
        assert to_oxigraph(to_rdflib(quad.object)) == quad.object
        if isinstance(quad.object, ox.Literal):
            assert stored(to_rdflib(quad.object)) == to_rdflib(quad.object)  # type: ignore[arg-type]
    assert isinstance(to_rdflib(ox.BlankNode("b")), BNode)


def test_shapes_are_spelt_as_the_store_spells() -> None:
    """Typed literals of shapes take the spelling of the store; texts and queries do not."""
    shapes = Graph().parse(data=SHAPES)
    spelt = {str(value) for value in canonical(shapes).objects(None, RDF.first)}
    assert {"x", "1", "y"} <= spelt
    assert "1.0" not in spelt
