"""Our own shapes are well-formed by the shapes that the W3C wrote for shapes."""

import warnings

import pyshacl
from rdflib import Graph

from iurc.shapes.meta import check_shapes


def test_own_shapes_are_well_formed(own_shapes: Graph, house_shapes: Graph) -> None:
    """SHACL of SHACL finds nothing in the shapes of the package."""
    assert check_shapes(own_shapes + house_shapes).findings == ()


def test_same_as_pyshacl_with_its_meta_option(own_shapes: Graph, world: Graph) -> None:
    """A run of pySHACL with its own option for SHACL of SHACL accepts the shapes as well."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        conforms, _, _ = pyshacl.validate(world, shacl_graph=own_shapes, meta_shacl=True)
    assert conforms


def test_ill_formed_shapes_are_found() -> None:
    """A shape with a count that is text, a list that is none and a path that is a literal is found, each by its node."""
    shapes = Graph().parse(
        data="""@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix ex: <http://example.org/> .
        ex:S a sh:NodeShape ; sh:targetClass "Thing" ; sh:in ex:nowhere ; sh:property ex:p .
        ex:p a sh:PropertyShape ; sh:path "p" ; sh:minCount "one" .""",
        format="turtle",
    )
    found = {(finding.focus_node, finding.path) for finding in check_shapes(shapes).findings}
    sh = "<http://www.w3.org/ns/shacl#{}>"
    assert {
        ("<http://example.org/S>", sh.format("targetClass")),
        ("<http://example.org/S>", sh.format("in")),
        ("<http://example.org/p>", sh.format("minCount")),
    } <= found
