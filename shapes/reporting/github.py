"""Workflow commands of GitHub Actions: findings as annotations on the lines of a change."""

from collections import Counter
from collections.abc import Iterator

from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.context import PLAIN, Context
from iurc.shapes.reporting.naming import WORDS, about_what, counted, place_of, rule_id
from iurc.shapes.reporting.safe import cut, one_line
from iurc.shapes.reporting.summary import coverage_lines, summary

MOST_ANNOTATIONS = 10
_LONGEST = 2000
_COMMANDS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def write_github(report: Report, context: Context = PLAIN) -> str:
    """Write a report as workflow commands; see `github_pieces`."""
    return "".join(github_pieces(report, context))


def github_pieces(report: Report, context: Context) -> Iterator[str]:
    """Write a report for the log of a GitHub workflow.

    GitHub shows ten annotations of each level for a step and silently drops the others. The first ten of each severity
    are annotations; the others are ordinary lines of the log, in a group, and a line says so.

    Args:
        report: The report.
        context: The names of the files from the root of the repository, the coverage.

    Yields:
        Lines. Nothing in a finding can pass for a command of its own.
    """
    written: Counter[Severity] = Counter()
    others: list[Finding] = []
    for finding in report.findings:
        if written[finding.severity] < MOST_ANNOTATIONS:
            written[finding.severity] += 1
            yield _annotation(finding, context)
        else:
            others.append(finding)
    if others:
        yield (
            f"{counted(len(others), 'more finding')} without an annotation: "
            f"GitHub shows {MOST_ANNOTATIONS} of each level for a step.\n"
        )
        yield "::group::More findings\n"
        yield from (_log(finding) for finding in others)
        yield "::endgroup::\n"
    if context.coverage:
        level = "error" if context.vacuous else "warning"
        command = f"::{level} title=iurc::" if context.coverage.vacuous else ""
        told = _plain(" ".join(coverage_lines(context.coverage)))
        yield (command + _data(told) if command else told) + "\n"
    yield summary(report) + "\n"


def _annotation(finding: Finding, context: Context) -> str:
    properties = {"title": rule_id(finding)}
    position = finding.position
    if position:
        properties["file"] = context.place(position.file)
        properties["line"] = str(position.line)
        if position.exact and position.column is not None:
            properties["col"] = str(position.column)
    elif context.fallback is not None:
        properties["file"] = context.fallback
    listed = ",".join(f"{key}={_property(value)}" for key, value in sorted(properties.items()))
    about = about_what(finding)
    parts = [f"{about}: {finding.message}" if about else finding.message]
    if finding.focus_node:
        parts.append(f"Node: {finding.focus_node}")
    if finding.remedy:
        parts.append(f"Expected: {finding.remedy}")
    if position and not position.exact:
        parts.append(f"The place is only {place_of(finding)}.")
    text = "\n".join(cut(one_line(line), _LONGEST) for part in parts for line in part.splitlines())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(text)}\n"


def _log(finding: Finding) -> str:
    # The severity stands first: a line that begins with a file called "::error::" would be a command.
    parts = (
        WORDS[finding.severity],
        place_of(finding),
        about_what(finding),
        finding.message,
        rule_id(finding),
    )
    return _plain(": ".join(part for part in parts if part)) + "\n"


def _plain(text: str) -> str:
    """Write one line in which the runner sees no command, of the old form `##[…]` neither."""
    return cut(one_line(text), _LONGEST).replace("##[", "# #[")


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
