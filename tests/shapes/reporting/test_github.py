"""The report as workflow commands of GitHub."""

import dataclasses
import re
from collections.abc import Callable

import pytest

from iurc.shapes.coverage import Coverage
from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.context import Context
from iurc.shapes.reporting.github import MOST_ANNOTATIONS, write_github

COMMAND = re.compile(r"::([a-z-]+)(?: ([^:]*))?::(.*)", re.DOTALL)


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read the commands as the runner does: any line that begins with `::` once spaces are gone.

    In any other line it looks for the old form of a command, `##[name]`, wherever that stands.
    """
    found = []
    for line in re.split(r"\r\n|\r|\n", text):
        assert line.strip().startswith("::") or "##[" not in line
        if line.strip().startswith("::"):
            match = COMMAND.fullmatch(line.strip())
            assert match, line
            properties = dict(each.split("=", 1) for each in (match[2] or "").split(",") if each)
            found.append(
                (match[1], {key: decoded(each) for key, each in properties.items()}, decoded(match[3]))
            )
    return found


def decoded(text: str) -> str:
    """Decode what the runner decodes."""
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_one_finding(plain: Finding, context: Context) -> None:
    """A finding is one annotation with its place and rule; its text says node and expectation."""
    (command,) = commands(write_github(Report((plain,)), context))
    assert command == (
        "error",
        {"title": "iurcsh:Phase-number/In", "file": "phases.ttl", "line": "3", "col": "20"},
        f'iurc:phaseNumber "4": {plain.message}\nNode: {plain.focus_node}\nExpected: A Roman number.',
    )


@pytest.mark.parametrize(
    ("severity", "name"),
    [(Severity.VIOLATION, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")],
)
def test_levels(plain: Finding, context: Context, severity: Severity, name: str) -> None:
    """Each severity has its level."""
    text = write_github(Report((dataclasses.replace(plain, severity=severity),)), context)
    assert [command[0] for command in commands(text)] == [name]


def test_near_and_nowhere(plain: Finding, context: Context) -> None:
    """A place that is only near has no column and says so; a finding without one is put to the first file."""
    near = dataclasses.replace(plain, position=Position("phases.ttl", 5, 9, exact=False))
    nowhere = dataclasses.replace(plain, position=None)
    first, second = commands(write_github(Report((near, nowhere)), context))
    assert (first[1].get("line"), first[1].get("col")) == ("5", None)
    assert "near phases.ttl:5" in first[2]
    assert (second[1].get("file"), second[1].get("line")) == ("phases.ttl", None)


def test_awkward_texts(awkward: Report, context: Context) -> None:
    """Nothing in a finding becomes a command of its own or breaks one; file names come back as they are."""
    text = write_github(awkward, context)
    annotations = [each for each in commands(text) if each[0] in {"error", "warning", "notice"}]
    assert len(annotations) == len(awkward.findings)
    names = {finding.position.file for finding in awkward.findings if finding.position}
    assert {each[1]["file"] for each in annotations if "line" in each[1]} == names
    assert any("100% <b>&amp;" in each[2] for each in annotations)
    assert "\x1b" not in text


def test_the_limit(many: Callable[[int], Report], awkward: Report, plain: Finding, context: Context) -> None:
    """GitHub drops what is beyond ten of a level: those are lines of the log, and a line says so."""
    forged = dataclasses.replace(plain, message="##[error]::error::", position=Position("::error::x", 1))
    report = Report((*many(25).findings, forged, *awkward.findings))
    text = write_github(report, context)
    found = commands(text)
    errors = [each for each in found if each[0] == "error"]
    assert len(errors) == MOST_ANNOTATIONS
    assert [each[0] for each in found if each[0] not in {"error", "warning", "notice"}] == [
        "group",
        "endgroup",
    ]
    others = len(report.findings) - sum(each[0] in {"error", "warning", "notice"} for each in found)
    assert f"{others} more findings without an annotation" in text
    group = text[text.index("::group::") : text.index("::endgroup::")]
    assert len(group.splitlines()) == others + 1


def test_coverage(context: Context) -> None:
    """A vacuous pass is an annotation, an error where coverage is required."""
    told = dataclasses.replace(context, coverage=Coverage(1, 0))
    assert [each[0] for each in commands(write_github(Report(), told))] == ["warning"]
    told = dataclasses.replace(told, require_coverage=True)
    assert [each[0] for each in commands(write_github(Report(), told))] == ["error"]
    told = dataclasses.replace(context, coverage=Coverage(1, 4))
    assert commands(write_github(Report(), told)) == []
