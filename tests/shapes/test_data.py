"""Strings are one kind of term, and datasets become one graph."""

import logging

import pyoxigraph
import pytest
from rdflib import RDFS, XSD, BNode, Dataset, Graph, Literal, URIRef

from iurc.shapes.data import copied, from_oxigraph, plain

A = URIRef("http://example.org/a")


def test_from_oxigraph() -> None:
    """Strings are plain, other literals keep their type and spelling, and a statement of two graphs is one."""
    text = """@prefix ex: <http://example.org/> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
        ex:g { ex:a ex:p "a" , "a"@en , "01"^^xsd:integer , ex:b , _:c } ex:h { ex:a ex:p "a" }"""
    graph = from_oxigraph(pyoxigraph.parse(text, format=pyoxigraph.RdfFormat.TRIG, rename_blank_nodes=False))
    assert set(graph.objects()) == {
        Literal("a"),
        Literal("a", lang="en"),
        Literal("01", datatype=XSD.integer, normalize=False),
        URIRef("http://example.org/b"),
        BNode("c"),
    }


def test_terms_beyond_rdf_1_1() -> None:
    """A statement about a statement is refused, because neither SHACL 1.0 nor rdflib knows it."""
    triple = pyoxigraph.Triple(*[pyoxigraph.NamedNode("http://example.org/a")] * 3)
    about = pyoxigraph.Triple(triple.subject, triple.predicate, triple)
    with pytest.raises(TypeError, match="no term"):
        from_oxigraph([about])


def test_a_plain_graph_is_not_copied() -> None:
    """A graph in which nothing is to be done is given back itself."""
    graph = Graph().add((A, RDFS.label, Literal("a")))
    assert plain(graph) is graph


def test_typed_strings_become_plain() -> None:
    """A typed string becomes plain in a copy; other types, prefixes and the name of the graph stay."""
    graph = Graph(identifier="http://example.org/g")
    graph.bind("ex", "http://example.org/")
    graph.add((A, RDFS.label, Literal("a", datatype=XSD.string))).add((A, RDFS.comment, Literal(1)))
    copy = plain(graph)
    assert set(copy) == {(A, RDFS.label, Literal("a")), (A, RDFS.comment, Literal(1))}
    assert ("ex", URIRef("http://example.org/")) in set(copy.namespaces())
    assert copy.identifier == graph.identifier
    assert (A, RDFS.label, Literal("a", datatype=XSD.string)) in graph


def test_a_dataset_becomes_one_graph() -> None:
    """The statements of all graphs of a dataset are taken together, each once."""
    data = Dataset()
    for name in ("http://example.org/g", "http://example.org/h"):
        data.graph(URIRef(name)).add((A, RDFS.label, Literal("a")))
    data.default_graph.add((A, RDFS.comment, Literal("b")))
    assert set(plain(data)) == {(A, RDFS.label, Literal("a")), (A, RDFS.comment, Literal("b"))}


def test_a_copy_is_another_graph() -> None:
    """A copy may be changed without changing what it was copied from."""
    graph = Graph().add((A, RDFS.label, Literal("a")))
    copied(graph).remove((None, None, None))
    assert len(graph) == 1


def test_ill_typed_literals_are_silent(capsys: pytest.CaptureFixture[str]) -> None:
    """The warnings of rdflib with their tracebacks do not reach a terminal whose owner asked for no log."""
    assert any(isinstance(handler, logging.NullHandler) for handler in logging.getLogger("rdflib").handlers)
    Literal("2019-13-45", datatype=XSD.date)
    assert capsys.readouterr().err == ""
