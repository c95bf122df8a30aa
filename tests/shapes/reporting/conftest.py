"""What the tests of all writers share: findings with everything in them that could break a form."""

import dataclasses
from collections.abc import Callable

import pytest

from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.context import Context

SHACL = "http://www.w3.org/ns/shacl#"
MIN_COUNT = f"{SHACL}MinCountConstraintComponent"
PLAIN_FINDING = Finding(
    Severity.VIOLATION,
    "<https://w3id.org/iurc/id/phase/one>",
    "<https://w3id.org/iurc/ontology#phaseNumber>",
    '"4"',
    f"{SHACL}InConstraintComponent",
    "https://w3id.org/iurc/shapes#Phase-number",
    'Give "I", "II" or "III".',
    Position("phases.ttl", 3, 20),
    remedy="A Roman number.",
)
AWKWARD_TEXTS = (
    "two\nlines\r\nand\ta tab",
    "\n::error file=x::forged",
    "::warning::forged",
    "##[error]forged",
    "100% <b>&amp; \"double\" 'single' ]]> <script>alert(1)</script>",
    "%0A::error::forged",
    "\x1b[31mred\x07\x00\x0c\x7f\x85\x9b",
    "\u202egnp.exe\u2066 \u2028next",
    "half \ud800 a character",
    "\ufffe\uffff no XML",
    "北京 – Münsingen 🏙 e\u0301",
    "{0} {{1}} [text](http://example.org/) \\ [x]",
    "long " * 20_000,
    "",
)
AWKWARD_FILES = (
    "a folder/ä, b: c%20.ttl",
    "北京.csv",
    '"quoted" & <angled>.ttl',
    "::error::.ttl",
    "new\nline.ttl",
    "/somewhere/else.nt",
)


@pytest.fixture
def plain() -> Finding:
    """An ordinary finding."""
    return PLAIN_FINDING


@pytest.fixture
def awkward() -> Report:
    """Findings with awkward texts in each part, in awkward files, with and without places."""
    findings = []
    severities = list(Severity)
    for number, text in enumerate(AWKWARD_TEXTS):
        file = AWKWARD_FILES[number % len(AWKWARD_FILES)]
        positions = (Position(file, 7, 3), Position(file, 8), Position(file, 9, exact=False), None)
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
        findings.append(
            dataclasses.replace(
                PLAIN_FINDING,
                severity=severities[number % 3],
                focus_node=("<http://example.org/a?b=1&c=2>", "_:b0", None, f'"{escaped}"@en')[number % 4],
                value=f'"{escaped}"' if number % 5 else None,
                path=None if number % 7 == 0 else "^<http://example.org/p>/(<http://example.org/q>)*",
                shape="_:s" if number % 2 else "http://example.org/shapes#S",
                message=text,
                remedy=text if number % 3 else None,
                position=positions[number % 4],
            )
        )
    return Report(tuple(sorted(findings, key=lambda finding: finding.key)))


@pytest.fixture
def moved() -> Callable[[Report, int], Report]:
    """Move all findings of a report down by some lines."""

    def move(report: Report, lines: int) -> Report:
        return Report(
            tuple(
                dataclasses.replace(
                    finding,
                    position=finding.position
                    and dataclasses.replace(finding.position, line=finding.position.line + lines),
                )
                for finding in report.findings
            )
        )

    return move


@pytest.fixture
def many() -> Callable[[int], Report]:
    """Make a report of many findings of one kind in two files."""

    def make(number: int) -> Report:
        return Report(
            tuple(
                dataclasses.replace(
                    PLAIN_FINDING,
                    focus_node=f"<http://example.org/{index}>",
                    position=Position(f"{index % 2}.ttl", index + 1, 1),
                )
                for index in range(number)
            )
        )

    return make


@pytest.fixture
def context() -> Context:
    """A context with an input file and a line of source for each place."""
    return Context(
        inputs=("phases.ttl", "other.ttl"),
        source_line=lambda _file, _line: '  iurc:phaseNumber "4" ; # \x1b[31m',
        version="1.2.3",
    )
