"""The report for programs."""

import json

from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.json_report import write_json


def test_all_parts() -> None:
    """Every part of a finding is in the JSON, under a name that does not change."""
    finding = Finding(
        Severity.WARNING,
        "<http://example.org/é>",
        "<http://example.org/p>",
        '"x"@en',
        "http://www.w3.org/ns/shacl#InConstraintComponent",
        "http://example.org/S",
        "No.",
        Position("a.csv", 2, 3, exact=False),
        "http://example.org/c",
        "Yes.",
    )
    text = write_json(Report((finding,)))
    assert "é" in text
    assert json.loads(text) == {
        "conforms": False,
        "counts": {"warning": 1},
        "findings": [
            {
                "severity": "warning",
                "message": "No.",
                "position": {"file": "a.csv", "line": 2, "column": 3, "exact": False},
                "focusNode": "<http://example.org/é>",
                "path": "<http://example.org/p>",
                "value": '"x"@en',
                "component": "http://www.w3.org/ns/shacl#InConstraintComponent",
                "shape": "http://example.org/S",
                "constraint": "http://example.org/c",
                "expected": "Yes.",
            }
        ],
    }


def test_nothing_found() -> None:
    """A report without findings is an object too."""
    assert json.loads(write_json(Report())) == {"conforms": True, "counts": {}, "findings": []}
