"""The report as JUnit XML."""

import dataclasses
import io
import xml.etree.ElementTree as ET

import pytest
from junitparser import Failure, JUnitXml

from iurc.shapes.coverage import Coverage
from iurc.shapes.report import Finding, Report, Severity
from iurc.shapes.reporting.context import Context
from iurc.shapes.reporting.junit import write_junit


def tree_of(report: Report, context: Context) -> ET.Element:
    """Write a report and read it as XML."""
    return ET.fromstring(write_junit(report, context).encode())  # noqa: S314 - written by ourselves


def check_counts(root: ET.Element) -> None:
    """The numbers of suites and of the whole are those of the cases."""
    for suite in root:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase")) > 0
        assert int(suite.get("failures", "")) == len(suite.findall("testcase/failure"))
    assert int(root.get("tests", "")) == len(root.findall("*/testcase"))
    assert int(root.get("failures", "")) == len(root.findall("*/testcase/failure"))


def test_one_finding(plain: Finding, context: Context) -> None:
    """A finding is a failed case of its file's suite; a file without findings is a suite that passes."""
    root = tree_of(Report((plain,)), context)
    check_counts(root)
    assert [suite.get("name") for suite in root] == ["phases.ttl", "other.ttl"]
    (case,) = root[0]
    assert case.get("name") == "iurcsh:Phase-number/In <https://w3id.org/iurc/id/phase/one>"
    assert (case.get("file"), case.get("line"), case.get("classname")) == ("phases.ttl", "3", "phases.ttl")
    (failure,) = case
    assert failure.get("message") == plain.message
    assert failure.get("type") == "violation"
    assert failure.text == (
        f'phases.ttl:3:20: violation: iurc:phaseNumber "4"\n{plain.message}\nExpected: A Roman number.'
    )
    (passed,) = root[1]
    assert (passed.get("name"), list(passed)) == ("conforms", [])


def test_the_same_rule_and_node_is_one_case(plain: Finding, context: Context) -> None:
    """Several values that break one rule at one node are one case that tells them all."""
    other = dataclasses.replace(plain, value='"5"')
    root = tree_of(Report((plain, other)), context)
    check_counts(root)
    (failure,) = root.findall("*/testcase/failure")
    assert failure.get("message") == f"{plain.message} (and 1 more finding)"
    assert '"4"' in (failure.text or "")
    assert '"5"' in (failure.text or "")


@pytest.mark.parametrize("fail_on", [*Severity, None])
def test_only_what_refuses_fails(plain: Finding, context: Context, fail_on: Severity | None) -> None:
    """A finding below the threshold passes and is told as output, so that CI agrees with the exit code."""
    findings = tuple(
        dataclasses.replace(plain, severity=severity, focus_node=f"<urn:{severity}>") for severity in Severity
    )
    root = tree_of(Report(findings), dataclasses.replace(context, fail_on=fail_on))
    check_counts(root)
    failed = len(root.findall("*/testcase/failure"))
    assert failed == sum(fail_on is not None and severity >= fail_on for severity in Severity)
    assert failed + len(root.findall("*/testcase/system-out")) == len(findings)


def test_nothing_found() -> None:
    """A report without findings and files has one case that passes: an empty report is taken for a mistake."""
    root = tree_of(Report(), Context())
    check_counts(root)
    assert root.get("failures") == "0"


def test_awkward_texts(awkward: Report, context: Context) -> None:
    """Whatever stands in the findings, the XML is well-formed, its numbers are right, and no markup gets in."""
    root = tree_of(awkward, context)
    check_counts(root)
    assert {element.tag for element in root.iter()} == {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "system-out",
    }
    told = "\n".join(
        text for element in root.iter() for text in (element.text, *element.attrib.values()) if text
    )
    assert "<script>alert(1)</script>" in told
    assert "two\nlines\r\nand\ta tab" in told
    assert "\\u001B[31mred" in told
    assert "half \\uD800 a character" in told
    assert "北京 – Münsingen 🏙 e\u0301" in told


def test_another_reader(awkward: Report, context: Context) -> None:
    """The library that CI tools use reads as many failures as there are."""
    told = JUnitXml.fromroot(ET.parse(io.StringIO(write_junit(awkward, context))).getroot())  # noqa: S314
    failures = [
        result for suite in told for case in suite for result in case.result if isinstance(result, Failure)
    ]
    assert len(failures) == told.failures > 0


def test_coverage(context: Context) -> None:
    """What the shapes looked at is a case of its own, which fails when nothing was looked at and that refuses."""
    vacuous = Coverage(2, 0)
    for required in (True, False):
        told = dataclasses.replace(context, coverage=vacuous, require_coverage=required)
        root = tree_of(Report(), told)
        check_counts(root)
        assert root[-1].get("name") == "coverage"
        assert len(root.findall("*/testcase/failure")) == required
