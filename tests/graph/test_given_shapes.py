"""iurc.graph.examining.read_shapes: shapes of anybody, held against the shapes of shapes."""

from pathlib import Path

import pytest

from iurc.graph.errors import InputProblems, Unreadable
from iurc.graph.examining import read_shapes

GOOD = """@prefix sh: <http://www.w3.org/ns/shacl#> .
<urn:s> a sh:NodeShape ; sh:targetSubjectsOf <urn:b> ;
  sh:property [
    sh:maxCount 1 ;
    sh:path <urn:b> ] .
"""


def test_several_files_make_one_graph(tmp_path: Path) -> None:
    """Blank nodes of two files stay apart, relative IRIs are resolved against the file."""
    for name in ("a.ttl", "b.ttl"):
        (tmp_path / name).write_text(GOOD.replace("urn:s", f"#{name}"))
    shapes = read_shapes([tmp_path / "a.ttl", tmp_path / "b.ttl"])
    assert len(set(shapes.subjects(None, None))) == 4


@pytest.mark.parametrize(
    ("right", "wrong", "line"),
    [
        ("sh:maxCount 1", 'sh:maxCount "one"', 4),
        ("sh:maxCount 1", "sh:nodeKind sh:Nonsense", 4),
        ("sh:path <urn:b>", 'sh:path "b"', 5),
        ("sh:targetSubjectsOf <urn:b>", 'sh:targetSubjectsOf "b"', 2),
    ],
)
def test_a_shape_that_is_none_is_told_at_its_line(tmp_path: Path, right: str, wrong: str, line: int) -> None:
    """What SHACL of SHACL finds is an error with the place, before anything is judged."""
    (tmp_path / "s.ttl").write_text(GOOD.replace(right, wrong))
    with pytest.raises(InputProblems) as caught:
        read_shapes([tmp_path / "s.ttl"])
    assert all("not well-formed" in problem.message for problem in caught.value.problems)
    assert line in {problem.position.line for problem in caught.value.problems if problem.position}


def test_a_broken_file_is_told_as_such(tmp_path: Path) -> None:
    """Shapes that do not parse are an error of syntax with line and column."""
    (tmp_path / "s.ttl").write_text(GOOD[:60])
    with pytest.raises(Unreadable, match=r"s\.ttl:2:"):
        read_shapes([tmp_path / "s.ttl"])
