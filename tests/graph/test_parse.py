"""iurc.graph.parse: statements in the order of the file, and errors with the place and the remedy."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.errors import Unreadable
from iurc.graph.parse import statements
from iurc.graph.source import take
from iurc.graph.statement import Statement
from iurc.shapes.position import Position

F = pyoxigraph.RdfFormat


def parse(text: str | bytes, syntax: pyoxigraph.RdfFormat) -> list[Statement]:
    """Parse a text under the name `f`."""
    data = text.encode() if isinstance(text, str) else text
    return list(statements(take("f", data, syntax.media_type)))


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ("<urn:a> <urn:b> 1, 2 .\n\n<urn:a> <urn:c> 3 .", F.TURTLE),
        ("<urn:a> <urn:b> <urn:c> .\n" * 3, F.N_TRIPLES),
    ],
)
def test_statements_share_one_place_near_the_file(text: str, syntax: pyoxigraph.RdfFormat) -> None:
    """Where each stands is found out later, if ever: an import without findings pays nothing for places."""
    found = parse(text, syntax)
    assert len(found) == 3
    assert len({id(each.position) for each in found}) == 1
    assert found[0].position == Position("f", 1, exact=False)


def test_graphs_of_the_source_are_kept() -> None:
    """TriG and N-Quads say which graph a statement is in; the default graph is None."""
    found = parse("<urn:g> { <urn:a> <urn:b> <urn:c> } <urn:a> <urn:b> <urn:d> .", F.TRIG)
    assert [s.graph and s.graph.value for s in found] == ["urn:g", None]


def test_blank_nodes_keep_the_names_of_the_file() -> None:
    """Two mentions of one label are one node."""
    found = parse("_:x <urn:b> _:y . _:y <urn:b> _:x .", F.TURTLE)
    assert {found[0].subject, found[0].object} == {pyoxigraph.BlankNode("x"), pyoxigraph.BlankNode("y")}


@pytest.mark.parametrize(
    ("text", "syntax"),
    [
        ('{"@id": "urn:a", "urn:b": [{"@value": "x"}]}', F.JSON_LD),
        (
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:u="urn:"><rdf:Description rdf:about="urn:a"><u:b>x</u:b></rdf:Description></rdf:RDF>',
            F.RDF_XML,
        ),
    ],
)
def test_the_other_syntaxes_are_read(text: str, syntax: pyoxigraph.RdfFormat) -> None:
    """JSON-LD and RDF/XML give the same statement, placed at the file."""
    (found,) = parse(text, syntax)
    assert (found.subject.value, found.predicate.value, found.object.value) == ("urn:a", "urn:b", "x")
    assert not found.position.exact


RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
XSD = "http://www.w3.org/2001/XMLSchema#"
BROKEN = {
    "an IRI with a space": ("<urn:a> <urn:b> <urn:c d> .", F.TURTLE, (1, 17), "%20"),
    "an undeclared prefix": ("\ne:a <urn:b> 1 .", F.TURTLE, (2, 1), "@prefix"),
    "a relative IRI": ("<a> <urn:b> 1 .", F.TURTLE, (1, 1), "@base"),
    "a language tag that is none": ('<urn:a> <urn:b> "x"@notalanguagetag .', F.TURTLE, (1, 21), "BCP 47"),
    "Turtle cut in the middle": ("<urn:a> <urn:b> <urn:c> ;\n <urn:d", F.TURTLE, (2, 2), "written whole"),
    "N-Triples cut in the middle": (
        "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn",
        F.N_TRIPLES,
        (2, None),
        "written whole",
    ),
    "a string that never ends": ('<urn:a> <urn:b> "x .\n', F.TURTLE, (1, 17), ""),
    "TriG cut between statements": ("<urn:g> {\n<urn:a> <urn:b> '}' .\n", F.TRIG, (3, 1), "written whole"),
    "XML cut between elements": (
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n<rdf:Description rdf:about="urn:a"/>\n',
        F.RDF_XML,
        (3, 1),
        "written whole",
    ),
    "XML with a wrong end tag": ("<a>\n</b>", F.RDF_XML, (2, 3), "mend"),
    "JSON-LD cut in the middle": ('{"@id": "urn:a",\n "urn:b": "x"', F.JSON_LD, (2, None), ""),
    "a remote JSON-LD context": (
        '{"@context": "http://example.org/c", "@id": "urn:a"}',
        F.JSON_LD,
        (1, None),
        "into the file",
    ),
    "a quoted triple": (
        "<urn:a> <urn:b> <urn:d>\n , <<( <urn:a> <urn:b> <urn:c> )>> .",
        F.TURTLE,
        (2, 4),
        "Claim",
    ),
    "a triple with annotations": ("<urn:a> <urn:b>\n<urn:c> {| <urn:d> 1 |} .", F.TURTLE, (2, 9), "Claim"),
    "a quoted triple in N-Triples": (
        "<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .\n",
        F.N_TRIPLES,
        (2, 1),
        "Claim",
    ),
    "a graph named by a blank node": (
        "<urn:a> <urn:b> 1 .\n_:g {\n <urn:a> <urn:b> 2 }",
        F.TRIG,
        (3, 2),
        "an IRI",
    ),
    "a type that is not kept, in Turtle": (
        "@prefix x: <http://www.w3.org/2001/XMLSchema#> .\n<urn:a> <urn:b> 1 ,\n  '2'^^x:byte , '3'^^x:byte .",
        F.TURTLE,
        (3, 3),
        "xsd:integer",
    ),
    "a type that is not kept, in N-Triples": (
        '<urn:a> <urn:b> "é" .\n<urn:a> <urn:b>  "5"^^<http://www.w3.org/2001/XMLSchema#unsignedInt> .',
        F.N_TRIPLES,
        (2, 18),
        "xsd:integer",
    ),
    "a number too large for its type, in JSON-LD": (
        '{"@context": {"b": {"@id": "urn:b",\n"@type": "http://www.w3.org/2001/XMLSchema#float"}},\n"b": [1.5,\n 1e40]}',
        F.JSON_LD,
        (4, 2),
        "range",
    ),
    "a type that is not kept, in RDF/XML": (
        f'<r:RDF xmlns:r="{RDF}" xmlns:u="urn:"><r:Description><u:b\n r:datatype="{XSD}byte"\n>5</u:b></r:Description></r:RDF>',
        F.RDF_XML,
        (3, 2),
        "xsd:integer",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_placed_and_has_a_remedy(name: str) -> None:
    """Each broken file gives one error with the right line, the column where it is known, and what to do."""
    text, syntax, (line, column), remedy = BROKEN[name]
    with pytest.raises(Unreadable) as caught:
        parse(text, syntax)
    position = caught.value.position
    assert position is not None
    assert position.line == line
    if column is not None:
        assert (position.column, position.exact) == (column, True)
    assert remedy in (caught.value.remedy or "")


@given(
    st.binary(max_size=200), st.sampled_from([F.TURTLE, F.TRIG, F.N_TRIPLES, F.N_QUADS, F.JSON_LD, F.RDF_XML])
)
def test_any_bytes_end_in_statements_or_a_readable_error(data: bytes, syntax: pyoxigraph.RdfFormat) -> None:
    """No input makes the reader fail in another way than by an error of ours."""
    problem = None
    try:
        list(statements(take("f", data, syntax.media_type)))
    except Unreadable as error:
        problem = error
    assert problem is None or (problem.position and problem.message)
