"""iurc.graph.parse: statements with the line they stand on, and errors with the place and the remedy."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iurc.graph.errors import Unreadable
from iurc.graph.parse import statements
from iurc.graph.source import take
from iurc.graph.statement import Statement

F = pyoxigraph.RdfFormat


def parse(text: str | bytes, syntax: pyoxigraph.RdfFormat) -> list[Statement]:
    """Parse a text under the name `f`."""
    data = text.encode() if isinstance(text, str) else text
    return list(statements(take("f", data, syntax.media_type)))


def test_n_triples_stand_exactly_on_their_lines() -> None:
    """In a line-based syntax the line of a statement is exact, empty lines and comments counted."""
    found = parse('<urn:a> <urn:b> "x" .\n\n# c\n<urn:a> <urn:b> "y" .\n', F.N_TRIPLES)
    assert [(s.object.value, s.position.line, s.position.exact) for s in found] == [
        ("x", 1, True),
        ("y", 4, True),
    ]


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30))
def test_lines_of_n_quads_survive_any_gaps(gaps: list[int]) -> None:
    """However many empty lines stand between, each statement keeps its own line."""
    lines: list[str] = []
    expected = []
    for number, gap in enumerate(gaps):
        lines += [""] * gap
        lines.append(f'<urn:a> <urn:b> "{number}" <urn:g> .')
        expected.append((str(number), len(lines)))
    found = parse("\n".join(lines) + "\n", F.N_QUADS)
    assert [(s.object.value, s.position.line) for s in found] == expected


def test_turtle_gives_the_line_and_says_it_is_near() -> None:
    """Turtle knows the line on which a statement was complete and does not claim more."""
    found = parse("@prefix e: <urn:e:> .\ne:a e:b e:c ;\n  e:d e:f ,\n    e:g .\n", F.TURTLE)
    assert [s.position.line for s in found] == [2, 3, 4]
    assert not any(s.position.exact for s in found)


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
    """JSON-LD and RDF/XML give the same statement, placed near the top of the file."""
    (found,) = parse(text, syntax)
    assert (found.subject.value, found.predicate.value, found.object.value) == ("urn:a", "urn:b", "x")
    assert not found.position.exact


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
    "a quoted triple": ("<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .", F.TURTLE, (1, None), "Claim"),
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
        assert position.column == column
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
