"""GitLab's Code Quality report: what it shows beside the changed lines of a merge request."""

from collections.abc import Iterator
from typing import Any

from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.context import PLAIN, Context
from iurc.shapes.reporting.fingerprint import fingerprints
from iurc.shapes.reporting.json_report import indented
from iurc.shapes.reporting.naming import about_what, rule_id
from iurc.shapes.reporting.safe import cut, one_line

_LONGEST = 1000
_SEVERITIES = {Severity.VIOLATION: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def write_gitlab(report: Report, context: Context = PLAIN) -> str:
    """Write a report for GitLab; see `gitlab_pieces`."""
    return "".join(gitlab_pieces(report, context))


def gitlab_pieces(report: Report, context: Context) -> Iterator[str]:
    """Write a report as Code Quality JSON.

    Args:
        report: The report.
        context: The names of the files from the root of the repository.

    Yields:
        Pieces of one array. GitLab wants a path and a line for each: where only the neighbourhood is known, the
        description says so; a finding without any place names the first input file, line 1, and says so too.
    """
    yield "["
    separator = "\n"
    for finding, fingerprint in fingerprints(report.findings):
        yield separator + indented(_issue(finding, fingerprint, context), 2)
        separator = ",\n"
    yield "]\n" if report.conforms else "\n]\n"


def _issue(finding: Finding, fingerprint: str, context: Context) -> dict[str, Any]:
    position = finding.position
    path = context.place(position.file) if position else context.fallback
    return {
        "description": cut(one_line(_description(finding)), _LONGEST),
        "check_name": rule_id(finding),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": (path or "unknown").removeprefix("./"),
            "lines": {"begin": position.line if position else 1},
        },
    }


def _description(finding: Finding) -> str:
    about = about_what(finding)
    told = f"{about}: {finding.message}" if about else finding.message
    if finding.position is None:
        node = finding.focus_node or "no node"
        return f"{told} (Not in this file: {node}.)"
    return told if finding.position.exact else f"{told} (Near this line.)"
