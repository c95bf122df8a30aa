"""iurc.graph.position_index: from a finding to its line."""

import pytest

from iurc.graph import named_graph
from iurc.graph.candidate import assemble
from iurc.graph.parse import statements
from iurc.graph.position_index import PositionIndex
from iurc.graph.source import take
from iurc.shapes.report import SHACL, Finding, Severity

TEXT = """@prefix : <urn:> .
:a :p 1 ,
    2 ;
  :q :b .
:c :q :a .
:l :list ( :x
  :y [ :z "literal" ] ) ; :name "A"@en , "B"@fr ,
  "C"@en .
:l :next :m . :m :next
  :n . :n :p "end" .
"""
SOURCE = take("f", TEXT.encode(), "text/turtle")
INDEX = PositionIndex([assemble(named_graph.of_dataset("d"), statements(SOURCE), [SOURCE])])
ONE = '"1"^^<http://www.w3.org/2001/XMLSchema#integer>'
TWO = '"2"^^<http://www.w3.org/2001/XMLSchema#integer>'
LIST = "<urn:list>/(<http://www.w3.org/1999/02/22-rdf-syntax-ns#rest>*)/<http://www.w3.org/1999/02/22-rdf-syntax-ns#first>"


@pytest.mark.parametrize(
    ("focus", "path", "value", "place"),
    [
        ("<urn:a>", "<urn:p>", TWO, (3, 5)),  # the value of the statement
        ("<urn:a>", "<urn:q>", None, (4, 3)),  # the property, no single value is to blame
        ("<urn:a>", "<urn:p>", '"no"', (2, 4)),  # the value is not in the file, the property is
        ("<urn:a>", "<urn:missing>", None, (2, 1)),  # something is missing: where the node is described
        ("<urn:a>", None, "<urn:a>", (2, 1)),  # the node itself
        ("<urn:a>", None, TWO, (3, 5)),  # a value without a path
        ("<urn:b>", "<urn:p>", None, (4, 6)),  # never described: where it is mentioned
        ("<urn:a>", "^<urn:q>", "<urn:c>", (5, 1)),  # the other end
        ("<urn:b>", "^<urn:q>", None, (4, 6)),  # nothing of its own: where it is mentioned
        ("<urn:l>", "<urn:next>/<urn:next>", "<urn:n>", (10, 3)),  # a path of two steps
        (
            "<urn:l>",
            "<urn:next>/(^<urn:q>)",
            "<urn:x>",
            (9, 4),
        ),  # a path that is not followed: its first property
        ("<urn:l>", "(<urn:next>+)/<urn:p>", '"end"', (10, 14)),  # a path with repetitions
        ("<urn:l>", LIST, "<urn:y>", (7, 3)),  # an item of a list
        ("<urn:a>", "<urn:p>|<urn:q>", "<urn:b>", (4, 6)),  # alternatives
        ('"literal"', None, '"literal"', (7, 11)),  # a literal in focus
        ("<urn:elsewhere>", None, None, None),
        (None, None, None, None),
    ],
)
def test_the_nearest_place_is_found(
    focus: str | None, path: str | None, value: str | None, place: tuple[int, int] | None
) -> None:
    """Value, property, description, mention: the first that is known is given, and nothing for a stranger."""
    finding = Finding(Severity.VIOLATION, focus, path, value, "urn:component", "urn:shape", "m")
    position = INDEX.locate(finding)
    assert (position and (position.line, position.column)) == place
    assert position is None or position.exact


@pytest.mark.parametrize(
    ("focus", "path", "component", "place"),
    [
        ("<urn:a>", "<urn:p>", "MaxCount", (3, 5)),
        ("<urn:a>", "<urn:missing>", "MaxCount", (2, 1)),
        ("<urn:l>", "<urn:name>", "UniqueLang", (8, 3)),
        ("<urn:a>", "<urn:p>", "UniqueLang", (2, 4)),
        ("<urn:a>", "<urn:p>", "MinCount", (2, 4)),
    ],
)
def test_what_is_too_many_is_the_last_of_them(
    focus: str, path: str, component: str, place: tuple[int, int]
) -> None:
    """Too many values: the last one; a language twice: its second value; too few: the property."""
    finding = Finding(
        Severity.VIOLATION, focus, path, None, f"{SHACL}{component}ConstraintComponent", "urn:s", "m"
    )
    position = INDEX.locate(finding)
    assert position is not None
    assert (position.line, position.column) == place


def test_mentions_are_subjects_and_objects() -> None:
    """A node is mentioned where it stands on either side, a literal where it is an object."""
    assert INDEX.mentions("<urn:b>")
    assert INDEX.mentions("<urn:c>")
    assert INDEX.mentions(ONE)
    assert not INDEX.mentions("<urn:p>")
    assert not INDEX.mentions('"none"')
    assert not INDEX.mentions(None)


def test_a_path_through_a_large_graph_is_given_up_in_time() -> None:
    """A repetition over a long chain ends; the first property of the path is given then."""
    chain = "".join(f"<urn:{n}> <urn:next> <urn:{n + 1}> .\n" for n in range(3000))
    source = take("f", chain.encode(), "application/n-triples")
    index = PositionIndex([assemble(named_graph.of_dataset("d"), statements(source), [source])])
    finding = Finding(Severity.VIOLATION, "<urn:0>", "<urn:next>*", "<urn:2999>", "urn:c", "urn:s", "m")
    position = index.locate(finding)
    assert position is not None
    assert (position.line, position.column) == (1, 9)


def test_nothing_is_read_again_for_a_mention() -> None:
    """Whether a node is named is answered without the source, whatever has become of it."""
    made = assemble(named_graph.of_dataset("d"), statements(SOURCE), [SOURCE])
    index = PositionIndex([made])
    assert index.mentions("<urn:a>")
    assert not any("_spots" in vars(origin) for origin in made.origins)
