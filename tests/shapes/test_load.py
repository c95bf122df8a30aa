"""The shapes of the package are found and read; files that cannot be read say so."""

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef

from iurc.shapes.errors import IllFormedShapesError
from iurc.shapes.load import house_files, load_shapes, shapes_files

MODULES = {"programme", "agents", "places", "cooperation", "outcomes", "policy", "evidence"}
SHAPE = "<http://example.org/S> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/ns/shacl#NodeShape> ."

RDF_XML = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:sh="http://www.w3.org/ns/shacl#">
<sh:NodeShape rdf:about="http://example.org/S"/></rdf:RDF>"""


def test_one_file_for_each_module() -> None:
    """There is a shapes file for each module of the ontology, and the house style judges no data."""
    names = {file.name.removesuffix(".ttl") for file in shapes_files()}
    assert names >= MODULES | {"common", "recommended", "prefixes"}
    assert "house" not in names


def test_house_files_stand_alone() -> None:
    """The shapes of the house style come with the prefixes and groups that they use."""
    assert [file.name for file in house_files()] == ["house.ttl", "prefixes.ttl"]


def test_a_new_graph_each_time() -> None:
    """The caller may change what it gets."""
    first = load_shapes()
    first.remove((None, None, None))
    assert len(load_shapes()) > 1000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ttl", SHAPE),
        ("a.nt", SHAPE),
        ("a.n3", SHAPE),
        ("a.jsonld", '{"@id": "http://example.org/S", "@type": "http://www.w3.org/ns/shacl#NodeShape"}'),
        ("a.rdf", RDF_XML),
    ],
)
def test_syntaxes(tmp_path: Path, name: str, text: str) -> None:
    """Shapes are read in every syntax that its ending tells."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert (URIRef("http://example.org/S"), RDF.type, SH.NodeShape) in load_shapes([path])


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("broken.ttl", b"<http://example.org/S> a"),
        ("broken.nt", b"<http://example.org/S> a"),
        ("broken.jsonld", b"{"),
        ("broken.rdf", b"<rdf:RDF"),
        ("latin.ttl", "# Größe".encode("latin-1")),
        ("shapes.docx", b""),
        ("shapes", b""),
    ],
)
def test_unreadable_files(tmp_path: Path, name: str, content: bytes) -> None:
    """A file that cannot be read names itself and what to do, whatever is wrong with it."""
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(IllFormedShapesError, match=name) as raised:
        load_shapes([path])
    assert raised.value.remedy


def test_every_shape_speaks_to_people(own_shapes: Graph, house_shapes: Graph) -> None:
    """Each shape has a name and a description in English, and each that can fail by itself has a message."""
    shapes = own_shapes + house_shapes
    for shape in {*shapes.subjects(RDF.type, SH.NodeShape), *shapes.subjects(RDF.type, SH.PropertyShape)}:
        is_property = (shape, RDF.type, SH.PropertyShape) in shapes
        wanted = [SH.name, SH.description]
        if is_property or set(shapes.predicates(shape)) & {
            SH["not"],
            SH["or"],
            SH.xone,
            SH.nodeKind,
            SH.pattern,
        }:
            wanted.append(SH.message)
        for predicate in wanted:
            texts = list(shapes.objects(shape, predicate))
            assert [text.language for text in texts] == ["en"], f"{shape} {predicate}"
        if is_property:
            assert list(shapes.objects(shape, SH.order)), shape
            groups = list(shapes.objects(shape, SH.group))
            assert [(group, RDF.type, SH.PropertyGroup) in shapes for group in groups] == [True], shape


def test_every_query_declares_its_prefixes(own_shapes: Graph) -> None:
    """Each SPARQL constraint has an IRI, a message, the prefixes of the shapes and selects what it found."""
    constraints = set(own_shapes.objects(None, SH.sparql))
    assert len(constraints) >= 10
    for constraint in constraints:
        assert isinstance(constraint, URIRef)
        assert own_shapes.value(constraint, SH.message)
        assert own_shapes.value(constraint, SH.prefixes) == URIRef("https://w3id.org/iurc/shapes")
        assert "?path" in str(own_shapes.value(constraint, SH.select))


def test_orders_are_unique(own_shapes: Graph) -> None:
    """In a group no two property shapes have the same place, so that forms show them in one order."""
    places = [
        (own_shapes.value(shape, SH.group), own_shapes.value(shape, SH.order))
        for shape in own_shapes.subjects(RDF.type, SH.PropertyShape)
    ]
    assert len(places) == len(set(places))
