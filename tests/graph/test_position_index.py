"""iurc.graph.position_index: from a finding to its line."""

import pytest

from iurc.graph import named_graph
from iurc.graph.candidate import assemble
from iurc.graph.parse import statements
from iurc.graph.position_index import PositionIndex
from iurc.graph.source import take
from iurc.shapes.report import Finding, Severity

SOURCE = take(
    "f",
    b'<urn:a> <urn:p> "1" .\n<urn:a> <urn:p> "2" .\n<urn:a> <urn:q> <urn:b> .\n<urn:c> <urn:q> <urn:a> .\n',
    "application/n-triples",
)
INDEX = PositionIndex([assemble(named_graph.of_dataset("d"), statements(SOURCE), [SOURCE])])


@pytest.mark.parametrize(
    ("focus", "path", "value", "line"),
    [
        ("<urn:a>", "<urn:p>", '"2"', 2),  # the statement itself
        ("<urn:a>", "<urn:q>", None, 3),  # the property, no single value is to blame
        ("<urn:a>", "<urn:missing>", None, 1),  # something is missing: where the node is described
        ("<urn:a>", None, "<urn:a>", 1),
        ("<urn:b>", "<urn:p>", None, 3),  # never described: where it is mentioned
        ("<urn:elsewhere>", None, None, None),
        (None, None, None, None),
    ],
)
def test_the_nearest_place_is_found(
    focus: str | None, path: str | None, value: str | None, line: int | None
) -> None:
    """Statement, property, description, mention: the first that is known is given, and nothing for a stranger."""
    finding = Finding(Severity.VIOLATION, focus, path, value, "urn:component", "urn:shape", "m")
    position = INDEX.locate(finding)
    assert (position and position.line) == line


def test_mentions_are_subjects_and_objects() -> None:
    """A node is mentioned where it stands on either side."""
    assert INDEX.mentions("<urn:b>")
    assert not INDEX.mentions("<urn:p>")
    assert not INDEX.mentions(None)
