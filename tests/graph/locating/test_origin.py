"""iurc.graph.locating.origin: statements in the order of reading, and their places."""

import pyoxigraph
import pytest

from iurc.graph.locating.align import Role
from iurc.graph.locating.origin import Told, Written, quads
from iurc.graph.source import take
from iurc.shapes.position import Position

F = pyoxigraph.RdfFormat
TOP = '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:">\n'
QUAD = pyoxigraph.Quad(pyoxigraph.NamedNode("urn:a"), pyoxigraph.NamedNode("urn:b"), pyoxigraph.Literal("c"))


def written(text: str, syntax: pyoxigraph.RdfFormat, base: str | None = None) -> Written:
    """A source that was read."""
    source = take("f", text.encode(), syntax.media_type)
    made = Written(source, base)
    for quad in quads(source, base):
        made.add(quad)
    return made


def test_places_that_were_told_are_given_back() -> None:
    """File, line, column and exactness come back as they were, whichever term is asked for."""
    told = Told()
    places = [Position("a", 1, 2), Position("b", 300_000), Position("a", 7, 8, exact=False)]
    for place in places:
        told.add(QUAD, place)
    assert [told.position(number, role) for number in range(3) for role in Role] == [
        p for p in places for _ in Role
    ]


@pytest.mark.parametrize(
    ("text", "syntax", "places"),
    [
        ('@prefix e: <urn:e:> .\n<a>\n e:p  "é", e:o .', F.TURTLE, [(2, 1), (3, 2), (3, 12)]),
        ("<urn:g> {\n <a>\n a <b> , <c> }", F.TRIG, [(2, 2), (3, 2), (3, 10)]),
        ('\n<urn:a> <urn:b> "c" .\n <urn:a>  <urn:b> "é" .', F.N_TRIPLES, [(3, 2), (3, 11), (3, 19)]),
        ('\n<urn:a> <urn:b> "c" .\n <urn:a>  <urn:b> "é" <urn:g> .', F.N_QUADS, [(3, 2), (3, 11), (3, 19)]),
        ('\ufeff{"@id": "a",\n "urn:p": [1,\n "é"]}', F.JSON_LD, [(1, 9), (2, 2), (3, 2)]),
        (
            f'{TOP}<r:Description r:about="é"><u:p>x</u:p>\n<u:p> y</u:p></r:Description></r:RDF>',
            F.RDF_XML,
            [(2, 25), (3, 2), (3, 7)],
        ),
    ],
)
def test_each_syntax_has_lines_and_columns(
    text: str, syntax: pyoxigraph.RdfFormat, places: list[tuple[int, int]]
) -> None:
    """The second statement of each text has its subject, predicate and object where they stand, in characters."""
    made = written(text, syntax, "http://x.example/")
    assert [made.position(1, role) for role in Role] == [Position("f", *place) for place in places]


def test_where_the_readings_part_the_place_is_only_near() -> None:
    """A statement that is not the one found there is never placed exactly; those before are."""
    made = written(
        "<urn:a> <urn:b> <urn:c> .\n\n<urn:a> <urn:b> <urn:d> .\n<urn:a> <urn:b> <urn:e> .", F.TURTLE
    )
    made.quads[1] = QUAD
    assert made.position(0, Role.OBJECT) == Position("f", 1, 17)
    assert [made.position(number, Role.OBJECT) for number in (1, 2)] == [
        Position("f", 3, exact=False),
        Position("f", 4, exact=False),
    ]


def test_json_ld_that_is_not_followed_as_a_whole_is_placed_by_its_content() -> None:
    """What is said in a known way has its place; what is not known is near."""
    made = written(
        '{"@context": {"m": {"@id": "urn:m", "@container": "@id"}},\n"@id": "urn:s",\n"m": {"urn:x": {"urn:p": 1}},\n"urn:q": "y"}',
        F.JSON_LD,
    )
    placed = {
        str(quad.predicate): made.position(number, Role.OBJECT) for number, quad in enumerate(made.quads)
    }
    assert placed["<urn:q>"] == Position("f", 4, 10)
    assert not placed["<urn:m>"].exact
    assert not placed["<urn:p>"].exact


def test_it_is_told_where_rdf_1_1_ends() -> None:
    """After the statements that were followed, the place of what is not known; else the place is near."""
    text = "<urn:a> <urn:b> 1 .\n<urn:a> <urn:b>\n  <<( <urn:a> <urn:b> 1 )>> ."
    made = Written(take("f", text.encode(), F.TURTLE.media_type))
    made.add(next(quads(made.source, None)))
    assert made.stop() == Position("f", 3, 3)
    made = Written(made.source)
    made.add(QUAD)
    assert not made.stop().exact
