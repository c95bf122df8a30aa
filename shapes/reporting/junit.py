"""JUnit XML: findings as failed test cases, for CI systems that read nothing else."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from iurc.shapes.coverage import Coverage
from iurc.shapes.report import Finding, Report
from iurc.shapes.reporting.by_file import FileFindings, by_file
from iurc.shapes.reporting.context import PLAIN, Context
from iurc.shapes.reporting.naming import WORDS, about_what, counted, place_of, rule_id, short
from iurc.shapes.reporting.safe import cut, in_xml
from iurc.shapes.reporting.summary import coverage_lines

_LONGEST = 2000
_CASE = "conforms"
_NOWHERE = "(not in these files)"


def write_junit(report: Report, context: Context = PLAIN) -> str:
    """Write a report as JUnit XML; see `junit_pieces`."""
    return "".join(junit_pieces(report, context))


def junit_pieces(report: Report, context: Context) -> Iterator[str]:
    """Write a report as JUnit XML.

    One suite for each file, in it one case for each rule and focus node. What refuses the data is a failure; what is
    milder is a case that passes and tells its findings as output. A file without findings has one case that passes,
    because readers take an empty suite for a mistake.

    Args:
        report: The report.
        context: The files, the threshold, the coverage.

    Yields:
        Pieces of the document.
    """
    files = _with_all_inputs(by_file(report.findings), context)
    suites = [(each, _cases(each.findings)) for each in files]
    tests = sum(max(1, len(cases)) for _, cases in suites) + (context.coverage is not None)
    failures = sum(_failed(cases, context) for _, cases in suites) + context.vacuous
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield f'<testsuites name="iurc validate" tests="{tests}" failures="{failures}" errors="0">\n'
    for each, cases in suites:
        yield from _suite(each.file, cases, context)
    if context.coverage:
        yield from _coverage(context.coverage, failed=context.vacuous)
    yield "</testsuites>\n"


def _with_all_inputs(files: Iterable[FileFindings], context: Context) -> list[FileFindings]:
    found = list(files)
    known = {each.file for each in found}
    found += [FileFindings(name, ()) for name in dict.fromkeys(context.inputs) if name not in known]
    return found or [FileFindings(None, ())]


def _cases(findings: Sequence[Finding]) -> list[list[Finding]]:
    cases: dict[tuple[str, str | None], list[Finding]] = {}
    for finding in findings:
        cases.setdefault((rule_id(finding), finding.focus_node), []).append(finding)
    return list(cases.values())


def _failed(cases: Iterable[Sequence[Finding]], context: Context) -> int:
    return sum(any(context.refuses(finding.severity) for finding in case) for case in cases)


def _suite(file: str | None, cases: Sequence[Sequence[Finding]], context: Context) -> Iterator[str]:
    place = _NOWHERE if file is None else context.place(file)
    failures = _failed(cases, context)
    yield (
        f'  <testsuite name={_attribute(place)} tests="{max(1, len(cases))}" failures="{failures}" errors="0"'
        ' skipped="0" time="0">\n'
    )
    if not cases:
        yield f'    <testcase name="{_CASE}" classname={_attribute(place)} time="0"/>\n'
    for case in cases:
        yield from _case(place, case, context)
    yield "  </testsuite>\n"


def _coverage(coverage: Coverage, *, failed: bool) -> Iterator[str]:
    told = _content("\n".join(coverage_lines(coverage)))
    yield (
        f'  <testsuite name="coverage" tests="1" failures="{int(failed)}" errors="0" skipped="0" time="0">\n'
        '    <testcase name="the shapes met something" classname="coverage" time="0">\n'
    )
    if failed:
        yield f'      <failure message="No shape met anything in the data." type="coverage">{told}</failure>\n'
    else:
        yield f"      <system-out>{told}</system-out>\n"
    yield "    </testcase>\n  </testsuite>\n"


def _case(place: str, case: Sequence[Finding], context: Context) -> Iterator[str]:
    first = case[0]
    node = short(first.focus_node) if first.focus_node else "(no node)"
    where = f' file={_attribute(place)} line="{first.position.line}"' if first.position else ""
    name = _attribute(f"{rule_id(first)} {node}")
    yield f'    <testcase name={name} classname={_attribute(place)}{where} time="0">\n'
    text = _content("\n\n".join(_told(finding) for finding in case))
    worst = max(case, key=lambda finding: finding.severity)
    if context.refuses(worst.severity):
        more = f" (and {counted(len(case) - 1, 'more finding')})" if len(case) > 1 else ""
        message = _attribute(cut(worst.message, _LONGEST) + more)
        yield f'      <failure message={message} type="{WORDS[worst.severity]}">{text}</failure>\n'
    else:
        yield f"      <system-out>{text}</system-out>\n"
    yield "    </testcase>\n"


def _told(finding: Finding) -> str:
    place, about = place_of(finding), about_what(finding)
    lines = [": ".join(part for part in (place, WORDS[finding.severity], about) if part), finding.message]
    if finding.remedy:
        lines.append(f"Expected: {finding.remedy}")
    return "\n".join(cut(line, _LONGEST) for line in lines)


def _attribute(text: str) -> str:
    return quoteattr(in_xml(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _content(text: str) -> str:
    # A carriage return that is not written as a reference would be read back as a line feed.
    return escape(in_xml(text), {"\r": "&#13;"})
