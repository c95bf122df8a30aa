"""The shapes of the package are found and read."""

from rdflib import RDF, SH, Graph, URIRef

from iurc.shapes.load import house_files, load_shapes, shapes_files

MODULES = {"programme", "agents", "places", "cooperation", "outcomes", "policy", "evidence"}


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
