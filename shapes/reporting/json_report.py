"""A report for programs: JSON with every part of each finding."""

import json
from collections.abc import Iterator
from typing import Any

from iurc.shapes.coverage import Coverage
from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report
from iurc.shapes.reporting.context import PLAIN, Context
from iurc.shapes.reporting.safe import encodable


def write_json(report: Report, context: Context = PLAIN) -> str:
    """Write a report as JSON; see `json_pieces`."""
    return "".join(json_pieces(report, context))


def json_pieces(report: Report, context: Context) -> Iterator[str]:
    """Write a report as JSON.

    Args:
        report: The report.
        context: The coverage, where it was counted.

    Yields:
        Pieces of one object: `conforms`, the `counts` of each severity, the `coverage`, and `findings` in the order of
        the report. Terms are written as in N-Triples, paths as SPARQL property paths, a part that a finding has not is
        null.
    """
    head: dict[str, Any] = {
        "conforms": report.conforms,
        "counts": {severity.name.lower(): count for severity, count in report.counts().items()},
    }
    if context.coverage:
        head["coverage"] = coverage_object(context.coverage)
    yield as_json(head)[:-2] + ',\n  "findings": ['
    separator = "\n"
    for finding in report.findings:
        yield separator + indented(_finding(finding), 4)
        separator = ",\n"
    yield ("]" if report.conforms else "\n  ]") + "\n}\n"


def as_json(content: Any) -> str:
    """Write JSON for people, in UTF-8; half characters are replaced, because UTF-8 cannot hold them."""
    return encodable(json.dumps(content, ensure_ascii=False, indent=2))


def indented(content: Any, spaces: int) -> str:
    """Write JSON that stands inside other JSON."""
    return "\n".join(" " * spaces + line for line in as_json(content).split("\n"))


def coverage_object(coverage: Coverage) -> dict[str, Any]:
    """Write a coverage as an object."""
    return {
        "vacuous": coverage.vacuous,
        "shapes": coverage.shapes,
        "focusNodes": coverage.focus_nodes,
        "shapesWithoutFocus": list(coverage.shapes_without_focus),
        "subjects": coverage.subjects,
        "unlookedSubjects": coverage.unlooked_subjects,
        "unlookedSample": list(coverage.sample),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "severity": finding.severity.name.lower(),
        "message": finding.message,
        "position": _position(finding.position),
        "focusNode": finding.focus_node,
        "path": finding.path,
        "value": finding.value,
        "component": finding.component,
        "shape": finding.shape,
        "constraint": finding.constraint,
        "expected": finding.remedy,
    }


def _position(position: Position | None) -> dict[str, Any] | None:
    if position is None:
        return None
    return {"file": position.file, "line": position.line, "column": position.column, "exact": position.exact}
