"""Twelve faults in each syntax, judged as an import is and found on their lines, at their tokens."""

import csv
from pathlib import Path

import pytest

from iurc.graph import named_graph, source
from iurc.graph.candidate import assemble
from iurc.graph.examining import examine_by, read_shapes
from iurc.graph.parse import statements
from iurc.shapes.report import Finding

PLANTED = Path(__file__).with_name("planted")
FILES = ["faults.ttl", "faults.trig", "faults.nt", "faults.nq", "faults.jsonld", "faults.rdf"]


def expected(file: str) -> list[tuple[str, int, str]]:
    """What was planted in a file: the fault, its line, and the token that is to blame."""
    with (PLANTED / "expected.csv").open(encoding="utf-8", newline="") as rows:
        return [
            (row["fault"], int(row["line"]), row["token"])
            for row in csv.DictReader(rows)
            if row["file"] == file
        ]


def findings(file: str) -> tuple[Finding, ...]:
    """What the judge finds in a file, placed."""
    read = source.read(PLANTED / file, name=file)
    made = assemble(named_graph.of_dataset("planted"), statements(read), [read])
    return examine_by(read_shapes([PLANTED / "shapes.ttl"]), [made]).findings


@pytest.mark.parametrize("file", FILES)
def test_every_planted_fault_is_found_at_its_token(file: str) -> None:
    """Each of the twelve faults is found once, exactly on its line, and its column is where its token begins."""
    lines = (PLANTED / file).read_text(encoding="utf-8").split("\n")
    wanted = expected(file)
    assert len(wanted) == 12
    found = {}
    for finding in findings(file):
        position = finding.position
        assert position is not None
        assert position.exact
        assert position.column is not None
        found[finding.message] = (position.line, lines[position.line - 1][position.column - 1 :])
    assert sorted(found) == sorted(fault for fault, _, _ in wanted)
    for fault, line, token in wanted:
        assert found[fault][0] == line, fault
        assert found[fault][1].startswith(token), fault
