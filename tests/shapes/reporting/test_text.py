"""The report for people."""

from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.naming import short
from iurc.shapes.reporting.summary import summary
from iurc.shapes.reporting.text import write_text

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
        "<https://w3id.org/iurc/id/phase/one>\n"
        '  phases.csv:3:12: violation: iurc:phaseNumber "4"\n'
        "      Give the phase a number.\n"
        "      Expected: A Roman number.\n"
        "      [iurcsh:Phase-number]\n"
        "\n"
        "<https://w3id.org/iurc/id/phase/two>\n"
        "  near phases.csv:4: warning\n"
        "      Have a look.\n"
        "      [_:shape]\n"
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
