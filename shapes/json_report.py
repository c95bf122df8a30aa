"""A report for programs: JSON with every part of each finding."""

import json
from typing import Any

from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report


def write_json(report: Report) -> str:
    """Write a report as JSON.

    Args:
        report: The report.

    Returns:
        One object: `conforms`, the `counts` of each severity, and `findings` in the order of the report. Terms are
        written as in N-Triples, paths as SPARQL property paths, a part that a finding has not is null.
    """
    content = {
        "conforms": report.conforms,
        "counts": {severity.name.lower(): count for severity, count in report.counts().items()},
        "findings": [_finding(finding) for finding in report.findings],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


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
