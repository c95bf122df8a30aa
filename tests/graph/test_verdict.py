"""iurc.graph.verdict: the whole report on a release, kept beside it."""

import json
from pathlib import Path

import pytest

from iurc.graph import verdict
from iurc.shapes.narrowing.judging import NarrowedReport
from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Severity

FINDING = Finding(Severity.WARNING, "<urn:a>", None, '"é"@th', "urn:c", "urn:s", "Mend it.", remedy="r")
REPORT = NarrowedReport((FINDING,), origins=(("<urn:s>", "<urn:a>"),))


def test_a_report_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    """Findings and where they come from survive; places in files do not, they belong to one import."""
    placed = NarrowedReport(
        tuple(f for f in REPORT.with_positions(lambda _: Position("f", 1)).findings), origins=REPORT.origins
    )
    verdict.keep(tmp_path, placed)
    assert verdict.of(tmp_path) == REPORT


@pytest.mark.parametrize("damage", ["", "{}", '{"iurc": "0", "findings": [], "origins": []}', None])
def test_what_cannot_be_trusted_is_no_report(tmp_path: Path, damage: str | None) -> None:
    """A missing or damaged file, or one of another version, makes the next import judge everything."""
    if damage is not None:
        (tmp_path / "verdict.json").write_text(damage)
    assert verdict.of(tmp_path) is None


def test_findings_without_origins_are_no_report(tmp_path: Path) -> None:
    """The two lists belong together."""
    verdict.keep(tmp_path, REPORT)
    kept = json.loads((tmp_path / "verdict.json").read_text())
    (tmp_path / "verdict.json").write_text(json.dumps({**kept, "origins": []}))
    assert verdict.of(tmp_path) is None
