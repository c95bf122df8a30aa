"""The report for people."""

import dataclasses
import re
import unicodedata
from collections.abc import Callable

from iurc.shapes.coverage import Coverage
from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.context import Context
from iurc.shapes.reporting.naming import short
from iurc.shapes.reporting.safe import one_line
from iurc.shapes.reporting.summary import summary
from iurc.shapes.reporting.text import MOST_ALIKE, write_text

MIN_COUNT = "http://www.w3.org/ns/shacl#MinCountConstraintComponent"
FINDINGS = (
    Finding(
        Severity.VIOLATION,
        "<https://w3id.org/iurc/id/phase/one>",
        "<https://w3id.org/iurc/ontology#phaseNumber>",
        '"4"',
        MIN_COUNT,
        "https://w3id.org/iurc/shapes#Phase-number",
        "Give the phase a number.",
        Position("phases.csv", 3, 12),
        remedy="A Roman number.",
    ),
    Finding(
        Severity.WARNING,
        "<https://w3id.org/iurc/id/phase/two>",
        None,
        "<https://w3id.org/iurc/id/phase/two>",
        MIN_COUNT,
        "_:shape",
        "Have a look.",
        Position("phases.csv", 4, exact=False),
    ),
    Finding(
        Severity.INFO, None, None, None, MIN_COUNT, "_:shape", "Somewhere.", constraint="http://example.org/c"
    ),
)


def test_all_parts() -> None:
    """Each finding says place, severity, property, value, message, what is expected and which shape says so."""
    assert write_text(Report(FINDINGS)) == (
        "phases.csv: 1 violation, 1 warning\n"
        "\n"
        "<https://w3id.org/iurc/id/phase/one>\n"
        '  phases.csv:3:12: violation: iurc:phaseNumber "4"\n'
        "      Give the phase a number.\n"
        "      Expected: A Roman number.\n"
        "      [iurcsh:Phase-number]\n"
        "\n"
        "<https://w3id.org/iurc/id/phase/two>\n"
        "  near phases.csv:4: warning\n"
        "      Have a look.\n"
        "      [MinCount]\n"
        "\n"
        "(no node)\n"
        "  remark\n"
        "      Somewhere.\n"
        "      [<http://example.org/c>]\n"
        "\n"
        "1 violation, 1 warning, 1 remark.\n"
    )


def test_the_same_is_told_once() -> None:
    """Two constraints of a shape that fail for one value have one message, which is written once."""
    first = FINDINGS[0]
    again = Finding(*(getattr(first, name) for name in first.__slots__))
    text = write_text(Report((first, again)))
    assert text.count("Give the phase a number.") == 1
    assert text.endswith("2 violations.\n")


def test_findings_of_a_node_stand_together() -> None:
    """A node is named once, above all that is wrong with it, even when its lines are apart."""
    lines = (3, 9)
    findings = tuple(
        Finding(
            Severity.VIOLATION,
            "<http://example.org/a>",
            None,
            f'"{line}"',
            MIN_COUNT,
            "_:s",
            f"No {line}.",
            Position("a.csv", line),
        )
        for line in lines
    )
    assert write_text(Report(findings)).count("<http://example.org/a>\n") == 1


def test_nothing_found() -> None:
    """A report without findings says that the data conforms."""
    assert write_text(Report()) == "Nothing found: the data conforms.\n"
    assert summary(Report()) == "Nothing found: the data conforms."


def test_short_terms() -> None:
    """Well-known IRIs get a prefix, others stay, and very long text is cut."""
    assert (
        short("<https://w3id.org/iurc/ontology#a>/(^<http://example.org/b>)")
        == "iurc:a/(^<http://example.org/b>)"
    )
    assert short("<https://w3id.org/iurc/ontology#>") == "<https://w3id.org/iurc/ontology#>"
    assert short("<https://w3id.org/iurc/ontology#a/b>") == "<https://w3id.org/iurc/ontology#a/b>"
    assert len(short('"' + "long " * 100 + '"')) == 200


def test_the_line_of_the_source(plain: Finding, context: Context) -> None:
    """Under the message stands the line with carets under the token; once where several findings share the place."""
    other = dataclasses.replace(plain, message="Again.")
    text = write_text(Report((plain, other)), context)
    number, marker = re.findall(r"^      (3 \| .*)\n      (  \| .*)$", text, re.MULTILINE)[0]
    assert number == '3 |   iurc:phaseNumber "4" ; # \u241b[31m'
    start = marker.index("^")
    assert number[start : start + marker.count("^")] == '"4"'
    assert text.count("^^^") == 1


def test_near_has_no_caret(plain: Finding, context: Context) -> None:
    """Where only the neighbourhood is known the line is shown, but no token is pointed at."""
    near = dataclasses.replace(plain, position=Position("phases.ttl", 5, 20, exact=False))
    text = write_text(Report((near,)), context)
    assert "      5 |   iurc:phaseNumber" in text
    assert "^" not in text


def test_colours(plain: Finding, context: Context) -> None:
    """Colours are there when they are wanted, and taking them away leaves the same text."""
    report = Report((plain,))
    coloured = write_text(report, dataclasses.replace(context, colour=True))
    assert "\x1b[1;31mviolation\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == write_text(report, context)


def test_awkward_texts(awkward: Report, context: Context) -> None:
    """Nothing in a finding can colour, clear or reorder a terminal, and each message stays on its line."""
    text = write_text(awkward, context)
    assert text.encode()
    harmful = [
        character
        for character in text
        if unicodedata.category(character) in {"Cc", "Cs"} and character != "\n"
    ]
    assert harmful == []
    assert "\u202e" not in text
    assert max(map(len, text.splitlines())) < 1200
    for finding in awkward.findings:
        if finding.position:
            assert one_line(str(finding.position)) in text


def test_many_alike(many: Callable[[int], Report]) -> None:
    """Of many findings of one kind in a file some are written, the others counted; the last line counts all."""
    text = write_text(many(10_001))
    assert text.count(": violation:") == 2 * MOST_ALIKE
    assert "… and 4,981 more like this: iurcsh:Phase-number/In" in text
    assert "… and 4,980 more like this: iurcsh:Phase-number/In" in text
    assert text.endswith("\n10,001 violations.\n")


def test_files_one_after_the_other(plain: Finding) -> None:
    """All findings of a file stand under its name, whatever their severity."""
    files = ("b.ttl", "a.ttl", "b.ttl")
    severities = (Severity.VIOLATION, Severity.WARNING, Severity.INFO)
    report = Report(
        tuple(
            dataclasses.replace(plain, severity=severity, position=Position(file, 1), value=f'"{severity}"')
            for file, severity in zip(files, severities, strict=True)
        )
    )
    heads = [line for line in write_text(report).splitlines() if re.match(r"[ab]\.ttl: \d", line)]
    assert heads == ["a.ttl: 1 warning", "b.ttl: 1 violation, 1 remark"]


def test_coverage(context: Context) -> None:
    """The end says what the shapes looked at."""
    coverage = Coverage(
        3, 5, ("<http://example.org/S>",), 7, 2, ("<http://example.org/a>", "<http://example.org/b>")
    )
    assert write_text(Report(), dataclasses.replace(context, coverage=coverage)) == (
        "2 of 3 shapes looked at 5 nodes.\n"
        "1 shape met no focus node: <http://example.org/S>.\n"
        "No shape looked at 2 of 7 subjects: <http://example.org/a>, <http://example.org/b>.\n"
        "Nothing found: the data conforms.\n"
    )
