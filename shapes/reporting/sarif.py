"""SARIF 2.1.0 for code scanning (OASIS standard, section 3; the limits of GitHub)."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.context import PLAIN, Context
from iurc.shapes.reporting.excerpt import token_length
from iurc.shapes.reporting.fingerprint import fingerprints
from iurc.shapes.reporting.json_report import as_json, coverage_object, indented
from iurc.shapes.reporting.naming import about_what, counted, place_of, rule_id, short
from iurc.shapes.reporting.place import as_uri
from iurc.shapes.reporting.rules import Rule, rules_of
from iurc.shapes.reporting.safe import cut, one_line
from iurc.shapes.reporting.summary import coverage_lines

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
MOST_RESULTS = 25_000
FINGERPRINT = "iurcFinding/v1"
_LONGEST = 1000
_LEVELS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_PROBLEMS = {Severity.VIOLATION: "error", Severity.WARNING: "warning", Severity.INFO: "recommendation"}
# What a reader of plain text messages would take for a link (section 3.11.6).
_LINK = re.compile(r"\[(?=[^\]]*\]\()")


def write_sarif(report: Report, context: Context = PLAIN) -> str:
    """Write a report as SARIF; see `sarif_pieces`."""
    return "".join(sarif_pieces(report, context))


def sarif_pieces(report: Report, context: Context) -> Iterator[str]:
    """Write a report as a SARIF log with one run.

    GitHub refuses a run of more than 25,000 results: the worst come first, the others are counted in a notification. A
    finding whose place is only near gets a region without column and the property `near`; one without any place names
    the first input file without a region.

    Args:
        report: The report.
        context: Version, files, coverage, and the lines from which the ends of tokens are read.

    Yields:
        Pieces of the log.
    """
    told = report.findings[:MOST_RESULTS]
    rules = rules_of(told, context.about)
    numbers = {rule.id: number for number, rule in enumerate(rules)}
    head = {
        "tool": {"driver": _driver(rules, context)},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"%SRCROOT%": {"description": {"text": "The root of the project."}}},
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _notifications(report, context)}
        ],
    }
    if context.coverage:
        head["properties"] = {"coverage": coverage_object(context.coverage)}
    yield f'{{\n  "$schema": {json.dumps(SCHEMA)},\n  "version": "2.1.0",\n  "runs": [\n    {{\n'
    yield "\n".join(" " * 4 + line for line in as_json(head).split("\n")[1:-1])
    yield ',\n      "results": ['
    separator = "\n"
    for finding, fingerprint in fingerprints(told):
        yield separator + indented(_result(finding, fingerprint, numbers[rule_id(finding)], context), 8)
        separator = ",\n"
    yield "\n      ]\n    }\n  ]\n}\n"


def _driver(rules: Sequence[Rule], context: Context) -> dict[str, Any]:
    return {
        "name": "iurc",
        "semanticVersion": context.version,
        "version": context.version,
        "informationUri": "https://w3id.org/iurc/shapes",
        "language": context.language,
        "rules": [_rule(rule) for rule in rules],
    }


def _rule(rule: Rule) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": rule.id,
        "name": cut(rule.name, 255),
        "shortDescription": _message(rule.short),
        "fullDescription": _message(rule.full),
        "help": _message(rule.help),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {"tags": ["shacl", rule.component], "problem.severity": _PROBLEMS[rule.severity]},
    }
    if rule.uri:
        told["helpUri"] = rule.uri
    return told


def _result(finding: Finding, fingerprint: str, number: int, context: Context) -> dict[str, Any]:
    about = about_what(finding)
    message = f"{about}: {finding.message}" if about else finding.message
    place = place_of(finding)
    if finding.position is None:
        message = f"{message} (The place is not in the files that were judged.)"
    elif not finding.position.exact:
        message = f"{message} ({place}.)"
    return {
        "ruleId": rule_id(finding),
        "ruleIndex": number,
        "level": _LEVELS[finding.severity],
        "message": _message(message),
        "locations": [_location(finding, context)],
        "partialFingerprints": {FINGERPRINT: fingerprint},
        "properties": _properties(finding),
    }


def _properties(finding: Finding) -> dict[str, Any]:
    parts = {
        "focusNode": finding.focus_node,
        "path": finding.path,
        "value": finding.value and cut(finding.value, _LONGEST),
        "expected": finding.remedy,
        "sourceShape": finding.shape,
        "sourceConstraint": finding.constraint,
        "severity": finding.severity_iri,
        "near": True if finding.position and not finding.position.exact else None,
    }
    return {key: value for key, value in parts.items() if value is not None}


def _location(finding: Finding, context: Context) -> dict[str, Any]:
    location: dict[str, Any] = {}
    position = finding.position
    file = context.place(position.file) if position else context.fallback
    if file is not None:
        physical: dict[str, Any] = {"artifactLocation": _artifact(file)}
        if position:
            physical["region"] = _region(position, context)
        location["physicalLocation"] = physical
    if finding.focus_node is not None:
        location["logicalLocations"] = [
            {"name": short(finding.focus_node), "fullyQualifiedName": finding.focus_node, "kind": "resource"}
        ]
    return location


def _artifact(file: str) -> dict[str, str]:
    uri = as_uri(file)
    return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": "%SRCROOT%"}


def _region(position: Position, context: Context) -> dict[str, int]:
    region = {"startLine": position.line}
    if position.exact and position.column is not None:
        region["startColumn"] = position.column
        line = context.source_line(position.file, position.line)
        if line is not None:
            region["endLine"] = position.line
            region["endColumn"] = position.column + token_length(line, position.column, position.file)
    return region


def _notifications(report: Report, context: Context) -> list[dict[str, Any]]:
    notifications = []
    withheld = report.findings[MOST_RESULTS:]
    if withheld:
        counts = Report(withheld).counts().items()
        listed = ", ".join(counted(number, _LEVELS[severity]) for severity, number in counts)
        text = f"{counted(len(withheld), 'further finding')} left out, because a run may hold {MOST_RESULTS:,}: {listed}."
        notifications.append({"level": "warning", "message": _message(text)})
    if context.coverage:
        level = "warning" if context.coverage.vacuous else "note"
        text = " ".join(coverage_lines(context.coverage))
        notifications.append({"level": level, "message": _message(text)})
    return notifications


def _message(text: str) -> dict[str, str]:
    """Write a plain text message: braces stand for placeholders, brackets for links (sections 3.11.5 and 3.11.6)."""
    escaped = one_line(text).replace("{", "{{").replace("}", "}}")
    return {"text": _LINK.sub(r"\\[", cut(escaped, _LONGEST))}
