"""The report for GitLab."""

import dataclasses
import json
from collections.abc import Callable

from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report
from iurc.shapes.reporting.context import Context
from iurc.shapes.reporting.gitlab import write_gitlab


def test_one_finding(plain: Finding, context: Context) -> None:
    """A finding has exactly the parts that GitLab reads."""
    (issue,) = json.loads(write_gitlab(Report((plain,)), context))
    fingerprint = issue.pop("fingerprint")
    assert issue == {
        "description": 'iurc:phaseNumber "4": Give "I", "II" or "III".',
        "check_name": "iurcsh:Phase-number/In",
        "severity": "critical",
        "location": {"path": "phases.ttl", "lines": {"begin": 3}},
    }
    assert len(fingerprint) == 32


def test_near_and_nowhere(plain: Finding, context: Context) -> None:
    """GitLab wants a line for everything; the description says where it is not exact."""
    near = dataclasses.replace(plain, position=Position("./phases.ttl", 5, exact=False))
    nowhere = dataclasses.replace(plain, position=None)
    first, second = json.loads(write_gitlab(Report((near, nowhere)), context))
    assert first["location"] == {"path": "phases.ttl", "lines": {"begin": 5}}
    assert first["description"].endswith("(Near this line.)")
    assert second["location"] == {"path": "phases.ttl", "lines": {"begin": 1}}
    assert second["description"].endswith("(Not in this file: <https://w3id.org/iurc/id/phase/one>.)")


def test_awkward_texts(awkward: Report, context: Context, moved: Callable[[Report, int], Report]) -> None:
    """Whatever stands in the findings, there is one issue for each, told apart by fingerprints that stay."""
    text = write_gitlab(awkward, context)
    issues = json.loads(text.encode())
    assert len(issues) == len(awkward.findings)
    prints = [issue["fingerprint"] for issue in issues]
    assert len(set(prints)) == len(issues)
    again = json.loads(write_gitlab(moved(awkward, 12), context))
    assert prints == [issue["fingerprint"] for issue in again]
    assert {issue["severity"] for issue in issues} == {"critical", "minor", "info"}
    assert all("\n" not in issue["description"] and len(issue["description"]) <= 1000 for issue in issues)


def test_nothing_found() -> None:
    """A report without findings is an empty array, which tells GitLab that what was found before is mended."""
    assert json.loads(write_gitlab(Report())) == []
