"""Findings are sorted, counted and placed."""

import pytest

from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report, Severity


def finding(
    severity: Severity, focus: str = "<http://example.org/a>", position: Position | None = None
) -> Finding:
    """Make a finding of which only some parts matter."""
    component = "http://www.w3.org/ns/shacl#ClassConstraintComponent"
    return Finding(severity, focus, None, None, component, "http://example.org/S", "No.", position)


@pytest.mark.parametrize("severity", Severity)
def test_severity_and_iri_are_inverse(severity: Severity) -> None:
    """Each severity is read back from the IRI that SHACL gives it."""
    assert Severity.of(severity.iri) is severity
    assert severity.iri in {f"http://www.w3.org/ns/shacl#{name}" for name in ("Info", "Warning", "Violation")}


def test_an_unknown_severity_is_the_worst() -> None:
    """A severity that SHACL does not define must not pass a gate."""
    assert Severity.of("http://example.org/Trifle") is Severity.VIOLATION


def test_an_empty_report_conforms() -> None:
    """Nothing found means that the data conforms and that nothing is the worst."""
    report = Report()
    assert report.conforms
    assert report.worst is None
    assert report.counts() == {}
    assert report.at_or_above(Severity.INFO) == ()


def test_any_finding_keeps_it_from_conforming() -> None:
    """A report conforms only without results of any severity (SHACL section 3.6.1.1)."""
    assert not Report((finding(Severity.INFO),)).conforms


def test_levels_and_counts() -> None:
    """Findings are chosen by the mildest level that counts, and counted worst first."""
    report = Report(
        tuple(finding(severity) for severity in (Severity.VIOLATION, Severity.WARNING, Severity.WARNING))
    )
    assert report.worst is Severity.VIOLATION
    assert report.counts() == {Severity.VIOLATION: 1, Severity.WARNING: 2}
    assert list(report.counts()) == [Severity.VIOLATION, Severity.WARNING]
    assert len(report.at_or_above(Severity.WARNING)) == 3
    assert len(report.at_or_above(Severity.VIOLATION)) == 1


def test_positions_are_filled_and_sorted() -> None:
    """Each finding is asked for once; findings of one severity are then in the order of their places."""
    lines = {"<http://example.org/a>": 9, "<http://example.org/b>": 3}
    report = Report(tuple(finding(Severity.VIOLATION, focus) for focus in lines))
    placed = report.with_positions(lambda found: Position("x.csv", lines[found.focus_node or ""], 1))
    assert [found.position for found in placed.findings] == [Position("x.csv", 3, 1), Position("x.csv", 9, 1)]


def test_a_known_position_stays() -> None:
    """A finding that has a place keeps it, and one that nobody can place has none."""
    there = Position("y.ttl", 7)
    report = Report((finding(Severity.INFO, position=there), finding(Severity.VIOLATION)))
    placed = report.with_positions(lambda _: None)
    assert {found.severity: found.position for found in placed.findings} == {
        Severity.INFO: there,
        Severity.VIOLATION: None,
    }
